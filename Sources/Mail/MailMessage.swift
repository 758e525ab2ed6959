public import Casework
public import FoundationEssentials

/// A plain-text letter.
public struct MailMessage: Sendable {
    public let sender: MailAddress
    public let recipients: [MailAddress]
    public let subject: HeaderLine
    public let text: String
    /// When it is written.
    public let date: Date

    public init(
        from sender: MailAddress, to recipients: [MailAddress], subject: HeaderLine, text: String,
        at date: Date = .now
    ) {
        self.sender = sender
        self.recipients = recipients
        self.subject = subject
        self.text = text
        self.date = date
    }

    /// As it is sent (RFC 5322, RFC 2045): ASCII lines of at most 76 characters.
    public var bytes: [UInt8] {
        var lines = [
            "Date: \(Self.dateText(date))", "From: \(sender)",
            "To: \(recipients.map(\.description).joined(separator: ",\r\n "))",
            "Message-ID: <\(UUID().uuidString.lowercased())@\(sender.host)>",
            "Subject: \(Self.word(subject.description))", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            // No machine answers it: no "out of office" comes back.
            "Auto-Submitted: auto-generated", "",
        ]
        let encoded = Array(Data(text.replacing("\n", with: "\r\n").utf8).base64EncodedString())
        for start in stride(from: 0, to: encoded.count, by: 76) {
            lines.append(String(encoded[start..<min(start + 76, encoded.count)]))
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    /// Encoded words of at most 75 characters, whole characters each (RFC 2047).
    private static func word(_ text: String) -> String {
        var words: [String] = []
        var part = ""
        for character in text {
            if (part + String(character)).utf8.count > 42 {
                words.append(part)
                part = ""
            }
            part.append(character)
        }
        words.append(part)
        return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }
            .joined(separator: "\r\n ")
    }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func dateText(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day, .weekday, .hour, .minute, .second], from: date)
        func two(_ number: Int?) -> String {
            let text = String(number ?? 0)
            return text.count < 2 ? "0\(text)" : text
        }
        return "\(days[(parts.weekday ?? 1) - 1]), \(parts.day ?? 1) "
            + "\(months[(parts.month ?? 1) - 1]) \(parts.year ?? 0) "
            + "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) +0000"
    }
}

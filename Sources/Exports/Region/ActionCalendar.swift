public import Casework

/// The due dates of actions as a calendar (RFC 5545).
///
/// Each open action is an event of its whole due day: the calendars that people subscribe with show
/// events, and most pass over to-dos.
public struct ActionCalendar: Sendable {
    public struct Entry: Sendable {
        public let id: String
        public let action: AgreedAction
        public let version: Int
        /// RFC 3339, UTC, to the second.
        public let updatedAt: String

        public init(id: String, action: AgreedAction, version: Int, updatedAt: String) {
            self.id = id
            self.action = action
            self.version = version
            self.updatedAt = updatedAt
        }
    }

    public let name: String
    public let entries: [Entry]

    public init(name: String, entries: [Entry]) {
        self.name = name
        self.entries = entries
    }

    /// The calendar's text, in lines as the standard ends them.
    public var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//hubctl//actions//EN", "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH", "X-WR-CALNAME:\(Self.escaped(name))",
        ]
        let open = entries.filter { $0.action.status == .open && $0.action.due != nil }
        // The standard has no calendar without a component.
        if open.isEmpty { lines += Self.utc }
        for entry in open {
            guard let due = entry.action.due else { continue }
            let action = entry.action
            let note = [action.owner, action.note].compactMap { $0 }.joined(separator: "\n")
            lines += [
                "BEGIN:VEVENT", "UID:\(entry.id)@hubctl",
                "DTSTAMP:\(Self.digits(entry.updatedAt))",
                "SEQUENCE:\(entry.version - 1)",
                "DTSTART;VALUE=DATE:\(Self.digits(due.description))",
                "DTEND;VALUE=DATE:\(Self.digits(due.adding(days: 1).description))",
                "SUMMARY:\(Self.escaped(action.title))", "DESCRIPTION:\(Self.escaped(note))",
                "CATEGORIES:\(Self.escaped(action.network.description))", "TRANSP:TRANSPARENT",
                "END:VEVENT",
            ]
        }
        return (lines + ["END:VCALENDAR"]).map { Self.folded($0) + "\r\n" }.joined()
    }

    private static let utc = [
        "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
    ]

    /// A date or time without its separators: `20210331T100000Z`.
    private static func digits(_ text: String) -> String {
        text.filter { $0 != "-" && $0 != ":" }
    }

    /// Text as a value (RFC 5545, 3.3.11); what steers a reader is left out.
    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result.append(contentsOf: ["\\", scalar])
            case "\n": result.append(contentsOf: ["\\", "n"])
            case "\u{0}"..<" ", "\u{7F}": continue
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// In lines of at most 75 bytes, never cut inside a character (RFC 5545, 3.1).
    private static func folded(_ line: String) -> String {
        var result = ""
        var length = 0
        for character in line {
            let size = String(character).utf8.count
            if length + size > 75 {
                result += "\r\n "
                length = 1
            }
            result.append(character)
            length += size
        }
        return result
    }
}

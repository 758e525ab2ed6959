import CaseStore
import Casework
import Texts

/// The mails of the directory: short, plain, one link each.
struct DirectoryMail {
    let site: String
    let texts: Texts

    func confirmation(of place: Place, link: String, to address: String) -> OutgoingMail {
        mail("confirm", to: address, name: place.name, link: link)
    }

    func link(_ link: String, of slug: Slug, to address: String) -> OutgoingMail {
        mail("link", to: address, name: slug.description, link: link)
    }

    func accepted(_ place: Place, to address: String) -> OutgoingMail {
        mail("accepted", to: address, name: place.name, link: "/places/\(place.slug)")
    }

    func refused(
        _ place: Place, reasons: [RefusalReason], note: String?, to address: String
    ) -> OutgoingMail {
        let why = reasons.map { "- \(texts(TextKey("directory.reason.\($0.rawValue)")))" }
        return mail(
            "refused", to: address, name: place.name, link: "/map/register",
            more: (why + [note].compactMap(\.self)).joined(separator: "\n"))
    }

    func reminder(_ place: DuePlace, link: String, to address: String) -> OutgoingMail {
        mail("reminder", to: address, name: place.name, link: link)
    }

    private func mail(
        _ kind: String, to address: String, name: String, link: String, more: String = ""
    ) -> OutgoingMail {
        let values = ["name": Self.line(name), "link": "\(site)\(link)", "more": Self.lines(more)]
        return OutgoingMail(
            recipient: address,
            subject: Self.line(texts(TextKey("directory.mail.\(kind).subject"), values)),
            body: texts(TextKey("directory.mail.\(kind).body"), values) + "\n")
    }

    /// A text as one line: whatever would end a header is a space.
    static func line(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                        || scalar.value == 0x2028 || scalar.value == 0x2029 ? " " : scalar
                }))
    }

    private static func lines(_ text: String) -> String {
        text.split(separator: "\n").map { line(String($0)) }.joined(separator: "\n")
    }
}

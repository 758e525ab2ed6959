import CaseStore
import Casework
import Texts

/// The mails of the directory: short, plain, one link each.
struct DirectoryMail {
    let site: String
    let texts: Texts

    func confirmation(of place: Place, link: String, to address: MailAddress) -> OutgoingMail {
        mail("confirm", to: address, name: place.name, link: link)
    }

    func link(_ link: String, of slug: Slug, to address: MailAddress) -> OutgoingMail {
        mail("link", to: address, name: slug.description, link: link)
    }

    func accepted(_ place: Place, to address: MailAddress) -> OutgoingMail {
        mail("accepted", to: address, name: place.name, link: "/places/\(place.slug)")
    }

    func refused(
        _ place: Place, reasons: [RefusalReason], note: String?, to address: MailAddress
    ) -> OutgoingMail {
        let why = reasons.map { "- \(texts(TextKey("directory.reason.\($0.rawValue)")))" }
        return mail(
            "refused", to: address, name: place.name, link: "/map/register",
            more: (why + [note].compactMap(\.self)).joined(separator: "\n"))
    }

    func reminder(_ place: DuePlace, link: String, to address: MailAddress) -> OutgoingMail {
        mail("reminder", to: address, name: place.name, link: link)
    }

    private func mail(
        _ kind: String, to address: MailAddress, name: String, link: String, more: String = ""
    ) -> OutgoingMail {
        let values = [
            "name": HeaderLine(name).description, "link": "\(site)\(link)",
            "more": Self.lines(more),
        ]
        return OutgoingMail(
            recipient: address,
            subject: HeaderLine(texts(TextKey("directory.mail.\(kind).subject"), values)),
            body: texts(TextKey("directory.mail.\(kind).body"), values) + "\n")
    }

    private static func lines(_ text: String) -> String {
        text.split(separator: "\n").map { HeaderLine(String($0)).description }.joined(
            separator: "\n")
    }
}

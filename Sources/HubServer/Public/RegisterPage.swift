import Casework
import Codelists
import Credentials
import Texts

/// The form by which an organisation registers, or changes its entry.
struct RegisterPage: Sendable {
    let frame: PublicFrame
    /// The signed name of this form.
    let form: String
    var values: [String: [String]] = [:]
    var faulty: String?
    var problem: TextKey?
    /// The link's token, when an entry is changed.
    var token: String?

    private var texts: Texts { frame.texts }

    var markup: Markup {
        let fault: Markup? = (problem ?? (faulty == nil ? nil : "public.form.faulty")).map {
            "<p class=\"problem\" role=\"alert\">\(texts($0))</p>\n"
        }
        return frame.page(
            title: texts(token == nil ? "public.register.title" : "public.edit.title"),
            at: token == nil ? .register : nil, scripts: ["form.js"],
            main: """
                <p>\(texts(token == nil ? "public.register.lead" : "public.edit.lead"))</p>
                \(fault)\(token.map(verification))
                <form method="post" action="\(frame.link(action))" data-bits="\(WorkProof.bits)">
                \(fields)\(Self.hidden(form, texts))\
                <p class="actions"><button>\
                \(texts(token == nil ? "public.register.send" : "public.edit.send"))</button></p>
                </form>

                """)
    }

    /// In the order of their names, which takes long to find.
    private static let countries: [Language: [(String, String)]] = Dictionary(
        uniqueKeysWithValues: Language.ofPublic.map { language in
            let named = Country.list.entries.filter { !$0.isRetired && $0.number != 0 }
                .map { entry in
                    let label = entry.label(language)
                    return (entry.code, label, TextFolding.fold(label))
                }
            return (language, named.sorted { $0.2 < $1.2 }.map { ($0.0, $0.1) })
        })

    private var action: String { token == nil ? "/map/register" : "/map/edit" }

    /// One press, where nothing has changed.
    private func verification(_ token: String) -> Markup {
        """
        <form method="post" action="\(frame.link("/map/verify"))">
        <input type="hidden" name="token" value="\(token)">
        <p class="actions"><button>\(texts("public.edit.verify"))</button></p>
        </form>
        <h2>\(texts("public.edit.change"))</h2>

        """
    }

    /// The form's name, the place for its proof, and what only programs fill in.
    static func hidden(_ form: String, _ texts: Texts) -> Markup {
        """
        <input type="hidden" name="form" value="\(form)"><input type="hidden" name="proof" value="">
        <p class="trap" aria-hidden="true"><label>\(texts("public.form.trap")) \
        <input name="url" tabindex="-1" autocomplete="off" value=""></label></p>

        """
    }

    private var fields: Markup {
        let pieces = PublicForm(texts: texts, values: values, faulty: faulty)
        let language = texts.language
        func options(_ list: Codelist, open: Bool = false) -> [(String, String)] {
            list.entries.filter { !$0.isRetired && (open || $0.number != 0) }
                .map { ($0.code, $0.label(language)) }
        }
        let countries = Self.countries[language] ?? options(Country.list)
        let contact: Markup? =
            token == nil
            ? pieces.input(
                "contact", "public.register.contact", type: "email",
                hint: "public.register.contact.hint", isRequired: true) : nil
        let held: Markup? = token.map { "<input type=\"hidden\" name=\"token\" value=\"\($0)\">\n" }
        return """
            \(held)\(pieces.input("name", "public.register.name", isRequired: true))\
            \(pieces.select("kind", "public.register.kind", options(OrganisationKind.list),
                none: "public.choose"))\
            \(pieces.select("country", "public.register.country", countries,
                none: "public.choose", isRequired: true))\
            \(pieces.input("locality", "public.register.locality"))\
            \(pieces.input("address", "field.address", most: 300))\
            \(pieces.checks("services", "public.map.service", options(Service.list)))\
            \(pieces.checks("languages", "public.map.language", options(SpokenLanguage.list)))\
            \(pieces.input(
                "serves", "public.serves", hint: "public.register.serves.hint", most: 400))\
            \(pieces.input("hours", "public.hours", hint: "public.register.hours.hint"))\
            \(pieces.input("phone", "field.phone", type: "tel", most: 60))\
            \(pieces.input("email", "public.register.email", type: "email"))\
            \(pieces.input(
                "website", "field.website", type: "url", hint: "public.register.website.hint",
                most: 300))\
            \(pieces.area(
                "note", "public.register.note", hint: "public.register.note.hint", most: 2_000))\
            \(pieces.input(
                "latitude", "field.latitude", hint: "public.register.position.hint", most: 20))\
            \(pieces.input("longitude", "field.longitude", most: 20))\
            \(contact)
            """
    }
}

/// Asks for a link to change an entry.
struct LinkRequestPage: Sendable {
    let frame: PublicFrame
    let form: String
    let slug: String
    var faulty: String?

    var markup: Markup {
        let texts = frame.texts
        let pieces = PublicForm(texts: texts, values: ["place": [slug]], faulty: faulty)
        return frame.page(
            title: texts("public.change.title"), scripts: ["form.js"],
            main: """
                <p>\(texts("public.change.lead"))</p>
                <form method="post" action="\(frame.link("/map/change"))" \
                data-bits="\(WorkProof.bits)">
                \(pieces.input("place", "public.change.place", isRequired: true, most: 80))\
                \(pieces.input(
                    "contact", "public.register.contact", type: "email", isRequired: true))\
                \(RegisterPage.hidden(form, texts))\
                <p class="actions"><button>\(texts("public.change.send"))</button></p>
                </form>

                """)
    }
}

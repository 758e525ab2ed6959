import CaseStore
import Casework
import OpenAPI
import Texts

/// A register: its records, a line each, and the way to a new one.
struct RecordListPage<Record: RegionResource>: Sendable {
    let frame: PageFrame
    let records: [Record]
    /// What the list shows after the short name.
    let columns: [String]
    let mayWrite: Bool
    /// What the records that these name are called.
    var names: [RecordReference: String] = [:]

    var markup: Markup {
        get throws {
            let texts = frame.texts
            let words = RecordWords(texts: texts, names: names)
            let fields = columns.compactMap { name in Record.fields.first { $0.name == name } }
            let rows = try records.map { record -> [Markup] in
                let object = try record.json
                let link: Markup = """
                    <a href="\(RegionPaths.page(of: Record.kind, record.slug.description))">\
                    \(record.shownName(texts, names))</a>
                    """
                return [link]
                    + fields.map { field in
                        object[field.name].map { words.cell($0, field.form) } ?? "–"
                    }
            }
            let new: Markup? =
                mayWrite
                ? """
                <p class="actions"><a class="button" href="\(RegionPaths.new(Record.path))">\
                \(texts("web.region.new"))</a></p>

                """ : nil
            let title = texts(Record.title)
            let table: Markup =
                rows.isEmpty
                ? "<p>\(texts("web.region.none"))</p>\n"
                : DataTable(
                    caption: title,
                    columns: [.init(texts("field.name"))] + fields.map { .init(texts($0.label)) },
                    rows: rows, showsCaption: false
                ).markup
            return frame.page(
                title: title, at: .region, lead: RegionPage.trail(texts),
                main: "\(new)\(table)")
        }
    }
}

/// One record, and what can be done with it.
struct RecordPage<Record: RegionResource>: Sendable {
    let frame: PageFrame
    let stored: Stored<Record>
    let mayWrite: Bool
    /// What the records that it names are called.
    var names: [RecordReference: String] = [:]
    /// Documents to take away: a name and an address each.
    var downloads: [(name: String, path: String)] = []
    /// What is peculiar to this kind of record.
    var below: Markup = .none

    var markup: Markup {
        get throws {
            let texts = frame.texts
            let record = stored.record
            let path = RegionPaths.page(of: Record.kind, record.slug.description)
            let edit: Markup? =
                mayWrite
                ? "<a class=\"button\" href=\"\(path)/edit\">\(texts("web.region.edit"))</a>\n"
                : nil
            let links = downloads.map { one -> Markup in
                "<a class=\"button quiet\" href=\"\(one.path)\">\(one.name)</a>\n"
            }
            let up = RegionPaths.register(Record.path)
            // An item's texts are shown below, as their readers get them.
            let shown =
                Record.kind == .bulletinItem
                ? Record.fields.filter { $0.name != "texts" } : Record.fields
            return frame.page(
                title: record.shownName(texts, names), at: .region,
                lead: RegionPage.trail(texts, (texts(Record.title), up)),
                main: """
                    <p class="actions">\(edit)\(links)</p>
                    \(RecordWords(texts: texts, names: names).facts(try record.json, shown))\(below)
                    """)
        }
    }
}

/// The form of a record: a new one, or one that is changed.
struct RecordFormPage<Record: RegionResource>: Sendable {
    let frame: PageFrame
    let choices: RecordForm.Choices
    /// Nil for a new one.
    var stored: Stored<Record>?
    /// What the records that it names are called.
    var names: [RecordReference: String] = [:]

    var markup: Markup {
        get throws {
            let texts = frame.texts
            let pieces = FormPieces(texts: texts)
            let form = RecordForm(texts: texts, choices: choices)
            let object = try stored?.record.json ?? .null
            let slug: Markup =
                stored == nil
                ? pieces.input(
                    "slug", "field.slug", hint: "web.region.slug", isRequired: true, most: 80)
                : "<input type=\"hidden\" name=\"slug\" value=\"\(object["slug"]?.string ?? "")\">\n"
            let api = "/api/v1/\(Record.path)"
            let name = stored?.record.slug.description
            let content = pieces.form(
                stored == nil ? "POST" : "PUT", name.map { "\(api)/\($0)" } ?? api,
                next: "\(RegionPaths.register(Record.path))/{slug}", submit: "web.region.save",
                ifMatch: stored?.version, "\(slug)\(form.controls(Record.fields, object))")
            return frame.page(
                title: stored?.record.shownName(texts, names) ?? texts("web.region.new"),
                at: .region,
                lead: RegionPage.trail(
                    texts, (texts(Record.title), RegionPaths.register(Record.path))),
                main: content)
        }
    }
}

extension RegionResource {
    /// What the register is called.
    static var title: TextKey { TextKey("web.register.\(kind.rawValue)") }

    /// What people call a record: its title or name, in their language where it has several.
    func shownName(_ texts: Texts, _ names: [RecordReference: String] = [:]) -> String {
        switch self {
        case let record as Organisation: record.name
        case let record as Activity: record.title
        case let record as Network: record.name
        case let record as Meeting: record.title
        case let record as AgreedAction: record.title
        case let record as MGIParticipant: record.name ?? record.country.label(texts.language)
        case let record as MGITotal: record.stated.words(texts)
        case let record as MGIIndicator: record.question
        case let record as MGIAssessment:
            texts(
                "web.region.round",
                [
                    "participant": names[RecordReference(.mgiParticipant, record.participant)]
                        ?? record.participant.description, "round": texts.number(record.round),
                ])
        case let record as Publication:
            record.text(in: texts.language.rawValue)?.title ?? slug.description
        case let record as BulletinItem:
            record.text(in: texts.language.rawValue)?.title ?? slug.description
        case let record as BulletinIssue: record.title
        default: slug.description
        }
    }
}

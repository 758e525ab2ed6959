import Casework
import Codelists
import OpenAPI
import Texts

/// The values of a record's fields as a page shows them.
struct RecordWords: Sendable {
    let texts: Texts
    /// What records that may be named are called; others go by their short names.
    var names: [RecordReference: String] = [:]

    /// The fields that have a value: short ones as facts, rows as tables below.
    func facts(_ object: JSONValue, _ fields: [RegionField]) -> Markup {
        var facts: [Markup] = []
        var tables: [Markup] = []
        for field in fields {
            guard let value = object[field.name].map({ Self.spoken($0, field) }), value != .null,
                value != []
            else { continue }
            switch field.form {
            case .parts(let columns): tables.append(table(field, value, columns))
            default:
                facts.append(
                    "<dt>\(texts(field.label))</dt><dd>\(markup(value, field.form))</dd>\n")
            }
        }
        return "<dl class=\"facts\">\n\(facts)</dl>\n\(tables)"
    }

    private func table(
        _ field: RegionField, _ value: JSONValue, _ columns: [RegionField]
    ) -> Markup {
        let rows = value.array ?? []
        let shown = columns.filter { column in
            rows.contains { $0[column.name] != nil && $0[column.name] != [] }
        }
        return DataTable(
            caption: texts(field.label), columns: shown.map { .init(texts($0.label)) },
            rows: rows.map { row in
                let cells = shown.map { column -> Markup? in
                    if column.name == "slug",
                        let kind = row["kind"]?.string.flatMap(RecordKind.init)
                    {
                        return markup(row["slug"] ?? .null, .record(kind))
                    }
                    return row[column.name].map { markup(Self.spoken($0, column), column.form) }
                }
                // A row goes by the first thing that is said in it.
                let heading = cells.lazy.compactMap(\.self).first ?? "–"
                return [heading] + cells.dropFirst().map { $0 ?? "–" }
            }
        ).markup
    }

    /// Languages by what they call themselves, in place of their codes.
    private static func spoken(_ value: JSONValue, _ field: RegionField) -> JSONValue {
        switch (field.name, value) {
        case ("language", .string(let code)): .string(RecordParts.name(of: code))
        case ("languages", .array(let codes)):
            .array(codes.map { .string(RecordParts.name(of: $0.string ?? "")) })
        default: value
        }
    }

    /// One value as the cell of a list: of what it names, how many.
    func cell(_ value: JSONValue, _ form: RegionField.Form) -> Markup {
        switch (form, value) {
        case (.date, .string(let day)): CalendarDate(day)?.cell(texts) ?? "\(day)"
        case (.several(.record), .array(let values)): "\(texts.number(values.count))"
        default: "\(text(value, form))"
        }
    }

    /// One value.
    func markup(_ value: JSONValue, _ form: RegionField.Form) -> Markup {
        switch form {
        case .area:
            let lines = (value.string ?? "").split(separator: "\n").map { line -> Markup in
                "<p>\(String(line))</p>"
            }
            return "\(lines)"
        case .address:
            let address = value.string ?? ""
            guard address.hasPrefix("https://") || address.hasPrefix("http://") else {
                return "\(address)"
            }
            return "<a href=\"\(address)\" rel=\"noopener noreferrer\">\(address)</a>"
        case .record(let kind):
            let slug = value.string ?? ""
            return "<a href=\"\(RegionPaths.page(of: kind, slug))\">\(name(kind, slug))</a>"
        case .several(.record(let kind)):
            let items = (value.array ?? []).map { one -> Markup in
                "<li>\(markup(one, .record(kind)))</li>\n"
            }
            return "<ul class=\"several\">\n\(items)</ul>"
        case .several(let one): return joined((value.array ?? []).map { markup($0, one) })
        case .lines: return joined((value.array ?? []).map { "\($0.string ?? "")" })
        case .part(let fields): return joined(pairs(value, fields))
        case .parts(let fields):
            let rows = (value.array ?? []).map { row in joined(pairs(row, fields)) }
            return "\(rows.map { row -> Markup in "<div>\(row)</div>" })"
        default: return "\(text(value, form))"
        }
    }

    /// One value without markup.
    func text(_ value: JSONValue, _ form: RegionField.Form) -> String {
        switch (form, value) {
        case (.several(let one), .array(let values)):
            values.map { text($0, one) }.joined(separator: ", ")
        case (_, .array(let values)): texts.number(values.count)
        case (.date, .string(let day)): CalendarDate(day)?.words(texts) ?? day
        case (.code(let list), .string(let code)): list.match(code)?.label(texts.language) ?? code
        case (.choice, .string(let choice)): Self.name(ofChoice: choice, texts)
        case (.record(let kind), .string(let slug)): name(kind, slug)
        case (_, .string(let text)): text
        case (_, .integer(let number)): texts.number(number)
        case (_, .number(let number)): texts.decimal(number)
        case (_, .boolean(let flag)): texts(flag ? "value.true" : "value.false")
        default: ""
        }
    }

    private func name(_ kind: RecordKind, _ slug: String) -> String {
        Slug(slug).flatMap { names[RecordReference(kind, $0)] } ?? slug
    }

    private func pairs(_ value: JSONValue, _ fields: [RegionField]) -> [Markup] {
        fields.compactMap { field in
            value[field.name].map { one in
                "\(texts(field.label)): \(markup(one, field.form))"
            }
        }
    }

    private func joined(_ pieces: [Markup]) -> Markup {
        Markup(trusted: pieces.map(\.html).joined(separator: ", "))
    }

    /// What a choice is called; kinds of records have names of their own.
    static func name(ofChoice choice: String, _ texts: Texts) -> String {
        for key in ["value.\(choice)", "record.kind.\(choice)"] where texts.contains(TextKey(key)) {
            return texts(TextKey(key))
        }
        return choice
    }
}

/// Where the pages of the region's registers are.
enum RegionPaths {
    static let home = "/region"
    static let followUp = "/region/follow-up"
    static let indicators = "/region/mgi"

    static func register(_ path: String) -> String { "\(home)/\(path)" }

    /// The form for a new record.
    static func new(_ path: String) -> String { "\(home)/new/\(path)" }

    static func page(of kind: RecordKind, _ slug: String) -> String {
        // An entry of the public directory has its page there.
        kind == .place ? "/places/\(slug)" : "\(home)/\(path(of: kind))/\(slug)"
    }

    private static func path(of kind: RecordKind) -> String {
        switch kind {
        case .organisation: Organisation.path
        case .place: "places"
        case .activity: Activity.path
        case .network: Network.path
        case .meeting: Meeting.path
        case .agreedAction: AgreedAction.path
        case .mgiParticipant: MGIParticipant.path
        case .mgiTotal: MGITotal.path
        case .mgiIndicator: MGIIndicator.path
        case .mgiAssessment: MGIAssessment.path
        case .publication: Publication.path
        case .bulletinItem: BulletinItem.path
        case .bulletinIssue: BulletinIssue.path
        }
    }
}

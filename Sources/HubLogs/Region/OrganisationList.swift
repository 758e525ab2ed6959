public import Casework
import Codelists

/// Organisations of the region's register as a spreadsheet (CSV or XLSX).
public struct OrganisationList: Sendable {
    public private(set) var organisations: [Organisation] = []
    public private(set) var rejects: [HubLogReject] = []
    /// Rows under the heading.
    public let rows: Int

    enum Column: String, SheetColumn {
        case slug, name, kind, country, place, languages, website, email, phone, note

        var english: [String] {
            switch self {
            case .slug: ["slug", "shortname"]
            case .name: ["name", "organisation", "organization"]
            case .kind: ["kind", "type"]
            case .place: ["place", "locality", "city"]
            case .languages: ["languages", "language"]
            case .phone: ["phone", "telephone"]
            case .note: ["note", "description"]
            default: [rawValue]
            }
        }

        var spanish: [String] {
            switch self {
            case .slug: ["nombrecorto"]
            case .name: ["nombre", "organizacion"]
            case .kind: ["tipo"]
            case .country: ["pais"]
            case .place: ["lugar", "localidad", "ciudad", "municipio"]
            case .languages: ["idiomas", "idioma"]
            case .website: ["sitioweb", "pagina"]
            case .email: ["correo", "correoelectronico"]
            case .phone: ["telefono"]
            case .note: ["nota", "descripcion"]
            }
        }

        var isRequired: Bool { self == .name || self == .kind || self == .country }
        var mayBeShown: Bool { true }
    }

    public init(path: String, options: TableOptions = TableOptions()) throws(SheetProblem) {
        let sheet = try Sheet<Column>(path: path, options: options)
        rows = sheet.rows.count
        var taken: Set<Slug> = []
        for row in sheet.rows {
            do throws(HubLogReject) {
                let body = try Self.organisation(row, sheet)
                guard taken.insert(body.slug).inserted else {
                    throw sheet.reject(row, .slug, .recordTwice)
                }
                organisations.append(body)
            } catch {
                rejects.append(error)
            }
        }
    }

    private static func organisation(
        _ row: TableRow, _ sheet: Sheet<Column>
    ) throws(HubLogReject) -> Organisation {
        try sheet.check(row)
        func text(_ column: Column) -> String? {
            let text = sheet.text(row, column)
            return text.isEmpty ? nil : text
        }
        func needed<Value>(
            _ column: Column, list: String, _ parse: (String) -> Value?
        ) throws(HubLogReject) -> Value {
            guard let text = text(column) else { throw sheet.reject(row, column, .missing) }
            guard let value = parse(text) else {
                throw sheet.reject(row, column, .unknownCode(list: list))
            }
            return value
        }
        guard let name = text(.name) else { throw sheet.reject(row, .name, .missing) }
        let written = text(.slug)
        guard let slug = written.map({ Slug($0.lowercased()) }) ?? Slug.made(of: name) else {
            throw sheet.reject(row, .slug, .unknownCode(list: "a-z 0-9 -"))
        }
        var body = Organisation(
            slug: slug, name: name,
            kind: try needed(.kind, list: "organisation_kind") { OrganisationKind($0) },
            country: try needed(.country, list: "country") { Country($0) })
        body.place = text(.place)
        let languages = (text(.languages) ?? "").split { ",; ".contains($0) }
            .map { $0.lowercased() }
        guard languages.allSatisfy(LanguageTag.isTag) else {
            throw sheet.reject(row, .languages, .unknownCode(list: "es, en"))
        }
        body.languages = languages
        body.website = text(.website)
        body.email = text(.email)
        body.phone = text(.phone)
        body.note = text(.note)
        if let field = body.faultyField {
            throw sheet.reject(row, Column(rawValue: field) ?? .name, .unknownCode(list: field))
        }
        return body
    }
}

public import Casework
import Codelists

/// Organisations of the region's register as a spreadsheet (CSV or XLSX).
public enum OrganisationList {
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

    public static func read(
        path: String, options: TableOptions = TableOptions()
    ) throws(SheetProblem) -> SheetReading<Organisation> {
        let sheet = try Sheet<Column>(path: path, options: options)
        return SheetReading(sheet, eachOnceBy: .slug, \.slug, organisation)
    }

    private static func organisation(
        _ line: SheetLine<Column>
    ) throws(HubLogReject) -> Organisation {
        let name = try line.required(.name)
        guard let slug = line[.slug].map({ Slug($0.lowercased()) }) ?? Slug.made(of: name) else {
            throw line.reject(.slug, .unknownCode(list: "a-z 0-9 -"))
        }
        var body = Organisation(
            slug: slug, name: name,
            kind: try line.requiredValue(.kind, .unknownCode(list: "organisation_kind")) {
                OrganisationKind($0)
            },
            country: try line.requiredValue(.country, .unknownCode(list: "country")) {
                Country($0)
            })
        body.place = line[.place]
        let languages = (line[.languages] ?? "").split { ",; ".contains($0) }
            .map { $0.lowercased() }
        guard languages.allSatisfy(LanguageTag.isTag) else {
            throw line.reject(.languages, .unknownCode(list: "es, en"))
        }
        body.languages = languages
        body.website = line[.website]
        body.email = line[.email]
        body.phone = line[.phone]
        body.note = line[.note]
        if let field = body.faultyField {
            throw line.reject(Column(rawValue: field) ?? .name, .unknownCode(list: field))
        }
        return body
    }
}

public import Casework
import Codelists

/// Entries of the public directory as a spreadsheet (CSV or XLSX).
public enum PlaceList {
    enum Column: String, SheetColumn {
        case slug, name, hub, organisation, kind, country, locality, address, latitude, longitude,
            zone, services
        case languages, serves, hours, website, email, phone, note, verified, status

        var english: [String] {
            switch self {
            case .name: ["name"]
            case .organisation: ["organisation", "organization"]
            case .locality: ["locality", "city", "town", "place"]
            case .latitude: ["latitude", "lat"]
            case .longitude: ["longitude", "lon", "lng"]
            case .zone: ["zone", "timezone"]
            case .services: ["services", "service"]
            case .languages: ["languages", "language"]
            case .hours: ["hours", "openinghours"]
            case .phone: ["phone", "telephone"]
            case .note: ["note", "description"]
            default: [rawValue]
            }
        }

        var spanish: [String] {
            switch self {
            case .slug: ["nombrecorto"]
            case .name: ["nombre"]
            case .hub: ["ventanilla"]
            case .organisation: ["organizacion"]
            case .kind: ["tipo"]
            case .country: ["pais"]
            case .locality: ["localidad", "ciudad", "municipio"]
            case .address: ["direccion"]
            case .latitude: ["latitud"]
            case .longitude: ["longitud"]
            case .zone: ["zonahoraria"]
            case .services: ["servicios", "servicio"]
            case .languages: ["idiomas", "idioma"]
            case .serves: ["atiende", "paisesdeorigen"]
            case .hours: ["horario", "horarios"]
            case .website: ["sitioweb", "pagina"]
            case .email: ["correo", "correoelectronico"]
            case .phone: ["telefono"]
            case .note: ["nota", "descripcion"]
            case .verified: ["confirmado", "verificado"]
            case .status: ["estado"]
            }
        }

        var isRequired: Bool { self == .name || self == .country }
        var mayBeShown: Bool { true }
    }

    /// An entry without a date was confirmed `today`.
    public static func read(
        path: String, options: TableOptions = TableOptions(), today: CalendarDate
    ) throws(SheetProblem) -> SheetReading<Place> {
        let sheet = try Sheet<Column>(path: path, options: options)
        return SheetReading(sheet, eachOnceBy: .slug, \.slug) { (line) throws(HubLogReject) in
            try place(line, today: today)
        }
    }

    private static func place(
        _ line: SheetLine<Column>, today: CalendarDate
    ) throws(HubLogReject) -> Place {
        let name = try line.required(.name)
        let country = try line.requiredValue(.country, .unknownCode(list: "country")) {
            Country($0)
        }
        let slug = try line.value(.slug, .unknownCode(list: "a-z 0-9 -")) { Slug($0) }
        var place = Place(
            slug: slug ?? Slug.made(of: name) ?? fallback, name: name, country: country,
            zone: line[.zone])
        place.hub = try line.value(.hub, .unknownCode(list: "MX-TAP")) {
            HubCode($0.uppercased())
        }
        place.organisation = try line.value(.organisation, .unknownCode(list: "a-z 0-9 -")) {
            Slug($0)
        }
        place.kind = try line.value(.kind, .unknownCode(list: "organisation_kind")) {
            OrganisationKind($0)
        }
        place.locality = line[.locality]
        place.address = line[.address]
        place.latitude = try line.value(.latitude, .unknownCode(list: "-90–90")) { Double($0) }
        place.longitude = try line.value(.longitude, .unknownCode(list: "-180–180")) { Double($0) }
        place.services = try list(of: .services, "service", in: line)
        place.languages = try list(of: .languages, "language", in: line)
        place.serves = try list(of: .serves, "country", in: line)
        place.hours = try line.value(.hours, .unknownCode(list: "Mo-Fr 08:00-16:00")) {
            OpeningHours($0)
        }
        place.website = line[.website]
        place.email = line[.email]
        place.phone = line[.phone]
        place.note = line[.note]
        place.status =
            try line.value(.status, .unknownCode(list: "published, hidden")) {
                statuses[TextFolding.fold($0)]
            } ?? .published
        place.verified =
            try line.value(.verified, .notADate) { CalendarDate($0) }
            ?? (place.hub == nil ? today : nil)
        if let field = place.faultyField {
            throw line.reject(Column(rawValue: field) ?? .name, .unknownCode(list: field))
        }
        return place
    }

    /// A list may be parted by semicolons, as its own commas part columns.
    private static func list<Kind>(
        of column: Column, _ codelist: String, in line: SheetLine<Column>
    ) throws(HubLogReject) -> [Code<Kind>] {
        try line.value(column, .unknownCode(list: codelist)) {
            Code<Kind>.list($0.replacing(";", with: ","))
        } ?? []
    }

    private static let statuses: [String: Place.Status] = [
        "published": .published, "publicado": .published, "publicada": .published,
        "hidden": .hidden, "oculto": .hidden, "oculta": .hidden,
    ]

    private static var fallback: Slug {
        Slug("entry") ?? { preconditionFailure("a short name") }()
    }
}

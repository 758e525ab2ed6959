public import Casework
import Codelists

/// Entries of the public directory as a spreadsheet (CSV or XLSX).
public struct PlaceList: Sendable {
    public private(set) var places: [Place] = []
    public private(set) var rejects: [HubLogReject] = []
    /// Rows under the heading.
    public let rows: Int

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
    public init(
        path: String, options: TableOptions = TableOptions(), today: CalendarDate
    ) throws(SheetProblem) {
        let sheet = try Sheet<Column>(path: path, options: options)
        rows = sheet.rows.count
        var taken: Set<Slug> = []
        for row in sheet.rows {
            do throws(HubLogReject) {
                var place = try Self.place(row, sheet, today: today)
                if sheet.text(row, .slug).isEmpty { place.slug = place.slugOfName }
                guard taken.insert(place.slug).inserted else {
                    throw sheet.reject(row, .slug, .recordTwice)
                }
                places.append(place)
            } catch {
                rejects.append(error)
            }
        }
    }

    private static func place(
        _ row: TableRow, _ sheet: Sheet<Column>, today: CalendarDate
    ) throws(HubLogReject) -> Place {
        try sheet.check(row)
        func text(_ column: Column) -> String? {
            let text = sheet.text(row, column)
            return text.isEmpty ? nil : text
        }
        func read<Value>(
            _ column: Column, _ reason: HubLogReason, _ parse: (String) -> Value?
        ) throws(HubLogReject) -> Value? {
            guard let text = text(column) else { return nil }
            guard let value = parse(text) else { throw sheet.reject(row, column, reason) }
            return value
        }
        guard let name = text(.name) else { throw sheet.reject(row, .name, .missing) }
        guard let country = try read(.country, .unknownCode(list: "country"), { Country($0) })
        else { throw sheet.reject(row, .country, .missing) }
        var place = Place(
            slug: try read(.slug, .unknownCode(list: "a-z 0-9 -"), { Slug($0) }) ?? fallback,
            name: name, country: country,
            zone: text(.zone))
        place.hub = try read(.hub, .unknownCode(list: "MX-TAP")) { HubCode($0.uppercased()) }
        place.organisation = try read(.organisation, .unknownCode(list: "a-z 0-9 -")) { Slug($0) }
        place.kind = try read(.kind, .unknownCode(list: "organisation_kind")) {
            OrganisationKind($0)
        }
        place.locality = text(.locality)
        place.address = text(.address)
        place.latitude = try read(.latitude, .unknownCode(list: "-90–90")) { Double($0) }
        place.longitude = try read(.longitude, .unknownCode(list: "-180–180")) { Double($0) }
        place.services =
            try read(.services, .unknownCode(list: "service")) { Service.list(parted($0)) } ?? []
        place.languages =
            try read(.languages, .unknownCode(list: "language")) { SpokenLanguage.list(parted($0)) }
            ?? []
        place.serves =
            try read(.serves, .unknownCode(list: "country")) { Country.list(parted($0)) } ?? []
        place.hours = try read(.hours, .unknownCode(list: "Mo-Fr 08:00-16:00")) { OpeningHours($0) }
        place.website = text(.website)
        place.email = text(.email)
        place.phone = text(.phone)
        place.note = text(.note)
        place.status =
            try read(.status, .unknownCode(list: "published, hidden")) {
                statuses[TextFolding.fold($0)]
            } ?? .published
        place.verified =
            try read(.verified, .notADate) { CalendarDate($0) }
            ?? (place.hub == nil ? today : nil)
        if let field = place.faultyField {
            throw sheet.reject(row, Column(rawValue: field) ?? .name, .unknownCode(list: field))
        }
        return place
    }

    private static let statuses: [String: Place.Status] = [
        "published": .published, "publicado": .published, "publicada": .published,
        "hidden": .hidden, "oculto": .hidden, "oculta": .hidden,
    ]

    /// A list may be parted by semicolons, as its own commas part columns.
    private static func parted(_ text: String) -> String { text.replacing(";", with: ",") }

    private static var fallback: Slug {
        Slug("entry") ?? { preconditionFailure("a short name") }()
    }
}

import Codelists

/// A column of the hub log, with its heading in either language.
public enum HubLogColumn: String, Sendable, CaseIterable {
    case recordID = "record_id"
    case hub
    case date
    case givenNames = "given_names"
    case familyNames = "family_names"
    case document
    case birthDate = "birth_date"
    case age
    case sex
    case nationality
    case profile
    case services
    case channel
    case destination
    case people
    case caseReference = "case"
    case notes

    public var spanish: String {
        switch self {
        case .recordID: "registro"
        case .hub: "ventanilla"
        case .date: "fecha"
        case .givenNames: "nombres"
        case .familyNames: "apellidos"
        case .document: "documento"
        case .birthDate: "fecha_nacimiento"
        case .age: "edad"
        case .sex: "sexo"
        case .nationality: "nacionalidad"
        case .profile: "perfil"
        case .services: "servicios"
        case .channel: "canal"
        case .destination: "destino"
        case .people: "personas"
        case .caseReference: "caso"
        case .notes: "observaciones"
        }
    }

    /// A file without one of these is not a hub log.
    static let required: [HubLogColumn] = [.recordID, .date, .services]

    /// Whether a value of the column may be shown outside the hub, as in a list of rejects.
    var mayBeShown: Bool {
        switch self {
        case .givenNames, .familyNames, .document, .birthDate, .notes: false
        default: true
        }
    }

    private static let byHeading: [String: (column: HubLogColumn, isSpanish: Bool)] = {
        var headings: [String: (column: HubLogColumn, isSpanish: Bool)] = [:]
        for column in allCases {
            headings[TextFolding.fold(column.spanish)] = (column, true)
            headings[TextFolding.fold(column.rawValue)] = (column, false)
        }
        return headings
    }()

    /// The column that a heading names, case, accents and punctuation ignored.
    static func named(_ heading: String) -> (column: HubLogColumn, isSpanish: Bool)? {
        byHeading[TextFolding.fold(heading)]
    }
}

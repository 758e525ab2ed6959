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

    /// Its place among all columns of the format.
    var index: Int {
        switch self {
        case .recordID: 0
        case .hub: 1
        case .date: 2
        case .givenNames: 3
        case .familyNames: 4
        case .document: 5
        case .birthDate: 6
        case .age: 7
        case .sex: 8
        case .nationality: 9
        case .profile: 10
        case .services: 11
        case .channel: 12
        case .destination: 13
        case .people: 14
        case .caseReference: 15
        case .notes: 16
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

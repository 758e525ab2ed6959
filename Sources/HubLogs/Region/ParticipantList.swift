public import Casework
import Codelists

/// A sign-in sheet as a spreadsheet (CSV or XLSX): who came to a session of an activity.
public struct ParticipantList: Sendable {
    public private(set) var people: [Attendee] = []
    public private(set) var rejects: [HubLogReject] = []
    /// Rows under the heading.
    public let rows: Int

    enum Column: SheetColumn {
        case name, givenNames, familyNames, institution, audience, sex

        var english: [String] {
            switch self {
            case .name: ["name", "fullname", "participant"]
            case .givenNames: ["givennames", "firstname", "firstnames"]
            case .familyNames: ["familynames", "lastname", "surname"]
            case .institution: ["institution", "organisation", "organization"]
            case .audience: ["audience"]
            case .sex: ["sex"]
            }
        }

        var spanish: [String] {
            switch self {
            case .name: ["nombre", "nombrecompleto", "participante"]
            case .givenNames: ["nombres"]
            case .familyNames: ["apellidos", "apellido"]
            case .institution: ["institucion", "organizacion", "entidad"]
            case .audience: ["publico"]
            case .sex: ["sexo"]
            }
        }

        var isRequired: Bool { false }

        var mayBeShown: Bool { [.institution, .audience, .sex].contains(self) }
    }

    public init(path: String, options: TableOptions = TableOptions()) throws(SheetProblem) {
        let sheet = try Sheet<Column>(path: path, options: options)
        rows = sheet.rows.count
        let bareM = Self.meaningOfM(in: sheet)
        for row in sheet.rows {
            do throws(HubLogReject) {
                people.append(try Self.attendee(row, sheet, bareM: bareM))
            } catch {
                rejects.append(error)
            }
        }
    }

    private static func attendee(
        _ row: TableRow, _ sheet: Sheet<Column>, bareM: Sex?
    ) throws(HubLogReject) -> Attendee {
        try sheet.check(row)
        let name = [Column.name, .givenNames, .familyNames].map { sheet.text(row, $0) }
            .filter { !$0.isEmpty }.joined(separator: " ")
        guard !TextFolding.fold(name).isEmpty else { throw sheet.reject(row, .name, .missing) }
        let institution = sheet.text(row, .institution)
        let audience = sheet.text(row, .audience)
        let code = ActivityAudience(audience)
        guard audience.isEmpty || code != nil else {
            throw sheet.reject(row, .audience, .unknownCode(list: "audience"))
        }
        return Attendee(
            name: name, institution: institution.isEmpty ? nil : institution, audience: code,
            sex: try sex(row, sheet, bareM: bareM))
    }

    private static func sex(
        _ row: TableRow, _ sheet: Sheet<Column>, bareM: Sex?
    ) throws(HubLogReject) -> Sex {
        let written = sheet.text(row, .sex)
        switch TextFolding.fold(written) {
        case "": return .unknown
        case "m":
            guard let bareM else { throw sheet.reject(row, .sex, .sexUnsettled) }
            return bareM
        case "f", "femenino": return .female
        case "h", "masculino": return .male
        default:
            guard let sex = Sex(written) else {
                throw sheet.reject(row, .sex, .unknownCode(list: "sex"))
            }
            return sex
        }
    }

    /// A bare *M* is *male* or *mujer*: the sheet's other values settle it, or nothing does.
    private static func meaningOfM(in sheet: Sheet<Column>) -> Sex? {
        let written = Set(sheet.rows.map { TextFolding.fold(sheet.text($0, .sex)) })
        let isMale = !written.isDisjoint(with: ["f", "femenino", "female", "male"])
        let isFemale = !written.isDisjoint(with: ["h", "hombre"])
        return isMale == isFemale ? nil : isMale ? .male : .female
    }
}

public import Casework
import Codelists

/// A sign-in sheet as a spreadsheet (CSV or XLSX): who came to a session of an activity.
public enum ParticipantList {
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

    public static func read(
        path: String, options: TableOptions = TableOptions()
    ) throws(SheetProblem) -> SheetReading<Attendee> {
        let sheet = try Sheet<Column>(path: path, options: options)
        let bareM = meaningOfM(in: sheet)
        return SheetReading(sheet) { (line) throws(HubLogReject) in
            try attendee(line, bareM: bareM)
        }
    }

    private static func attendee(
        _ line: SheetLine<Column>, bareM: Sex?
    ) throws(HubLogReject) -> Attendee {
        let name = [Column.name, .givenNames, .familyNames].compactMap { line[$0] }
            .joined(separator: " ")
        guard !TextFolding.fold(name).isEmpty else { throw line.reject(.name, .missing) }
        return Attendee(
            name: name, institution: line[.institution],
            audience: try line.value(.audience, .unknownCode(list: "audience")) {
                ActivityAudience($0)
            },
            sex: try sex(line, bareM: bareM))
    }

    private static func sex(
        _ line: SheetLine<Column>, bareM: Sex?
    ) throws(HubLogReject) -> Sex {
        let written = line[.sex] ?? ""
        switch TextFolding.fold(written) {
        case "": return .unknown
        case "m":
            guard let bareM else { throw line.reject(.sex, .sexUnsettled) }
            return bareM
        case "f", "femenino": return .female
        case "h", "masculino": return .male
        default:
            guard let sex = Sex(written) else {
                throw line.reject(.sex, .unknownCode(list: "sex"))
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

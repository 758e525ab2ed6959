import Casework
import Codelists
public import HubLogs
public import Matching

/// Person records in a table, as they come from elsewhere, and which of them are one person.
public struct PersonTable: Sendable {
    /// What is wrong with a table; never what it says about a person.
    public enum Problem: Error, Equatable, Sendable {
        case noColumn(String, file: String)
        case noID(line: Int, file: String)
        case idTwice(line: Int, file: String)
        case unknownID(line: Int, file: String)
    }

    public private(set) var people: [PersonRecord] = []
    private let file: String
    private var places: [String: Int] = [:]
    /// The id of each record.
    public private(set) var ids: [String] = []

    /// Reads `id,given_names,family_names,birth_date,sex,nationality,document,phone`: in any order,
    /// every column but `id` may be missing, every field but the id may be empty. What a field cannot
    /// be read as counts as not known.
    public init(_ file: String, rows: inout some TableReader) throws {
        self.file = file
        guard let heading = try rows.next() else { throw Problem.noColumn("id", file: file) }
        let columns = Columns(heading)
        guard let idColumn = columns["id"] else { throw Problem.noColumn("id", file: file) }
        var sexes = SexReading()
        while let row = try rows.next() {
            let id = row.text(idColumn)
            if id.isEmpty { throw Problem.noID(line: row.line, file: file) }
            if places.updateValue(people.count, forKey: id) != nil {
                throw Problem.idTwice(line: row.line, file: file)
            }
            ids.append(id)
            func text(_ column: String) -> String { columns[column].map(row.text) ?? "" }
            people.append(
                PersonRecord(
                    givenNames: text("given_names"), familyNames: text("family_names"),
                    birth: WrittenBirth(text("birth_date")),
                    sex: sexes.sex(text("sex"), people.count),
                    nationality: Country(text("nationality")) ?? .unknown,
                    document: text("document"), phone: text("phone")))
        }
        for place in sexes.bareM { people[place].sex = sexes.meaningOfM }
    }

    /// Reads `left,right`: ids of records, such as of those that are one person.
    public func pairs(
        _ file: String, rows: inout some TableReader
    ) throws -> Set<RecordPair> {
        var pairs: Set<RecordPair> = []
        let columns = try rows.next().map(Columns.init)
        guard let left = columns?["left"] else { throw Problem.noColumn("left", file: file) }
        guard let right = columns?["right"] else { throw Problem.noColumn("right", file: file) }
        while let row = try rows.next() {
            guard let one = places[row.text(left)], let other = places[row.text(right)],
                one != other
            else { throw Problem.unknownID(line: row.line, file: file) }
            pairs.insert(RecordPair(one, other))
        }
        return pairs
    }

    /// Letters for the sexes; a bare M is settled by what the table's other rows write.
    private struct SexReading {
        private(set) var bareM: [Int] = []
        private var hasH = false

        var meaningOfM: Sex { hasH ? .female : .male }

        mutating func sex(_ text: String, _ place: Int) -> Sex {
            switch TextFolding.fold(text) {
            case "m":
                bareM.append(place)
                return .unknown
            case "f", "femenino": return .female
            case "h", "hombre":
                hasH = true
                return .male
            case "masculino": return .male
            default: return Sex(text) ?? .unknown
            }
        }
    }

    private struct Columns {
        private let places: [String: Int]

        init(_ heading: TableRow) {
            places = Dictionary(
                heading.fields.enumerated().map { (TextFolding.fold($1), $0) },
                uniquingKeysWith: { first, _ in first })
        }

        subscript(name: String) -> Int? { places[TextFolding.fold(name)] }
    }
}

extension TableRow {
    /// A field without the spaces around it; empty where the row is too short.
    fileprivate func text(_ column: Int) -> String {
        guard column < count else { return "" }
        let field = self[column]
        guard let first = field.firstIndex(where: { !$0.isWhitespace }),
            let last = field.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(field[first...last])
    }
}

/// The first row of a hub log: which column stands where.
public struct HubLogHeading: Sendable, Equatable {
    /// The headings as the file writes them.
    public let names: [String]
    /// Whether the dates stand under Spanish headings, which settles day before month.
    public let isSpanish: Bool
    private let places: [HubLogColumn: Int]
    /// Columns that the format does not know, kept as reported.
    let unknown: [Int]

    /// Throws when a needed column is missing or one stands twice.
    public init(_ fields: [String]) throws(HubLogFileProblem) {
        var places: [HubLogColumn: Int] = [:]
        var unknown: [Int] = []
        var spanish = 0
        var english = 0
        for (index, heading) in fields.enumerated() {
            guard let (column, isSpanish) = HubLogColumn.named(heading) else {
                if !heading.isEmpty { unknown.append(index) }
                continue
            }
            guard places[column] == nil else { throw .columnTwice(heading) }
            places[column] = index
            if column == .date || column == .birthDate {
                if isSpanish { spanish += 1 } else { english += 1 }
            }
        }
        for column in HubLogColumn.required where places[column] == nil {
            throw .columnMissing(column, isEmpty: places.isEmpty)
        }
        names = fields
        self.places = places
        self.unknown = unknown
        isSpanish = spanish > 0 && english == 0
    }

    subscript(column: HubLogColumn) -> Int? { places[column] }

    /// The heading as the file writes it, or the format's own where the file has none.
    func name(of column: HubLogColumn) -> String {
        guard let place = places[column] else {
            return isSpanish ? column.spanish : column.rawValue
        }
        return names[place]
    }
}

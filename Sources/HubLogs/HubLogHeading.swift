/// The first row of a hub log: which column stands where.
public struct HubLogHeading: Sendable, Equatable {
    /// The headings as the file writes them; a nameless column goes by its place, such as `#18`.
    public let names: [String]
    /// Whether the dates stand under Spanish headings, which settles day before month.
    public let isSpanish: Bool
    private let places: [Int?]
    /// Columns that the format does not know, kept as reported, each under a name of its own.
    let unknown: [(place: Int, name: String)]

    /// Throws when a needed column is missing or one stands twice.
    public init(_ fields: [String]) throws(HubLogFileProblem) {
        var places = [Int?](repeating: nil, count: HubLogColumn.allCases.count)
        var unknown: [(place: Int, name: String)] = []
        var names: [String] = []
        var taken: Set<String> = []
        var spanish = 0
        var english = 0
        for (place, field) in fields.enumerated() {
            let heading = field.trimmingSpaces
            names.append(heading.isEmpty ? "#\(place + 1)" : heading)
            guard let (column, isSpanish) = HubLogColumn.named(heading) else {
                let isTaken = !taken.insert(names[place]).inserted
                unknown.append((place, isTaken ? "\(names[place]) #\(place + 1)" : names[place]))
                continue
            }
            if let first = places[column.index] {
                throw .columnTwice(heading, first: first + 1, second: place + 1)
            }
            places[column.index] = place
            if column == .date || column == .birthDate {
                if isSpanish { spanish += 1 } else { english += 1 }
            }
        }
        if places.allSatisfy({ $0 == nil }) { throw .noHeading }
        let missing = HubLogColumn.required.filter { places[$0.index] == nil }
        if !missing.isEmpty { throw .columnsMissing(missing) }
        self.names = names
        self.places = places
        self.unknown = unknown
        isSpanish = spanish > 0 && english == 0
    }

    subscript(column: HubLogColumn) -> Int? { places[column.index] }

    /// The heading as the file writes it, or the format's own where the file has none.
    func name(of column: HubLogColumn) -> String {
        guard let place = self[column] else {
            return isSpanish ? column.spanish : column.rawValue
        }
        return names[place]
    }

    public static func == (left: Self, right: Self) -> Bool { left.names == right.names }
}

public import Casework

/// The raw counts of a quarter that a public release is made of, and that an edition freezes.
///
/// It can be stored and read back, and shows nothing: figures are made from it by `Release` alone.
/// The order of its cells is fixed by their codes, whatever order they were counted in.
public struct FrozenCounts: Hashable, Sendable {
    /// A cell and what was counted in it.
    public struct Cell: Hashable, Sendable {
        public let address: CellAddress
        public let count: RawCount
    }

    public let quarter: Quarter
    /// The total first, then table by table; cells in which nothing was counted are left out.
    public internal(set) var cells: [Cell]
    /// The dimensions of each table; none for the total.
    public let tables: [[Dimension]]
    /// The codes of the hubs that have a row; a code begins with the hub's country.
    public let hubs: [Int16: HubCode]

    init(quarter: Quarter, cells: [Cell], tables: [[Dimension]], hubs: [Int16: HubCode]) {
        self.quarter = quarter
        self.tables = tables
        self.hubs = hubs
        self.cells = cells
        sort()
    }

    /// What a public release shows of what the store counted: every table by one dimension and
    /// those by two that `Release.crossTables` lists.
    public init(_ counts: QuarterCounts, hubs: HubNames) throws(DisclosureFailure) {
        var cells = [Cell(address: .total, count: counts.total)]
        for cell in counts.cells {
            guard let dimension = cell.dimension else { continue }
            cells.append(
                Cell(address: CellAddress([.init(dimension, cell.category)]), count: cell.count))
        }
        for (first, second) in Release.crossTables {
            let table = counts.cross.first {
                ($0.first, $0.second) == (first, second) || ($0.first, $0.second) == (second, first)
            }
            guard let table else { throw .notReleased([first, second]) }
            for cell in table.cells {
                cells.append(
                    Cell(
                        address: CellAddress([
                            .init(table.first, cell.first), .init(table.second, cell.second),
                        ]), count: cell.count))
            }
        }
        var codes: [Int16: HubCode] = [:]
        for cell in cells {
            for place in cell.address.places where place.dimension == .hub {
                codes[place.category] = hubs[place.category]?.code
            }
        }
        self.init(
            quarter: counts.quarter, cells: cells,
            tables: [[]] + Dimension.reportOrder.map { [$0] }
                + Release.crossTables.map { [$0.0, $0.1] },
            hubs: codes)
    }

    /// The counts without one of the tables.
    func without(_ table: [Dimension]) -> Self {
        FrozenCounts(
            quarter: quarter, cells: cells.filter { $0.address.dimensions != table },
            tables: tables.filter { $0 != table }, hubs: hubs)
    }

    /// The counts of the tables by at most one dimension.
    var oneWay: Self {
        FrozenCounts(
            quarter: quarter, cells: cells.filter { $0.address.places.count < 2 },
            tables: tables.filter { $0.count < 2 }, hubs: hubs)
    }

    /// With the empty cells of a table by two dimensions, as rows that may be hidden.
    func filling(_ table: [Dimension]) -> Self {
        let present = Set(cells.map(\.address))
        let margins = table.map { dimension in
            cells.compactMap { $0.address.dimensions == [dimension] ? $0.address.places[0] : nil }
        }
        guard margins.count == 2 else { return self }
        return adding(
            empty: margins[0].flatMap { first in margins[1].map { CellAddress([first, $0]) } }
                .filter { !present.contains($0) })
    }

    /// Without the empty cells, except those named.
    func keeping(empty kept: (CellAddress) -> Bool) -> Self {
        FrozenCounts(
            quarter: quarter,
            cells: cells.filter {
                $0.count != .none || $0.address.places.isEmpty || kept($0.address)
            }, tables: tables, hubs: hubs)
    }

    /// Adds cells in which nothing is counted now, but whose rows have to stay.
    func adding(empty addresses: [CellAddress]) -> Self {
        FrozenCounts(
            quarter: quarter, cells: cells + addresses.map { Cell(address: $0, count: .none) },
            tables: tables, hubs: hubs)
    }

    private mutating func sort() {
        let order = Dictionary(
            uniqueKeysWithValues: tables.enumerated().map { ($1, $0) })
        func code(_ place: CellAddress.Place) -> String {
            if place.dimension == .hub, let code = hubs[place.category] { return code.description }
            let digits = String(place.category)
            return String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
        }
        let keyed = cells.map { cell in
            (order[cell.address.dimensions] ?? tables.count, cell.address.places.map(code), cell)
        }
        cells = keyed.sorted { left, right in
            left.0 != right.0 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
        }.map(\.2)
    }
}

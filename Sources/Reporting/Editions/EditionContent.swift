public import Casework
import FoundationEssentials

/// What an edition freezes: figures, and what they were made by.
///
/// Its canonical form is JSON with sorted keys and no spaces: the same content is the same bytes.
public struct EditionContent: Codable, Sendable, Hashable {
    /// The version of the counting rules; it changes when the same events give other figures.
    public static let currentRules = "2021-1"

    /// A cell: dimension (0 the total), category, events, identified, anonymous.
    public typealias CellRow = [Int]

    public struct CrossTable: Codable, Sendable, Hashable {
        public var first: Int16
        public var second: Int16
        /// Category, category, events, identified, anonymous.
        public var cells: [CellRow]
    }

    public struct HubRow: Codable, Sendable, Hashable {
        public var number: Int16
        public var code: String
        public var name: String
        public var events: Int
        public var days: Int
        public var first: String?
        public var last: String?
        public var late: Int
    }

    public var quarter: String
    public var edition: Int
    public var rules: String
    public var isDemonstration: Bool
    public var changeNumber: Int64
    /// The checksum of each codelist, by its name.
    public var codelists: [String: String]
    public var accepted: [String]
    public var cells: [CellRow]
    public var crossTables: [CrossTable]
    /// Every hub that was open in the quarter.
    public var hubs: [HubRow]
    /// How many rows the audit trail had, and their digest, in hexadecimal.
    public var auditRows: Int
    public var auditDigest: String
    /// The digest of the edition before, in hexadecimal; empty for the first.
    public var previous: String
    /// What the public sees; nil when these figures could not be protected.
    public var release: FrozenRelease?
    /// People reached and referrals sent, as they were counted when the quarter was closed; nil in
    /// editions from before these were in reports.
    public var secondary: FrozenSecondary?
    /// The digest of what those were counted from, in hexadecimal; nil in editions from before that
    /// was kept.
    public var secondaryInputs: String?
    /// The newest seal of the audit trail then, which reports print.
    public var seal: SealMark?

    public var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(self))
        }
    }

    public init(bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(bytes))
    }

    /// The cells of a standing quarter as they are frozen: in the order of dimension and category.
    static func rows(of standing: StandingQuarter) -> [CellRow] {
        standing.cells().map {
            [Int($0.dimension?.rawValue ?? 0), Int($0.category)] + $0.count.numbers
        }.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Counts a standing quarter; everything else is as it was handed in.
    public init(
        counting standing: StandingQuarter, edition: Int, isDemonstration: Bool,
        changeNumber: Int64, codelists: [String: String], accepted: [String],
        completeness: Completeness, numbers: [HubCode: Int16],
        audit: (rows: Int, digest: String), previous: String
    ) {
        quarter = standing.quarter.description
        self.edition = edition
        rules = Self.currentRules
        self.isDemonstration = isDemonstration
        self.changeNumber = changeNumber
        self.codelists = codelists
        self.accepted = accepted.sorted()
        cells = Self.rows(of: standing)
        crossTables = Release.crossTables.map { first, second in
            CrossTable(
                first: first.rawValue, second: second.rawValue,
                cells: standing.cells(first, second).map {
                    [Int($0.first), Int($0.second)] + $0.count.numbers
                }.sorted { $0.lexicographicallyPrecedes($1) })
        }
        hubs = completeness.hubs.map { entry in
            HubRow(
                number: numbers[entry.hub] ?? 0, code: entry.hub.description, name: entry.name,
                events: entry.events, days: entry.days, first: entry.firstDay?.description,
                last: entry.lastDay?.description, late: entry.late)
        }
        auditRows = audit.rows
        auditDigest = audit.digest
        self.previous = previous
    }
}

extension RawCount {
    var numbers: [Int] { [events, identified, anonymous] }
}

extension EditionContent {
    /// The frozen figures as a report is made of them; comparisons are with other editions.
    public func counts(
        quarterBefore: RawCount?, yearBefore: RawCount?
    ) -> QuarterCounts? {
        guard let quarter = Quarter(quarter) else { return nil }
        let rows = cells.compactMap { row in Self.cell(row) }
        guard rows.count == cells.count else { return nil }
        var counts = QuarterCounts(
            quarter: quarter,
            total: rows.first { $0.dimension == nil }?.count ?? .none,
            quarterBefore: quarterBefore, yearBefore: yearBefore,
            cells: rows.filter { $0.dimension != nil },
            cross: crossTables.compactMap { table in
                guard let first = Dimension(rawValue: table.first),
                    let second = Dimension(rawValue: table.second)
                else { return nil }
                return .init(
                    first: first, second: second,
                    cells: table.cells.filter { $0.count == 5 }.map { row in
                        RawCrossCell(
                            first: Int16(row[0]), second: Int16(row[1]),
                            count: RawCount(events: row[2], identified: row[3], anonymous: row[4]))
                    })
            },
            completeness: Completeness(
                hubs: hubs.compactMap { row in
                    HubCode(row.code).map {
                        Completeness.Entry(
                            hub: $0, name: row.name, events: row.events, days: row.days,
                            firstDay: row.first.flatMap { CalendarDate($0) },
                            lastDay: row.last.flatMap { CalendarDate($0) }, late: row.late)
                    }
                }))
        counts.edition = edition
        counts.secondary = secondary?.counts ?? SecondaryCounts()
        counts.seal = seal
        return counts
    }

    public var total: RawCount {
        cells.compactMap(Self.cell).first { $0.dimension == nil }?.count ?? .none
    }

    /// The hubs as they were named when the quarter was closed.
    public var hubNames: HubNames {
        HubNames(
            Dictionary(
                hubs.compactMap { row in
                    HubCode(row.code).map { (row.number, (code: $0, name: row.name)) }
                }, uniquingKeysWith: { first, _ in first }))
    }

    private static func cell(_ row: CellRow) -> RawCell? {
        guard row.count == 5 else { return nil }
        return RawCell(
            dimension: Dimension(rawValue: Int16(row[0])), category: Int16(row[1]),
            count: RawCount(events: row[2], identified: row[3], anonymous: row[4]))
    }
}

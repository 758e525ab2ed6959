public import Casework
public import Codelists

/// The secondary tables of a report, each number shown or hidden. Nothing outside this module can
/// make one.
public struct SecondaryFigures: Hashable, Sendable {
    /// People reached by activities, in one row of the table.
    public struct Reached: Hashable, Sendable {
        public let dimension: ReachedRow.Dimension
        /// What is counted; nil in the total.
        public let entry: CodelistEntry?
        public let activities: Int
        public let sessions: Int
        public let people: Int?
        /// Whether a source says more than so many.
        public let isMinimum: Bool
        /// Sessions of which nobody said who came.
        public let uncountedSessions: Int
        public let suppression: Suppression?
    }

    /// Referrals from one country to another.
    public struct Referrals: Hashable, Sendable {
        /// Nil in the total, as is `to`.
        public let from: Country?
        public let to: Country?
        public let sent: Int?
        public let accepted: Int?
        public let completed: Int?
        public let inTime: Int?
        public let suppression: Suppression?
    }

    /// The total first, then by kind of activity, country, audience and sex; empty when there was no
    /// session in the quarter, or when none may be shown.
    public let reached: [Reached]
    /// By pair of countries, the total last.
    public let referrals: [Referrals]

    /// Nothing counted, or nothing to be shown.
    public static let none = SecondaryFigures(reached: [], referrals: [])

    init(reached: [Reached], referrals: [Referrals]) {
        self.reached = reached
        self.referrals = referrals
    }

    /// Everything that was counted, for staff who may see it.
    init(internal counts: SecondaryCounts) {
        self.init(SecondaryTable.Kind.allCases.map { (SecondaryTable(counts, $0), []) }, 0)
    }

    /// What a release shows.
    init(_ release: SecondaryRelease) {
        let frozen = release.frozen
        self.init(
            SecondaryTable.Kind.allCases.filter { !frozen[$0].isWithheld }
                .map { (frozen[$0].table($0), frozen[$0].hiddenKeys) }, frozen.threshold)
    }

    private init(
        _ tables: [(SecondaryTable, Set<SecondaryNumbers.Key>)], _ threshold: Int
    ) {
        var (reached, referrals): ([Reached], [Referrals]) = ([], [])
        for (table, hidden) in tables {
            for row in table.rows {
                let numbers = (0..<table.kind.counted).map { place in
                    hidden.contains(.init(row: row.key, place: place)) ? nil : row.numbers[place]
                }
                let isSmall = row.numbers[0] > 0 && row.numbers[0] < threshold
                let suppression: Suppression? =
                    numbers.allSatisfy { $0 != nil }
                    ? nil : numbers[0] == nil && isSmall ? .primary : .complementary
                switch table.kind {
                case .reached: reached.append(.init(row, numbers, suppression))
                case .referrals: referrals.append(.init(row, numbers, suppression))
                }
            }
        }
        // The codes' own order, the total after them; in the total's key both are nobody's number.
        referrals.sort {
            ($0.from == nil ? 1 : 0, $0.from?.code ?? "", $0.to?.code ?? "")
                < ($1.from == nil ? 1 : 0, $1.from?.code ?? "", $1.to?.code ?? "")
        }
        self.init(reached: reached, referrals: referrals)
    }

    /// Whether any number is hidden.
    public var hidesSomething: Bool {
        reached.contains { $0.suppression != nil } || referrals.contains { $0.suppression != nil }
    }
}

extension SecondaryFigures.Reached {
    fileprivate init(
        _ row: SecondaryTable.Row, _ shown: [Int?], _ suppression: Suppression?
    ) {
        let dimensions = ReachedRow.Dimension.allCases
        dimension = dimensions.indices.contains(row.key[0]) ? dimensions[row.key[0]] : .total
        entry = dimension.entry(Int16(clamping: row.key[1]))
        people = shown[0]
        (activities, sessions) = (row.numbers[1], row.numbers[2])
        uncountedSessions = row.numbers[3]
        isMinimum = row.numbers[4] != 0
        self.suppression = suppression
    }
}

extension SecondaryFigures.Referrals {
    fileprivate init(
        _ row: SecondaryTable.Row, _ shown: [Int?], _ suppression: Suppression?
    ) {
        let isTotal = row.key == SecondaryTable.Row.total
        from = isTotal ? nil : Country(number: Int16(clamping: row.key[0]))
        to = isTotal ? nil : Country(number: Int16(clamping: row.key[1]))
        (sent, accepted, completed, inTime) = (shown[0], shown[1], shown[2], shown[3])
        self.suppression = suppression
    }
}

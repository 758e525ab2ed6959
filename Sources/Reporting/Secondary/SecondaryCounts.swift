public import Casework
public import Codelists

/// What a report counts beside the people assisted and never adds to them, as the store counted
/// it: people reached by activities, and referrals sent.
public struct SecondaryCounts: Sendable, Hashable {
    public var reached: [ReachedRow]
    public var referrals: [ReferralCount]

    public init(reached: [ReachedRow] = [], referrals: [ReferralCount] = []) {
        self.reached = reached
        self.referrals = referrals
    }
}

/// Referrals sent from one country to another in a quarter, and what came of them.
public struct ReferralCount: Sendable, Hashable {
    public let from: Country
    public let to: Country
    public let sent: Int
    /// Ever accepted, whatever came of it.
    public let accepted: Int
    public let completed: Int
    /// Completed before they were due.
    public let inTime: Int

    public init(
        from: Country, to: Country, sent: Int, accepted: Int, completed: Int, inTime: Int
    ) {
        self.from = from
        self.to = to
        self.sent = sent
        self.accepted = accepted
        self.completed = completed
        self.inTime = inTime
    }
}

/// A secondary table in numbers alone: the rows of both kinds, for what protects and stores them.
struct SecondaryTable: Hashable, Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case reached, referrals

        /// How many of a row's first numbers are of people, so that they may have to be hidden.
        var counted: Int { self == .reached ? 1 : 4 }
    }

    struct Row: Hashable, Sendable {
        /// What is counted: the total is zeros.
        let key: [Int]
        var numbers: [Int]

        static let total = [0, 0]
    }

    let kind: Kind
    /// In the order of their keys.
    var rows: [Row]

    init(_ kind: Kind, _ rows: [Row]) {
        self.kind = kind
        self.rows = rows.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    }

    init(_ counts: SecondaryCounts, _ kind: Kind) {
        switch kind {
        case .reached:
            self.init(
                kind,
                counts.reached.map { row in
                    let dimension = ReachedRow.Dimension.allCases.firstIndex(of: row.dimension)
                    return Row(
                        key: [dimension ?? 0, Int(row.category)],
                        numbers: [
                            row.reached, row.activities, row.sessions, row.uncountedSessions,
                            row.isMinimum ? 1 : 0,
                        ])
                })
        case .referrals:
            let rows = counts.referrals.map { row in
                Row(
                    key: [Int(row.from.number), Int(row.to.number)],
                    numbers: [row.sent, row.accepted, row.completed, row.inTime])
            }
            let total = (0..<4).map { place in rows.reduce(0) { $0 + $1.numbers[place] } }
            self.init(kind, rows.isEmpty ? [] : rows + [Row(key: Row.total, numbers: total)])
        }
    }
}

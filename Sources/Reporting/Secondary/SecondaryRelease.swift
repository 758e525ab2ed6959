/// What the public sees of the secondary tables: each protected by itself, with all its editions.
///
/// The two tables share no person with the tables of people assisted that anybody could tell, so
/// they are protected apart. A table that cannot be protected is not shown at all.
public struct SecondaryRelease: Sendable {
    public let frozen: FrozenSecondary

    /// Protects what was counted; `earlier` are the editions before, oldest first.
    public init(
        protecting counts: SecondaryCounts, threshold: Int,
        after earlier: [FrozenSecondary] = []
    ) throws(DisclosureFailure) {
        let threshold = max(threshold, Release.defaultThreshold)
        let tables = SecondaryTable.Kind.allCases.map { kind in
            Self.protect(
                SecondaryTable(counts, kind), threshold, after: earlier.map { $0[kind] })
        }
        try self.init(
            thawing: FrozenSecondary(
                threshold: threshold, reached: tables[0], referrals: tables[1]),
            after: earlier)
    }

    /// Takes what an edition stored, after another audit.
    public init(
        thawing frozen: FrozenSecondary, after earlier: [FrozenSecondary] = []
    ) throws(DisclosureFailure) {
        for kind in SecondaryTable.Kind.allCases where !frozen[kind].isWithheld {
            guard frozen[kind].isWhole(kind) else { throw .auditFailed(.total) }
            let numbers = SecondaryNumbers(
                frozen[kind].table(kind), threshold: frozen.threshold,
                after: earlier.map { $0[kind] })
            try Self.audit(numbers, hiding: frozen[kind].hiddenKeys)
        }
        self.frozen = frozen
    }

    private static func protect(
        _ table: SecondaryTable, _ threshold: Int, after earlier: [FrozenSecondary.Table]
    ) -> FrozenSecondary.Table {
        var table = table
        let present = Set(table.rows.map(\.key))
        // Rows that were hidden before stay, also empty: leaving them out would tell.
        for key in Set(earlier.flatMap(\.hidden).map { Array($0.dropLast()) })
        where !present.contains(key) {
            let count = table.kind == .reached ? 5 : 4
            table.rows.append(.init(key: key, numbers: [Int](repeating: 0, count: count)))
        }
        table = SecondaryTable(table.kind, table.rows)
        let numbers = SecondaryNumbers(table, threshold: threshold, after: earlier)
        do throws(DisclosureFailure) {
            let isHidden = try Protection(
                of: numbers.system, forcing: numbers.isForced,
                locking: numbers.isForced.map { _ in false }, name: { _ in .total }
            ).hidden().isHidden
            let hidden = Set(numbers.place.filter { isHidden[$0.value] }.keys)
            try audit(numbers, hiding: hidden)
            return FrozenSecondary.Table(table, hiding: hidden, isWithheld: false)
        } catch {
            return FrozenSecondary.Table(table, hiding: [], isWithheld: true)
        }
    }

    /// Holds the choice against programs of its own, as a release's is.
    private static func audit(
        _ numbers: SecondaryNumbers, hiding hidden: Set<SecondaryNumbers.Key>
    ) throws(DisclosureFailure) {
        let system = numbers.system
        guard system.brokenRelation() == nil else { throw .auditFailed(.total) }
        var isHidden = system.numbers.map { !$0.isShowable }
        for (key, number) in numbers.place {
            isHidden[number] = hidden.contains(key)
            guard isHidden[number] || !numbers.isForced[number] else {
                throw .auditFailed(.total)
            }
        }
        let pattern = Concealment(of: system, hiding: isHidden)
        for number in system.numbers.indices where isHidden[number] {
            guard system.numbers[number].hides.allSatisfy({ isHidden[$0] }),
                try pattern.attack(on: number) == nil
            else { throw .auditFailed(.total) }
        }
    }
}

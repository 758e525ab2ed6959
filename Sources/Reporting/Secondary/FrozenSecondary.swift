import Casework
import Codelists

/// Secondary tables as an edition stores them: what was counted, and what of it is hidden.
///
/// It shows nothing; `SecondaryRelease` makes figures of it, after another audit.
public struct FrozenSecondary: Codable, Hashable, Sendable {
    struct Table: Codable, Hashable, Sendable {
        /// The key of what is counted, then the numbers.
        var rows: [[Int]]
        /// The key of a row, then the place of one of its numbers.
        var hidden: [[Int]]
        /// No choice protects it: the public does not see it.
        var isWithheld: Bool
    }

    var threshold: Int
    var reached: Table
    var referrals: Table
}

extension FrozenSecondary {
    subscript(kind: SecondaryTable.Kind) -> Table {
        switch kind {
        case .reached: reached
        case .referrals: referrals
        }
    }
}

extension FrozenSecondary.Table {
    init(_ table: SecondaryTable, hiding hidden: Set<SecondaryNumbers.Key>, isWithheld: Bool) {
        rows = table.rows.map { $0.key + $0.numbers }
        self.hidden = hidden.map { $0.row + [$0.place] }
            .sorted { $0.lexicographicallyPrecedes($1) }
        self.isWithheld = isWithheld
    }

    func table(_ kind: SecondaryTable.Kind) -> SecondaryTable {
        SecondaryTable(
            kind,
            rows.map {
                SecondaryTable.Row(key: Array($0.prefix(2)), numbers: Array($0.dropFirst(2)))
            }
        )
    }

    var hiddenKeys: Set<SecondaryNumbers.Key> {
        Set(
            hidden.compactMap { entry in
                entry.last.map { .init(row: Array(entry.dropLast()), place: $0) }
            })
    }

    /// Whether every row has the numbers that its kind has.
    func isWhole(_ kind: SecondaryTable.Kind) -> Bool {
        let length = kind == .reached ? 7 : 6
        return rows.allSatisfy { $0.count == length } && hidden.allSatisfy { $0.count == 3 }
    }
}

extension FrozenSecondary {
    /// The same hidden numbers with other counts. Rows in which nothing is counted, and which are there
    /// so that leaving them out does not tell, stay.
    func counting(_ counts: SecondaryCounts) -> Self {
        func recounted(_ kind: SecondaryTable.Kind) -> Table {
            let counted = SecondaryTable(counts, kind)
            let present = Set(counted.rows.map(\.key))
            let hidden = Set(self[kind].hidden.map { Array($0.dropLast()) })
            let empty = self[kind].table(kind).rows.filter { row in
                !present.contains(row.key) && (self[kind].isWithheld || hidden.contains(row.key))
                    && row.numbers.allSatisfy { $0 == 0 }
            }
            return Table(
                SecondaryTable(kind, counted.rows + empty), hiding: self[kind].hiddenKeys,
                isWithheld: self[kind].isWithheld)
        }
        return Self(
            threshold: threshold, reached: recounted(.reached), referrals: recounted(.referrals))
    }

    /// What was counted, as a report for staff is made of it; nil when it is damaged.
    var counts: SecondaryCounts? {
        guard SecondaryTable.Kind.allCases.allSatisfy({ self[$0].isWhole($0) }) else { return nil }
        let dimensions = ReachedRow.Dimension.allCases
        return SecondaryCounts(
            reached: reached.rows.compactMap { row in
                guard dimensions.indices.contains(row[0]) else { return nil }
                return ReachedRow(
                    dimension: dimensions[row[0]], category: Int16(clamping: row[1]),
                    activities: row[3], sessions: row[4], listed: 0, counted: row[2],
                    isMinimum: row[6] != 0, uncountedSessions: row[5])
            },
            referrals: referrals.rows.filter { Array($0.prefix(2)) != SecondaryTable.Row.total }
                .map { row in
                    ReferralCount(
                        from: Country(number: Int16(clamping: row[0])),
                        to: Country(number: Int16(clamping: row[1])), sent: row[2],
                        accepted: row[3], completed: row[4], inTime: row[5])
                })
    }
}

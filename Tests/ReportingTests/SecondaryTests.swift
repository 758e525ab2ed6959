import Casework
import Codelists
import Foundation
import Testing

@testable import Reporting

/// People reached and referrals sent, as the public sees them.
@Suite struct SecondaryTests {
    private static let threshold = 5

    /// Random activities, some of them in two countries.
    private static func reached(_ random: inout RandomSource) -> [ReachedRow] {
        var sums: [ReachedRow.Dimension: [Int16: Int]] = [:]
        for _ in 0..<(1 + random.below(6)) {
            let people = random.size(upTo: 60)
            let places: [(ReachedRow.Dimension, Int16)] = [
                (.total, 0), (.kind, Int16(1 + random.below(3))),
                (.country, [84, 188, 320][random.below(3)]),
                (.audience, Int16(1 + random.below(2))), (.sex, Int16(random.below(3))),
            ]
            for (dimension, category) in places {
                sums[dimension, default: [:]][category, default: 0] += people
            }
            // In a second country as well, where it counts again.
            if random.below(3) == 0 { sums[.country, default: [:]][484, default: 0] += people }
        }
        return sums.flatMap { dimension, rows in
            rows.map { category, people in
                ReachedRow(
                    dimension: dimension, category: category, activities: 1, sessions: 2,
                    listed: people / 3, counted: people - people / 3, isMinimum: false,
                    uncountedSessions: 0)
            }
        }
    }

    private static func referrals(_ random: inout RandomSource) -> [ReferralCount] {
        let countries: [Int16] = [84, 188, 320, 484]
        var counts: [ReferralCount] = []
        for from in countries {
            for to in countries where random.below(3) > 0 {
                let sent = 1 + random.size(upTo: 40)
                let accepted = random.below(sent + 1)
                let completed = random.below(accepted + 1)
                counts.append(
                    ReferralCount(
                        from: Country(number: from), to: Country(number: to), sent: sent,
                        accepted: accepted, completed: completed,
                        inTime: random.below(completed + 1)))
            }
        }
        return counts
    }

    private static func counts(_ seed: Int) -> SecondaryCounts {
        var random = RandomSource(seed: seed)
        return SecondaryCounts(reached: reached(&random), referrals: referrals(&random))
    }

    @Test("No row shows few people, nor a few who are not among those of another column")
    func few() throws {
        var (hidden, shown) = (0, 0)
        for seed in 0..<60 {
            let release = try SecondaryRelease(
                protecting: Self.counts(seed), threshold: Self.threshold)
            let figures = SecondaryFigures(release)
            for row in figures.reached {
                #expect(row.people == 0 || row.people ?? 5 >= 5)
                #expect((row.people == nil) == (row.suppression != nil))
                if row.people == nil { hidden += 1 } else { shown += 1 }
            }
            for row in figures.referrals {
                let numbers = [row.sent, row.accepted, row.completed, row.inTime]
                for (place, more) in numbers.enumerated() {
                    guard let more else { continue }
                    shown += 1
                    #expect(more == 0 || more >= 5)
                    for less in numbers[(place + 1)...].compactMap(\.self) {
                        #expect(more == less || more - less >= 5, "seed \(seed): \(numbers)")
                    }
                }
                #expect((row.suppression != nil) == numbers.contains(nil))
                hidden += numbers.count { $0 == nil }
            }
        }
        #expect(hidden > 100 && shown > 100, "\(hidden) hidden, \(shown) shown")
    }

    @Test("Staff see everything, and an edition gives back what it froze")
    func frozen() throws {
        for seed in 0..<10 {
            let counts = Self.counts(seed)
            let all = SecondaryFigures(internal: counts)
            #expect(all.reached.count == counts.reached.count && !all.hidesSomething)
            #expect(all.referrals.last?.sent == counts.referrals.reduce(0) { $0 + $1.sent })
            let release = try SecondaryRelease(protecting: counts, threshold: 7)
            let data = try JSONEncoder().encode(release.frozen)
            let frozen = try JSONDecoder().decode(FrozenSecondary.self, from: data)
            #expect(frozen == release.frozen)
            let back = try #require(frozen.counts)
            #expect(SecondaryFigures(internal: back) == all)
        }
    }

    @Test("What was hidden once stays hidden, and what is hidden too little is not shown")
    func editions() throws {
        var kept = 0
        for seed in 0..<20 {
            let first = try SecondaryRelease(
                protecting: Self.counts(seed), threshold: Self.threshold)
            let second = try SecondaryRelease(
                protecting: Self.counts(seed + 1_000), threshold: Self.threshold,
                after: [first.frozen])
            for kind in SecondaryTable.Kind.allCases where !second.frozen[kind].isWithheld {
                let before = first.frozen[kind].hiddenKeys
                #expect(before.subtracting(second.frozen[kind].hiddenKeys) == [])
                kept += before.count
            }
            guard first.frozen.reached.hidden.count + first.frozen.referrals.hidden.count > 0 else {
                continue
            }
            var open = first.frozen
            open.reached.hidden = []
            open.referrals.hidden = []
            #expect(throws: DisclosureFailure.self) { _ = try SecondaryRelease(thawing: open) }
        }
        #expect(kept > 50)
    }

    @Test(
        "The judge bounds no number of people reached or referred more narrowly than k",
        .enabled(if: OutsideJudge.isAvailable, "needs deploy/judges-requirements.txt"))
    func judged() throws {
        var tables: [PublishedTables] = []
        // Of a pair of which nothing was accepted, that may be known.
        var isNone: [Set<String>] = []
        for seed in 0..<(60 * OutsideJudge.effort) {
            let counts = Self.counts(seed)
            let release = try SecondaryRelease(protecting: counts, threshold: Self.threshold)
            let figures = SecondaryFigures(release)
            let whole = SecondaryFigures(internal: counts)
            tables.append(Self.published(figures.reached, of: counts.reached))
            isNone.append([])
            for number in [
                \SecondaryFigures.Referrals.sent, \.accepted, \.completed, \.inTime,
            ] {
                tables.append(Self.published(figures.referrals, number))
                let empty = whole.referrals.filter { $0[keyPath: number] == 0 }
                isNone.append(Set(empty.map(Self.pair)))
            }
        }
        let verdicts = try OutsideJudge.intervals(tables)
        #expect(verdicts.count == tables.count)
        var judged = 0
        for (place, verdict) in verdicts.enumerated() {
            for interval in verdict.intervals
            where !isNone[place].contains(interval.at["pair"] ?? "") {
                judged += 1
                #expect(interval.width >= Self.threshold, "table \(place): \(interval)")
                #expect(!interval.isKnown, "table \(place): \(interval)")
            }
        }
        #expect(judged > 200)
    }

    private static func published(
        _ rows: [SecondaryFigures.Reached], of counts: [ReachedRow]
    ) -> PublishedTables {
        let total = counts.filter { $0.dimension == .total }.reduce(0) { $0 + $1.reached }
        let ways = Set(rows.map(\.dimension)).subtracting([.total])
        let overlapping = ways.filter { way in
            counts.filter { $0.dimension == way }.reduce(0) { $0 + $1.reached } != total
        }
        // By names that the judge does not know as the service's own.
        return PublishedTables(
            threshold: threshold, overlapping: overlapping.map { "by-\($0)" },
            editions: [
                .init(
                    tables: [[]] + ways.map { ["by-\($0)"] },
                    cells: rows.map { row in
                        .init(
                            at: row.dimension == .total
                                ? [:] : ["by-\(row.dimension)": row.entry?.code ?? "0"],
                            people: row.people, mark: row.suppression?.rawValue)
                    })
            ])
    }

    private static func pair(_ row: SecondaryFigures.Referrals) -> String {
        row.from.map { "\($0.code)-\(row.to?.code ?? "")" } ?? ""
    }

    private static func published(
        _ rows: [SecondaryFigures.Referrals],
        _ number: KeyPath<SecondaryFigures.Referrals, Int?>
    ) -> PublishedTables {
        PublishedTables(
            threshold: threshold,
            editions: [
                .init(
                    tables: [[], ["pair"]],
                    cells: rows.map { row in
                        .init(
                            at: row.from == nil ? [:] : ["pair": pair(row)],
                            people: row[keyPath: number],
                            mark: number == \.sent && row.sent == nil
                                ? row.suppression?.rawValue : nil)
                    })
            ])
    }
}

import Casework
import Testing

@testable import Reporting

/// Editions of one quarter, put beside each other.
@Suite struct EditionTests {
    @Test("What an edition hides, later ones hide too, and every edition stays protected")
    func staysHidden() throws {
        var changed = 0
        var refused = 0
        for seed in 0..<30 {
            let releases = try RandomQuarter.releases(seed: seed, editions: 3)
            refused += 3 - releases.count
            for (earlier, later) in zip(releases, releases.dropFirst()) {
                let tables = Set(later.frozen.counts.tables)
                for key in earlier.frozen.hiddenKeys where key.measure == .people {
                    guard tables.contains(key.address.dimensions) else { continue }
                    #expect(later.frozen.hiddenKeys.contains(key), "seed \(seed): \(key)")
                }
                if earlier.frozen.counts != later.frozen.counts { changed += 1 }
            }
        }
        #expect(changed > 0)
        #expect(refused == 0)
    }

    @Test("An edition of the same counts hides the same")
    func unchanged() throws {
        for seed in 0..<10 {
            let (quarter, tables) = ReleaseTests.quarter(seed, people: 60)
            let counts = quarter.counts(tables: tables)
            let first = try Release(protecting: counts)
            let second = try Release(protecting: counts, after: [first.frozen])
            let hidden = first.frozen.hiddenKeys.filter { $0.measure == .people }
            #expect(hidden.isSubset(of: second.frozen.hiddenKeys))
            #expect(second.frozen.hiddenKeys.filter { $0.measure == .people } == hidden)
        }
    }

    @Test("A hub whose people all turn out to be void keeps its hidden row")
    func emptied() throws {
        func counts(_ few: Int) -> FrozenCounts {
            let sexes = [(1, 40), (2, 30), (3, few)]
            let cells =
                [
                    FrozenCounts.Cell(
                        address: .total,
                        count: RawCount(events: 70 + few, identified: 70 + few, anonymous: 0))
                ]
                + sexes.filter { $0.1 > 0 }.map { sex, people in
                    .init(
                        address: CellAddress([.init(.sex, Int16(sex))]),
                        count: RawCount(events: people, identified: people, anonymous: 0))
                }
            return FrozenCounts(
                quarter: Quarter(index: 8084), cells: cells, tables: [[], [.sex]], hubs: [:])
        }
        let first = try Release(protecting: counts(3))
        let row = CellAddress([.init(.sex, 3)])
        #expect(first.figure(row)?.suppression == .primary)
        let second = try Release(protecting: counts(0), after: [first.frozen])
        #expect(second.figure(row)?.suppression == .complementary)
        #expect(second.figure(row)?.people == nil)
    }
}

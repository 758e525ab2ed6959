import Casework
import Foundation
import Testing

@testable import Reporting

/// Releases of random quarters, counted from the facts by the counting rule.
@Suite struct ReleaseTests {
    static func quarter(_ seed: Int, people: Int) -> (RandomQuarter, [[Reporting.Dimension]]) {
        var random = RandomSource(seed: seed)
        let quarter = RandomQuarter(people: people, from: &random)
        return (quarter, RandomQuarter.someTables(&random))
    }

    @Test("A cell shows no fewer people than the threshold, and the audit has every hidden one")
    func audit() throws {
        var suppressed = 0
        for seed in 0..<12 {
            let (quarter, tables) = Self.quarter(seed, people: 30 * (seed + 1))
            let release = try Release(protecting: quarter.counts(tables: tables), threshold: 7)
            let counts = Dictionary(
                uniqueKeysWithValues: release.frozen.counts.cells.map { ($0.address, $0.count) })
            var hidden = Set<CellAddress>()
            for cell in release.frozen.counts.cells {
                let figure = try #require(release.figure(cell.address))
                if let people = figure.people {
                    #expect(people == 0 || people >= 7)
                    #expect(people == cell.count.identified + cell.count.anonymous)
                } else {
                    hidden.insert(cell.address)
                    #expect(figure.events == nil && figure.identified == nil)
                    #expect(figure.anonymous == nil && figure.suppression != nil)
                }
                #expect((figure.identified == nil) == (figure.anonymous == nil))
            }
            let audit = release.audit
            #expect(
                Set(audit.intervals.filter { $0.measure == .people }.map(\.address)) == hidden)
            #expect(audit.intervals.count == release.frozen.hiddenKeys.count)
            for interval in audit.intervals {
                let count = try #require(counts[interval.address])[interval.measure]
                let greatest = interval.greatest ?? .max
                #expect((interval.least...greatest).contains(count))
                #expect(interval.leastBelieved >= interval.least)
                #expect((interval.greatestBelieved ?? .max) <= greatest)
                // Of a part that is truly nobody, it may be known.
                guard count > 0 || interval.measure == .people else { continue }
                #expect(greatest - interval.least >= 7)
                guard count > 0 else { continue }
                #expect((interval.greatestBelieved ?? .max) > interval.leastBelieved)
            }
            #expect(audit.peopleAtLeast >= audit.peoplePrimary)
            #expect(audit.peopleAtLeast <= audit.peopleHidden && audit.gap < 1)
            suppressed += hidden.count
        }
        #expect(suppressed > 0)
    }

    @Test("Nothing is public of a quarter with fewer people than the threshold, or with none")
    func tiny() throws {
        var (few, tables) = Self.quarter(3, people: 2)
        few.facts.removeAll { $0.person == nil }
        let release = try Release(protecting: few.counts(tables: tables))
        #expect(
            release.frozen.counts.cells.allSatisfy { release.figure($0.address)?.people == nil })
        var random = RandomSource(seed: 1)
        var empty = RandomQuarter(people: 0, from: &random)
        empty.facts = []
        let none = try Release(protecting: empty.counts(tables: RandomQuarter.oneWay))
        #expect(none.total.people == 0)
        #expect(none.audit.intervals.isEmpty)
    }

    @Test("A threshold below five is five")
    func lowThreshold() throws {
        let (quarter, tables) = Self.quarter(4, people: 60)
        let release = try Release(protecting: quarter.counts(tables: tables), threshold: 1)
        #expect(release.frozen.threshold == 5)
    }

    @Test("What is hidden does not depend on the order in which cells were counted")
    func order() throws {
        for seed in 0..<6 {
            let (quarter, tables) = Self.quarter(seed, people: 90)
            let straight = try Release(protecting: quarter.counts(tables: tables))
            let shuffled = try Release(
                protecting: quarter.counts(tables: tables, shuffledBy: RandomSource(seed: 99)))
            #expect(straight.frozen == shuffled.frozen)
        }
    }

    @Test("The people that one-way tables hide are the same whatever other tables there are")
    func canonical() throws {
        for seed in 0..<8 {
            let (quarter, tables) = Self.quarter(seed, people: 70)
            let whole = try Release(protecting: quarter.counts(tables: tables))
            let alone = try Release(protecting: quarter.counts(tables: RandomQuarter.oneWay))
            for cell in alone.frozen.counts.cells {
                #expect(whole.figure(cell.address)?.people == alone.figure(cell.address)?.people)
            }
        }
    }

    @Test("A stored release comes back as it was; one that shows more than it may does not")
    func stored() throws {
        let (quarter, tables) = Self.quarter(5, people: 80)
        let release = try Release(protecting: quarter.counts(tables: tables))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(release.frozen)
        let frozen = try JSONDecoder().decode(FrozenRelease.self, from: data)
        #expect(frozen == release.frozen)
        #expect(try encoder.encode(frozen) == data)
        let thawed = try Release(thawing: frozen)
        for cell in frozen.counts.cells {
            #expect(thawed.figure(cell.address) == release.figure(cell.address))
        }
        let complementary = release.audit.intervals.filter {
            $0.suppression == .complementary && $0.measure == .people
        }
        #expect(!complementary.isEmpty)
        for interval in complementary {
            let more = FrozenRelease(
                counts: frozen.counts, threshold: frozen.threshold,
                hiddenKeys: frozen.hiddenKeys.filter { $0.address != interval.address })
            #expect(throws: DisclosureFailure.self) { _ = try Release(thawing: more) }
        }
    }

    @Test("Counts that break the counting rule are not released")
    func disagreement() throws {
        let (quarter, _) = Self.quarter(6, people: 80)
        var counts = quarter.counts(tables: RandomQuarter.oneWay)
        let place = try #require(counts.cells.firstIndex { $0.address.dimensions == [.sex] })
        let cell = counts.cells[place]
        counts.cells[place] = .init(
            address: cell.address,
            count: RawCount(
                events: cell.count.events, identified: cell.count.identified + 1,
                anonymous: cell.count.anonymous))
        #expect(throws: DisclosureFailure.self) { _ = try Release(protecting: counts) }
    }
}

import Casework
import Foundation
import Testing

@testable import Reporting

/// Reports from a release: the sample quarter's own counts.
@Suite struct PublicReportTests {
    /// The sample quarter as the store counted it, with nothing hidden yet.
    static func sample() throws -> FrozenCounts {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/sample-quarter.json")
        return try JSONDecoder().decode(FrozenRelease.self, from: Data(contentsOf: file)).counts
    }

    private static let names = HubNames([:])

    private static func completeness(_ counts: FrozenCounts) -> Completeness {
        Completeness(
            hubs: counts.hubs.values.map {
                .init(hub: $0, name: "", events: 10, days: 5, firstDay: nil, lastDay: nil, late: 1)
            })
    }

    @Test("The sample quarter is released whole, and few of its people are hidden")
    func sampleQuarter() throws {
        let counts = try Self.sample()
        let release = try Release(protecting: counts)
        #expect(release.audit.withheld.isEmpty)
        #expect(release.total.people == 12_100)
        let oneWay = counts.cells.filter { $0.address.places.count < 2 }
        #expect(oneWay.allSatisfy { release.figure($0.address)?.people != nil })
        let people = counts.cells.reduce(0) { $0 + $1.count.identified + $1.count.anonymous }
        let hidden = release.audit.peopleHidden
        #expect(hidden > 0 && hidden < people / 10)
        #expect(release.audit.gap < 0.03)
    }

    @Test("Reports that overlap show the same figures, either way round")
    func overlapping() throws {
        let counts = try Self.sample()
        let release = try Release(protecting: counts)
        func report(_ cross: [(Reporting.Dimension, Reporting.Dimension)]) throws -> QuarterlyReport
        {
            try release.report(
                crossing: cross, hubs: Self.names, completeness: Self.completeness(counts),
                isDemonstration: true)
        }
        let plain = try report([])
        let crossed = try report([(.sex, .age), (.country, .sex)])
        let turned = try report([(.age, .sex)])
        #expect(plain.tables == crossed.tables && plain.tables == turned.tables)
        #expect(plain.policy.audience == .public)
        #expect(crossed.cross.count == 2)
        for row in turned.cross[0].rows {
            let same = crossed.cross[0].rows.first {
                $0.first == row.second && $0.second == row.first
            }
            #expect(same?.figure == row.figure)
        }
        #expect(turned.cross[0].rows.contains { $0.figure.suppression == .primary })
    }

    @Test("Tables outside the release are refused")
    func refused() throws {
        let counts = try Self.sample()
        let release = try Release(protecting: counts)
        #expect(throws: DisclosureFailure.notReleased([.hub, .nationality])) {
            _ = try release.report(
                crossing: [(.hub, .nationality)], hubs: Self.names,
                completeness: Self.completeness(counts), isDemonstration: false)
        }
    }

    @Test("Other quarters are compared with only as their own releases show them")
    func otherQuarters() throws {
        let counts = try Self.sample()
        let release = try Release(protecting: counts)
        let before = counts.quarter.adding(-1)
        let report = try release.report(
            hubs: Self.names, completeness: Self.completeness(counts),
            published: [before: release.total],
            trend: [counts.quarter.adding(-2), before, counts.quarter], isDemonstration: false)
        #expect(report.quarterBefore == release.total)
        #expect(report.yearBefore == nil)
        #expect(report.trend.map(\.figure.people) == [12_100, 12_100])
    }

    @Test("A hub that hides its people tells neither its days nor its late events")
    func completeness() throws {
        var random = RandomSource(seed: 21)
        let quarter = RandomQuarter(people: 60, from: &random)
        let counts = quarter.counts(tables: RandomQuarter.oneWay)
        let release = try Release(protecting: counts)
        let report = try release.report(
            hubs: Self.names, completeness: Self.completeness(counts), isDemonstration: false)
        let listed = Set(report.completeness.hubs.map(\.hub))
        var unlisted = 0
        for (number, code) in counts.hubs {
            guard let figure = release.figure(CellAddress([.init(.hub, number)])) else { continue }
            #expect(listed.contains(code) == (figure.suppression == nil))
            if figure.suppression != nil { unlisted += 1 }
        }
        #expect(unlisted > 0)
        #expect(report.completeness.reporting == counts.hubs.count)
    }
}

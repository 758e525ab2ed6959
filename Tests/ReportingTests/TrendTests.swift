import Casework
import Reporting
import Testing

/// The quarters beside a report's own.
@Suite struct TrendTests {
    private static func trend(_ events: [Int]) -> [Int?] {
        let quarter = Quarter(index: 8_084)
        var counts = QuarterCounts(
            quarter: quarter, total: .none, quarterBefore: nil, yearBefore: nil, cells: [],
            cross: [], completeness: Completeness(hubs: []))
        counts.trend = events.enumerated().map { step, events in
            (
                quarter.adding(step),
                RawCount(events: events, identified: events, anonymous: 0)
            )
        }
        let report = QuarterlyReport(internal: counts, hubs: HubNames([:]), isDemonstration: false)
        return report.trend.map(\.figure.people)
    }

    @Test(
        "It begins with the first quarter that recorded anything; one quarter is none",
        arguments: [
            ([0, 0, 4, 0, 9], [4, 0, 9]), ([3, 5], [3, 5]), ([0, 0, 9], []), ([0, 0], []), ([], []),
        ] as [([Int], [Int])])
    func begins(events: [Int], shown: [Int]) {
        #expect(Self.trend(events) == shown)
    }
}

public import Casework

/// What stands in the way of closing a quarter; each item has a name by which it is accepted.
public struct QuarterReview: Sendable, Hashable {
    public enum Item: Sendable, Hashable {
        /// The quarter is not over yet.
        case unfinished
        /// A hub that was open and reported nothing.
        case silent(HubCode)
        /// A hub that reported nothing for so long: the first and the last day without.
        case gap(HubCode, from: CalendarDate, through: CalendarDate)
        /// Events recorded more than 90 days after their date.
        case late(Int)
        /// Rows of an imported file that were not accepted.
        case rejects(file: String, rows: Int)
        /// Pairs of people who both took part and may be one: they count as two.
        case duplicates(Int)
        /// Referrals sent in the quarter that have not come to an end.
        case referrals(Int)

        /// The name by which an officer accepts the item.
        public var name: String {
            switch self {
            case .unfinished: "unfinished"
            case .silent(let hub): "silent:\(hub)"
            case .gap(let hub, let from, _): "gap:\(hub):\(from)"
            case .late: "late"
            case .rejects(let file, _): "rejects:\(file)"
            case .duplicates: "duplicates"
            case .referrals: "referrals"
            }
        }
    }

    public let items: [Item]

    /// A hub that reports at all is missed after so many days without an event.
    public static let gapDays = 14

    public init(
        of standing: StandingQuarter, completeness: Completeness, numbers: [HubCode: Int16],
        rejects: [(file: String, rows: Int)], duplicates: Int = 0, pendingReferrals: Int = 0,
        today: CalendarDate
    ) {
        var items: [Item] = today < standing.quarter.days.upperBound ? [.unfinished] : []
        var days: [Int16: Set<CalendarDate>] = [:]
        for event in standing.events.values {
            days[event.hub, default: []].insert(event.occurredOn)
        }
        for entry in completeness.hubs {
            let reported = numbers[entry.hub].flatMap { days[$0] } ?? []
            if reported.isEmpty {
                items.append(.silent(entry.hub))
                continue
            }
            items += Self.gaps(in: standing.quarter, between: reported.sorted(), today: today)
                .map { .gap(entry.hub, from: $0.lowerBound, through: $0.upperBound) }
        }
        if completeness.late > 0 { items.append(.late(completeness.late)) }
        items += rejects.sorted { $0.file < $1.file }.map { .rejects(file: $0.file, rows: $0.rows) }
        if duplicates > 0 { items.append(.duplicates(duplicates)) }
        if pendingReferrals > 0 { items.append(.referrals(pendingReferrals)) }
        self.items = items
    }

    /// The items that these names do not accept.
    public func unaccepted(_ names: Set<String>) -> [Item] {
        items.filter { !names.contains($0.name) }
    }

    private static func gaps(
        in quarter: Quarter, between reported: [CalendarDate], today: CalendarDate
    ) -> [ClosedRange<CalendarDate>] {
        let last = min(quarter.days.upperBound.adding(days: -1), today)
        var gaps: [ClosedRange<CalendarDate>] = []
        var next = quarter.firstDay
        for day in reported + [last.adding(days: 1)] {
            if day.days(since: next) >= gapDays { gaps.append(next...day.adding(days: -1)) }
            next = day.adding(days: 1)
        }
        return gaps
    }
}

extension Completeness {
    /// How each hub reported, from a quarter as it stood.
    public init(
        of standing: StandingQuarter, hubs: [(number: Int16, code: HubCode, name: String)]
    ) {
        var events: [Int16: [StandingEvent]] = [:]
        for event in standing.events.values { events[event.hub, default: []].append(event) }
        self.init(
            hubs: hubs.map { hub in
                let reported = events[hub.number] ?? []
                let days = Set(reported.map(\.occurredOn))
                return Entry(
                    hub: hub.code, name: hub.name, events: reported.count, days: days.count,
                    firstDay: days.min(), lastDay: days.max(), late: reported.count(where: \.isLate)
                )
            })
    }
}

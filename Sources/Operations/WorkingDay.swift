import CaseStore
public import Casework
import Codelists
import Postgres

/// What a hub looks at in the morning.
public struct WorkingDay: Sendable, Encodable {
    public let hub: HubCode
    /// By the hub's calendar.
    public let today: CalendarDate
    /// Cases whose next step is due today or was before.
    public let due: [CaseView]
    /// Referrals that others sent and nobody answered yet.
    public let waiting: [ReferralView]
    /// Referrals of either end that are due within a day, or were before.
    public let expiring: [ReferralView]
    /// The last seven days with somebody assisted.
    public let week: [Day]

    public struct Day: Sendable, Encodable {
        public let day: CalendarDate
        public let events: Int
        public let people: Int
    }
}

extension Application {
    /// What is due, who waits, and the week, at a hub; looking is audited.
    public func workingDay(at hub: HubCode, limit: Int = 50) async throws -> WorkingDay {
        try permit(.manageCases, at: hub)
        let today = try await today(at: hub)
        var dueCases = CaseFilter()
        dueCases.hub = hub
        dueCases.dueBy = today
        var received = ReferralFilter()
        received.hub = hub
        received.direction = .received
        var soon = ReferralFilter()
        soon.hub = hub
        soon.dueWithinHours = 24
        let days = try await database.all(
            .days(of: hub, in: today.adding(days: -6)..<today.adding(days: 1)))
        return WorkingDay(
            hub: hub, today: today, due: try await cases(dueCases, limit: limit),
            waiting: try await referrals(received, limit: limit).filter { $0.status == .sent },
            expiring: try await referrals(soon, limit: limit),
            week: days.map { .init(day: $0.day, events: $0.events, people: $0.people) })
    }
}

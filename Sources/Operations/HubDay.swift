public import CaseStore
public import Casework
import Postgres

/// A hub's working day: what is due, who waits, and the week.
public struct HubDay: Sendable {
    public let hub: HubCode
    /// By the hub's calendar.
    public let today: CalendarDate
    /// Cases whose next step is due by today, the longest due first.
    public let due: [CaseView]
    /// Referrals that came and have no answer, or were accepted and are not done.
    public let waiting: [ReferralView]
    /// Referrals of the hub that are past their time.
    public let overdue: [ReferralView]
    /// Looks in emergencies that somebody who answers for the hub must look into; none for others.
    public let glass: [GlassBreak]
    /// The last seven days, oldest first.
    public let week: [DayCount]
}

extension Application {
    /// How many cases and referrals a day shows.
    private static let mostOfDay = 100

    /// What a hub has to do today; looking is audited, as for every list of cases.
    public func day(at hub: HubCode) async throws -> HubDay {
        try permit(.manageCases, at: hub)
        let today = try await today(at: hub)
        var cases = CaseFilter()
        cases.hub = hub
        cases.dueBy = today
        var received = ReferralFilter()
        received.hub = hub
        received.direction = .received
        var late = ReferralFilter()
        late.hub = hub
        late.direction = .sent
        late.dueWithinHours = 0
        let due = try await self.cases(cases, limit: Self.mostOfDay)
        return HubDay(
            hub: hub, today: today, due: due,
            waiting: try await referrals(received, limit: Self.mostOfDay),
            overdue: try await referrals(late, limit: Self.mostOfDay),
            glass: actor.may(.assignCases, at: hub)
                ? try await glassBreaks(at: hub, openOnly: true, limit: Self.mostOfDay) : [],
            week: try await database.all(
                .days(at: hub, from: today.adding(days: -6), count: 7)))
    }
}

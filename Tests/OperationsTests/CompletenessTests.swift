import Casework
import Codelists
import Operations
import Postgres
import Reporting
import Testing

@Suite struct CompletenessTests {
    @Test("What a hub reported, on which days and how late follows voids, corrections and rebuilds")
    func followsEveryChange() async throws {
        try await withTestApplication { application, _ in
            let hub = try #require(HubCode("MX-TAP"))
            let today = try await application.today(at: hub)
            // The middle of a quarter that lies more than ninety days back.
            let quarter = today.adding(days: -200).quarter
            let day = quarter.firstDay.adding(days: 40)
            let events = [day, day, day.adding(days: 3)].map { Self.event(at: hub, on: $0) }
            for event in events { _ = try await application.record(event) }
            let punctual = Self.event(at: hub, on: today)
            _ = try await application.record(punctual)

            func entry(of quarter: Quarter) async throws -> Completeness.Entry {
                let report = try await application.report(on: quarter)
                return try #require(report.completeness.hubs.first { $0.hub == hub })
            }
            let all = try await entry(of: quarter)
            #expect(all.events == 3 && all.days == 2 && all.late == 3)
            #expect(all.firstDay == day && all.lastDay == day.adding(days: 3))
            let current = try await entry(of: today.quarter)
            #expect(current.events == 1 && current.days == 1 && current.late == 0)

            try await application.void(events[2].id, reason: "test")
            let less = try await entry(of: quarter)
            #expect(less.events == 2 && less.days == 1 && less.late == 2)
            #expect(less.lastDay == day)

            var moved = events[0]
            moved.occurredOn = today
            try await application.correct(moved.id, with: moved, reason: "test")
            let left = try await entry(of: quarter)
            #expect(left.events == 1 && left.days == 1 && left.late == 1)

            let other = try #require(HubCode("MX-TIJ"))
            var elsewhere = events[1]
            elsewhere.hub = other
            try await application.correct(elsewhere.id, with: elsewhere, reason: "test")
            let gone = try await entry(of: quarter)
            #expect(gone.events == 0 && gone.days == 0)
            let there = try await application.report(on: quarter).completeness.hubs
                .first { $0.hub == other }
            #expect(there?.events == 1 && there?.days == 1)

            let unfolded = try await application.report(on: quarter).completeness
            try await application.database.run("SELECT rebuild_quarter(\(Int(quarter.index))::int)")
            let rebuilt = try await application.report(on: quarter).completeness
            #expect(unfolded == rebuilt)
        }
    }

    private static func event(at hub: HubCode, on day: CalendarDate) -> AssistanceEvent {
        AssistanceEvent(
            id: .new(), hub: hub, occurredOn: day, channel: Channel(number: 1),
            profile: Profile(number: 2), services: [Service(number: 1), Service(number: 6)],
            participants: [.tally(Tally(count: 2))])
    }
}

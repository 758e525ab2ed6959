import CaseStore
import Casework
import Codelists
import Operations
import Postgres
import Testing

/// Days on which nothing can have happened.
@Suite struct EventDayTests {
    @Test(
        "A day before any hub, or to come, is refused as such, and no room is made for it",
        arguments: [(815, 7, 8), (1989, 12, 31), (2150, 1, 1), (8000, 12, 31)])
    func refused(year: Int, month: Int, day: Int) async throws {
        try await CaseFixture.with { fixture in
            let impossible = try #require(CalendarDate(year: year, month: month, day: day))
            func event(on day: CalendarDate) -> AssistanceEvent {
                AssistanceEvent(
                    id: .new(), hub: fixture.tapachula, occurredOn: day,
                    channel: Channel(number: 1), profile: Profile(number: 1),
                    services: [Service(number: 1)], participants: [.tally(Tally(count: 1))])
            }
            let application = fixture.application
            func tables() async throws -> Int64 {
                try await application.database.one(
                    Query<Int64>("SELECT count(*) FROM pg_class WHERE relispartition"))
            }
            let before = try await tables()
            #expect(
                await refusal { try await application.record(event(on: impossible)) }
                    == "dateProblem")
            let good = event(on: fixture.today)
            _ = try await application.record(good)
            var change = EventChange()
            change.occurredOn = impossible
            #expect(
                await refusal {
                    try await application.correct(good.id, changing: change, reason: "x")
                } == "dateProblem")
            #expect(try await tables() == before)
        }
    }
}

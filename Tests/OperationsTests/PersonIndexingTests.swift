import CaseStore
import Casework
import Codelists
import Postgres
import Testing

@testable import Operations

/// People from before they were found by tokens, after an upgrade.
@Suite struct PersonIndexingTests {
    @Test("Whom an earlier version recorded is found again, exactly as if recorded now")
    func indexedAnew() async throws {
        try await withTestApplication { application, _ in
            let people = [
                PersonDescription(
                    givenNames: "José Ángel", familyNames: "Núñez Pérez",
                    birth: CalendarDate("1990-02-05").map(Birth.date) ?? .unknown,
                    phone: "+504 9876-5432"),
                PersonDescription(
                    givenNames: "Jean", familyNames: "Pierre", birth: .year(1979)),
                PersonDescription(givenNames: "Guadalupe", familyNames: "Hernández"),
            ]
            _ = try await application.record(
                AssistanceEvent(
                    id: .new(), hub: try #require(HubCode("MX-TAP")),
                    occurredOn: try #require(CalendarDate("2021-03-01")), channel: .unknown,
                    profile: .unknown, services: [Service(number: 1)],
                    participants: people.map { .described($0) }))
            let before = try await application.database.all(.searchTokens)
            #expect(before.count == 3)

            try await application.database.run(.forgetSearchTokens)
            #expect(try await application.database.all(.searchTokens) != before)

            try await application.indexPeople()
            #expect(try await application.database.all(.searchTokens) == before)
            // Again there is nobody left to do.
            try await application.indexPeople()
            #expect(try await application.database.all(.searchTokens) == before)
        }
    }
}

extension Query where Output == String {
    fileprivate static var searchTokens: Self {
        Self(
            """
            SELECT person_id || ' ' || ARRAY(SELECT unnest(search_tokens) ORDER BY 1)::text
            FROM person ORDER BY person_id
            """)
    }
}

extension Statement {
    fileprivate static var forgetSearchTokens: Self { "UPDATE person SET search_tokens = '{}'" }
}

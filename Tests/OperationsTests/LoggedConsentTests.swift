import CaseStore
import Casework
import Codelists
import Operations
import Postgres
import Testing

/// That whoever is named in an event agreed to be written down, as it was asked.
@Suite struct LoggedConsentTests {
    private static let said = AssistanceEvent.Agreement(
        language: SpokenLanguage(number: 4), textVersion: "2021-01")

    private static func event(
        _ fixture: CaseFixture, _ participants: [Participant],
        agreement: AssistanceEvent.Agreement? = said
    ) -> AssistanceEvent {
        AssistanceEvent(
            id: .new(), hub: fixture.tapachula, occurredOn: fixture.today,
            channel: Channel(number: 2), profile: Profile(number: 2),
            services: [Service(number: 1)], participants: participants, agreement: agreement)
    }

    private static func somebody(_ document: String) -> Participant {
        .described(PersonDescription(givenNames: "Ana", familyNames: document, document: document))
    }

    private static func people(
        of event: AssistanceEvent, _ fixture: CaseFixture
    ) async throws -> [PersonID] {
        try await fixture.application.database.all(
            Query<PersonID>(
                """
                SELECT person_id FROM participation
                WHERE event_id = \(event.id) AND person_id IS NOT NULL ORDER BY position
                """))
    }

    @Test("Each who is named has one consent after the event, as it was asked; nobody else has")
    func recorded() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let event = Self.event(
                fixture, [Self.somebody("A1"), .tally(Tally(count: 3)), Self.somebody("A2")])
            #expect(try await application.record(event) == .recorded(event.id))
            // The same again, as when an answer was lost.
            #expect(try await application.record(event) == .repeated(event.id))
            let people = try await Self.people(of: event, fixture)
            #expect(people.count == 2)
            for person in people {
                let consents = try await application.consents(of: person).consents
                #expect(consents.count == 1)
                let consent = try #require(consents.first)
                #expect(consent.purpose == .assistance && consent.receiver == nil)
                #expect(consent.covers.isEmpty && consent.hub == fixture.tapachula)
                #expect(consent.givenOn == fixture.today && consent.channel == event.channel)
                #expect(consent.language == Self.said.language)
                #expect(consent.textVersion == "2021-01" && consent.recordedBy == "test")
            }
            let trail = try await application.database.one(
                Query<Int>(
                    """
                    SELECT jsonb_array_length(content -> 'consents') FROM audit
                    WHERE operation = 'event log'
                    """))
            #expect(trail == 2)
            var other = event
            other.agreement?.language = SpokenLanguage(number: 1)
            await #expect(throws: OperationError.conflict(event.id)) {
                try await application.record(other)
            }
        }
    }

    @Test("Who agreed to a text at a hub is not written down again, until they take it back")
    func again() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let first = Self.event(fixture, [Self.somebody("B1")])
            _ = try await application.record(first)
            let person = try await Self.people(of: first, fixture)[0]
            func count() async throws -> Int {
                try await application.consents(of: person).consents.count
            }
            _ = try await application.record(Self.event(fixture, [.known(person)]))
            #expect(try await count() == 1)
            var newer = Self.said
            newer.textVersion = "2021-02"
            _ = try await application.record(
                Self.event(fixture, [.known(person)], agreement: newer))
            #expect(try await count() == 2)
            func isKept() async throws -> Bool {
                try await application.recentPeople(at: fixture.tapachula).contains {
                    $0.id == person
                }
            }
            #expect(try await isKept())
            let withdrawn = try await application.withdraw(
                .assistance, of: person, saidTo: fixture.tapachula, fixture.said)
            #expect(withdrawn.consents == 2)
            // No device keeps whoever took it back.
            #expect(try await !isKept())
            _ = try await application.record(
                Self.event(fixture, [.known(person), .known(person)]))
            #expect(try await count() == 3)
            #expect(try await isKept())
            // Whoever counts as the same person has agreed already.
            let twin = try await fixture.meet("Anna")
            try await application.merge(twin, into: person, reason: "same")
            _ = try await application.record(Self.event(fixture, [.known(twin)]))
            #expect(try await count() == 3)
        }
    }

    @Test("Nobody who is anonymous agrees to anything, and without a text nobody does")
    func refused() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let silent = Self.event(fixture, [Self.somebody("C1")], agreement: nil)
            _ = try await application.record(silent)
            var nameless = Self.event(fixture, [.tally(Tally(count: 1))])
            var textless = Self.event(fixture, [Self.somebody("C2")])
            textless.agreement?.textVersion = ""
            for event in [nameless, textless] {
                await #expect(throws: OperationError.invalid(field: "consent")) {
                    try await application.record(event)
                }
            }
            nameless.agreement = nil
            _ = try await application.record(nameless)
            let counts = try await application.database.one(
                Query<[Int32]>(
                    """
                    SELECT ARRAY[(SELECT count(*) FROM consent), (SELECT count(*) FROM event)]::int[]
                    """))
            #expect(counts == [0, 2])
        }
    }
}

import CaseStore
import Casework
import Codelists
import Matching
import Operations
import Postgres
import Testing

/// Finding people over what is sealed.
@Suite struct PersonSearchTests {
    private static let described = [
        PersonDescription(
            givenNames: "José Ángel", familyNames: "Núñez Pérez", document: "P-123456",
            birth: birth("1990-02-05"), sex: .male, nationality: Country(number: 340),
            phone: "+504 9876-5432"),
        PersonDescription(
            givenNames: "John", familyNames: "Smith", birth: birth("1984-01-10"),
            nationality: Country(number: 84)),
        PersonDescription(
            givenNames: "Jean Baptiste", familyNames: "Pierre", birth: .year(1979),
            nationality: Country(number: 332)),
        PersonDescription(givenNames: "Guadalupe", familyNames: "Hernández"),
    ]

    private static func birth(_ text: String) -> Birth {
        CalendarDate(text).map(Birth.date) ?? .unknown
    }

    private func withPeople(
        _ body: @Sendable (Application) async throws -> Void
    ) async throws {
        try await withTestApplication { application, _ in
            _ = try await application.record(Self.event(Self.described))
            try await body(application)
        }
    }

    private static func event(_ people: [PersonDescription]) throws -> AssistanceEvent {
        AssistanceEvent(
            id: .new(), hub: try #require(HubCode("MX-TAP")),
            occurredOn: try #require(CalendarDate("2021-03-01")), channel: .unknown,
            profile: .unknown, services: [Service(number: 1)],
            participants: people.map { .described($0) })
    }

    @Test("By name as heard, birth, age, document and telephone; with reasons")
    func found() async throws {
        try await withPeople { application in
            let asked: [(SoughtPerson, String, String)] = [
                (SoughtPerson(name: "jose nunes peres"), "José Ángel", "given_names.part"),
                (SoughtPerson(name: "PEREZ NUÑEZ, Jose Angel"), "José Ángel", "given_names.same"),
                (SoughtPerson(name: "Jhon Smit"), "John", "given_names.alike"),
                (SoughtPerson(name: "Jan Batis Pyè"), "Jean Baptiste", "given_names.alike"),
                (SoughtPerson(name: "Lupita Ernandes"), "Guadalupe", "given_names.alike"),
                (
                    SoughtPerson(birth: WrittenBirth("1990-05-02")), "José Ángel",
                    "birth_date.reordered"
                ),
                (
                    SoughtPerson(name: "Angel", birth: WrittenBirth("1990-02-05")), "José Ángel",
                    "birth_date.same"
                ),
                (SoughtPerson(document: "p123456"), "José Ángel", "document.same"),
                (SoughtPerson(phone: "98765432"), "José Ángel", "phone.same"),
                (
                    SoughtPerson(name: "Pierre Jean", birthYears: 1975...1980), "Jean Baptiste",
                    "birth_date.part"
                ),
                (
                    SoughtPerson(givenNames: "Smith", familyNames: "John"), "John",
                    "name_order.reordered"
                ),
            ]
            for (sought, name, reason) in asked {
                let found = try await application.findPeople(sought)
                let best = try #require(found.matches.first, "\(name), \(reason)")
                #expect(best.givenNames == name && best.reasons.contains(reason), "\(best)")
                #expect(!found.isKnownInNetwork)
            }
            for nobody in [
                SoughtPerson(name: "Kerlyn Obando"), SoughtPerson(document: "P-999"),
                SoughtPerson(name: "John Smith", birthYears: 2001...2005),
            ] {
                let found = try await application.findPeople(nobody)
                #expect(found.matches.allSatisfy { !$0.isLikely })
            }
        }
    }

    @Test("A search is kept in the audit trail, without what was asked")
    func audited() async throws {
        try await withPeople { application in
            let found = try await application.findPeople(SoughtPerson(name: "Jhon Smit"))
            let best = try #require(found.matches.first)
            _ = try await application.person(best.person)
            let rows = try await application.database.all(
                Query<String>(
                    """
                    SELECT concat_ws(' ', operation, subject, content) FROM audit
                    WHERE operation LIKE 'person %' ORDER BY audit_id
                    """))
            #expect(rows.count == 2)
            #expect(rows.allSatisfy { $0.contains(best.person.description) })
            #expect(rows.allSatisfy { !$0.lowercased().contains("smit") })
        }
    }

    @Test("Whoever is likely to be known is offered before a new person is made")
    func offered() async throws {
        try await withPeople { application in
            let sure = Self.described[0]
            let likely = PersonDescription(
                givenNames: "Jhon", familyNames: "Smith", birth: Self.birth("1984-10-01"))
            let new = PersonDescription(givenNames: "Kerlyn", familyNames: "Obando")
            let known = try await application.likelyKnown([sure, likely, new])
            #expect(known.keys.sorted() == [1])
            #expect(known[1]?.matches.first?.givenNames == "John")
        }
    }

    @Test("A corrected year of birth is the one that is found; whoever is erased is not found")
    func follows() async throws {
        try await withPeople { application in
            let sought = SoughtPerson(name: "John Smith", birthYears: 1984...1984)
            let john = try #require(try await application.findPeople(sought).matches.first).person
            try await application.correct(
                john, sex: .male, birth: .year(1990), nationality: .unknown, reason: "test")
            let tokens = try await application.database.one(
                Query<[Int64]>("SELECT search_tokens FROM person WHERE person_id = \(john)"))
            #expect(tokens.contains(1990) && !tokens.contains(1984))
            try await application.database.run(
                "UPDATE person SET wrapped_key = NULL, identity = NULL WHERE person_id = \(john)")
            #expect(
                try await application.findPeople(SoughtPerson(name: "John Smith")).matches.isEmpty)
            let left = try await application.database.one(
                Query<[Int64]>("SELECT search_tokens FROM person WHERE person_id = \(john)"))
            #expect(left.isEmpty)
        }
    }
}

import CaseStore
import Casework
import Codelists
import Matching
import Postgres
import Testing

@testable import Operations

/// Probable duplicates: found at entry and by a pass over everybody, decided once, remembered.
@Suite struct DuplicateQueueTests {
    private static let hubs = ["MX-TAP", "GT-TEC", "HN-SPS"].compactMap { HubCode($0) }

    private static func event(_ people: [PersonDescription], hub: Int = 0) -> AssistanceEvent {
        AssistanceEvent(
            id: .new(), hub: hubs[hub], occurredOn: CalendarDate(dayNumber: 7_700),
            channel: .unknown, profile: .unknown, services: [Service(number: 1)],
            participants: people.map { .described($0) })
    }

    private static func person(
        _ given: String, _ family: String, _ born: String, sex: Sex = .female
    ) -> PersonDescription {
        PersonDescription(
            givenNames: given, familyNames: family,
            birth: CalendarDate(born).map(Birth.date) ?? .unknown, sex: sex,
            nationality: Country(number: 340))
    }

    private static func found(_ application: Application) async throws -> [Set<PersonID>] {
        try await application.duplicates().map { [$0.left, $0.right] }
    }

    private static func ids(
        of names: [String], _ application: Application
    ) async throws -> [PersonID] {
        var ids: [PersonID] = []
        for name in names {
            let found = try await application.findPeople(SoughtPerson(name: name))
            ids.append(try #require(found.matches.first, "\(name)").person)
        }
        return ids
    }

    @Test("Whoever a new person may be is in the queue at once; relatives are not")
    func entry() async throws {
        try await withTestApplication { application, _ in
            _ = try await application.record(
                Self.event([Self.person("Ana Lucía", "Mejía Zelaya", "1990-02-05")]))
            let like: [(PersonDescription, isLike: Bool)] = [
                (Self.person("Ana Lucia", "Megía", "1990-02-05"), true),
                (Self.person("Anna", "Mejía Selaya", "1990-05-02"), true),
                (Self.person("Rosa María", "Mejía Zelaya", "1990-02-05"), false),
                (Self.person("Ana Lucía", "Pineda Obando", "1990-02-05"), false),
                (Self.person("Ana", "Mejía", "1961-11-30"), false),
            ]
            for (place, one) in like.enumerated() {
                let before = try await Self.found(application).count
                _ = try await application.record(Self.event([one.0], hub: 1 + place % 2))
                let after = try await Self.found(application).count
                #expect((after > before) == one.isLike, "\(place)")
            }
            let reasons = try await application.duplicates().flatMap(\.reasons)
            #expect(reasons.contains("birth_date.same") && reasons.contains("birth_date.reordered"))
        }
    }

    @Test(
        "What was decided is remembered by every later pass, and what goes with a merge follows it")
    func remembered() async throws {
        try await withTestApplication { application, _ in
            let people = Self.crowd()
            for start in stride(from: 0, to: people.count, by: 50) {
                _ = try await application.record(
                    Self.event(
                        Array(people[start..<min(start + 50, people.count)]),
                        hub: start / 50 % 3))
            }
            let first = try await DuplicateScan(application).run { _, _, _ in }
            #expect(first.people == people.count && first.open > 10)
            let open = try await application.duplicates()
            #expect(open.map(\.score) == open.map(\.score).sorted(by: >))
            #expect(open.allSatisfy { $0.score >= 0 && !$0.reasons.isEmpty })

            let (one, other) = (open[0], open[1])
            try await application.decide(.merge, one.right, one.left, reason: "one person")
            try await application.decide(.different, other.left, other.right, reason: "twins")
            let second = try await DuplicateScan(application).run { _, _, _ in }
            #expect(second.new == 0 && second.open == first.open - 2)
            #expect(try await application.duplicates(.merged).map(\.left) == [one.left])
            #expect(try await application.duplicates(.different).map(\.left) == [other.left])
            #expect(try await application.person(one.right).mergedInto == one.left)
            // Looking at both is a look at an identity.
            let both = try await application.duplicate(one.left, one.right)
            #expect(both.left.name != nil && both.right.name != nil)
            let looks = try await application.database.one(
                Query<Int>(
                    "SELECT count(*)::int FROM audit WHERE operation = 'duplicates show'"))
            #expect(looks == 1)

            try await application.unmerge(one.right, reason: "sisters")
            #expect(try await application.duplicates(.different).count == 2)
            #expect(try await application.duplicates(.merged).isEmpty)
            await #expect(throws: OperationError.self) {
                try await application.decide(.different, one.left, one.right, reason: "again")
            }
        }
    }

    @Test("A pass finds most who are one, and takes few relatives for them")
    func quality() async throws {
        try await withTestApplication { application, _ in
            let people = Self.crowd()
            for start in stride(from: 0, to: people.count, by: 50) {
                _ = try await application.record(
                    Self.event(
                        Array(people[start..<min(start + 50, people.count)]),
                        hub: start / 50 % 3))
            }
            // Those that entry found are weighed again with all others.
            _ = try await DuplicateScan(application).run { _, _, _ in }
            let pairs = try await application.duplicates()
            var right = 0
            for pair in pairs {
                let both = try await application.duplicate(pair.left, pair.right)
                // Whoever is one was given the same second family name, which nobody else has.
                if both.left.familyNames?.split(separator: " ").last
                    == both.right.familyNames?.split(separator: " ").last,
                    both.left.document == nil, both.right.document == nil
                {
                    right += 1
                }
            }
            #expect(right > Self.twice * 3 / 4, "\(right) of \(Self.twice)")
            #expect(pairs.count - right <= Self.twice / 5, "\(pairs.count - right) are wrong")
        }
    }

    @Test("Beyond the limit people are compared by years of birth, each with the year before")
    func parts() {
        func years(_ counts: [Int16?: Int]) -> [BirthYearCount] {
            counts.sorted { ($0.key ?? -1) < ($1.key ?? -1) }
                .map { BirthYearCount(year: $0.key, people: $0.value) }
        }
        typealias Part = DuplicateScan.Part
        #expect(DuplicateScan.parts(of: years([1990: 5, nil: 2]), mostAtOnce: 10) == [Part()])
        #expect(
            DuplicateScan.parts(
                of: years([1990: 4, 1991: 4, 1992: 4, 1993: 4, nil: 1]), mostAtOnce: 10)
                == [
                    Part(years: 1990...1991, hasUnknown: true),
                    Part(years: 1991...1992, hasUnknown: true),
                    Part(years: 1992...1993, hasUnknown: true),
                ])
        #expect(
            DuplicateScan.parts(of: years([1990: 8, 1991: 8, nil: 9]), mostAtOnce: 10)
                == [
                    Part(years: 0...0, hasUnknown: true),
                    Part(years: 1990...1991, hasUnknown: false),
                ])
    }

    // MARK: - A crowd

    /// How many come twice.
    private static let twice = 40

    /// Three hundred people, some of whom come again with a slip, and some with a sister.
    private static func crowd() -> [PersonDescription] {
        var random = SplitMix(state: 6)
        let given = [
            "Ana", "Rosa", "Marta", "Julia", "Elena", "Karla", "Sonia", "Norma", "Irma", "Delia",
            "Olga", "Berta", "Gloria", "Nora", "Alba", "Reina",
        ]
        let family = [
            "López", "Mejía", "Zelaya", "Pineda", "Obando", "Rivera", "Castro", "Flores", "Reyes",
            "Ramos", "Cruz", "Ortiz",
        ]
        var people: [PersonDescription] = []
        for number in 0..<300 {
            let date = CalendarDate(dayNumber: Int32.random(in: -14_000 ... -2_000, using: &random))
            // As rare as most second family names are.
            let second =
                "\(family[number % 12])\(["ga", "ti", "mu", "lo", "re"][number % 5])"
                + "\(given[number % 16].suffix(2))\(number)"
            let person = PersonDescription(
                givenNames: "\(given[number % 16]) \(given[(number / 16 + 5) % 16])",
                familyNames: "\(family[(number / 3) % 12]) \(second)", birth: .date(date),
                sex: .female, nationality: Country(number: 340))
            people.append(person)
            if number < twice {
                var again = person
                switch number % 3 {
                case 0: again.givenNames = String(given[number % 16])
                case 1:
                    let parts = date.parts
                    again.birth =
                        CalendarDate(
                            year: parts.year, month: parts.month, day: parts.day == 1 ? 2 : 1
                        )
                        .map(Birth.date) ?? .unknown
                default: again.givenNames = person.givenNames.replacing("a ", with: "ha ")
                }
                if again == person { again.givenNames += " Luz" }
                people.append(again)
            } else if number < twice + 60 {
                // A sister; one in twenty is a twin.
                var sister = person
                sister.givenNames = "\(given[(number + 7) % 16]) \(given[(number + 3) % 16])"
                if number % 20 > 0 {
                    sister.birth = .date(
                        date.adding(days: .random(in: 300...4_000, using: &random)))
                }
                sister.document = "T\(number)"
                people.append(sister)
            }
        }
        return people
    }
}

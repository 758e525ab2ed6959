import CaseStore
import Casework
import Codelists
import Operations
import Postgres
import Testing

/// One hub office's random day, done to the store and to the model alike.
struct RandomStream {
    var model: CountingModel
    let quarters = [Quarter(index: 8_083), Quarter(index: 8_084), Quarter(index: 8_085)]
    let application: Application
    var random: SplitMix
    /// As first described, by their place in the model.
    var descriptions: [PersonDescription] = []
    var persons: [PersonID] = []
    var rows: [ImportedRow] = []
    /// What was recorded, with its place in the model.
    private var recorded: [(event: AssistanceEvent, place: Int)] = []
    let hubs: [HubCode]
    let prefix: String

    init(seed: UInt64, application: Application) async throws {
        self.application = application
        random = SplitMix(state: seed)
        prefix = "S\(seed)"
        let stored = try await application.database.all(.hubs)
        hubs = stored.prefix(7).map(\.hub.code)
        model = CountingModel(
            hubNumbers: Dictionary(uniqueKeysWithValues: stored.map { ($0.hub.code, $0.number) }))
    }

    mutating func step() async throws {
        switch Int.random(in: 0..<100, using: &random) {
        case ..<30: try await record()
        case ..<38: try await importNew()
        case ..<42: try await importAgain()
        case ..<48: try await importChanged()
        case ..<60: try await correct()
        case ..<68: try await void()
        case ..<76: try await repeatEarlier()
        case ..<84: try await changePerson()
        case ..<94: try await merge()
        default: try await unmerge()
        }
    }

    private mutating func record() async throws {
        let (event, modelled) = try await makeEvent(id: .new())
        let (recording, answer) = try await application.recordAndRead(event)
        #expect(recording == .recorded(event.id))
        #expect(try await application.versions(of: event.id) == [answer])
        recorded.append((event, model.events.count))
        model.events.append(modelled)
    }

    private mutating func correct() async throws {
        guard let index = pickStanding() else { return }
        var (event, modelled) = try await makeEvent(id: recorded[index].event.id)
        event.recordID = recorded[index].event.recordID
        try await application.correct(event.id, with: event, reason: "random correction")
        recorded[index].event = event
        model.events[recorded[index].place] = modelled
    }

    /// A recorded event that is not void.
    private mutating func pickStanding() -> Int? {
        pick(recorded.indices.filter { !model.events[recorded[$0].place].isVoid })
    }

    private mutating func void() async throws {
        guard let index = pickStanding() else { return }
        try await application.void(recorded[index].event.id, reason: "random void")
        model.events[recorded[index].place].isVoid = true
    }

    private mutating func repeatEarlier() async throws {
        guard let index = pick(Array(recorded.indices)) else { return }
        let recording = try await application.record(recorded[index].event)
        #expect(recording == .repeated(recorded[index].event.id))
    }

    private mutating func changePerson() async throws {
        guard let person = pick(Array(persons.indices)) else { return }
        let sex = Sex(number: .random(in: 0...3, using: &random))
        let birth = makeBirth()
        let nationality = makeNationality()
        try await application.correct(
            persons[person], sex: sex, birth: birth, nationality: nationality, reason: "random")
        model.people[person].sex = sex
        model.people[person].birth = birth
        model.people[person].nationality = nationality
    }

    private mutating func merge() async throws {
        guard
            let duplicate = pick(persons.indices.filter { model.people[$0].mergedInto == nil }),
            let kept = pick(persons.indices.filter { model.root(of: $0) != duplicate })
        else { return }
        try await application.merge(persons[duplicate], into: persons[kept], reason: "random")
        model.people[duplicate].mergedInto = kept
    }

    private mutating func unmerge() async throws {
        guard let person = pick(persons.indices.filter { model.people[$0].mergedInto != nil })
        else { return }
        try await application.unmerge(persons[person], reason: "random")
        model.people[person].mergedInto = nil
    }

    private mutating func makeEvent(
        id: EventID
    ) async throws -> (AssistanceEvent, CountingModel.Event) {
        let hub = hubs[Int.random(in: 0..<hubs.count, using: &random)]
        let date = quarters[0].firstDay.adding(days: .random(in: 0..<270, using: &random))
        var participants: [Participant] = []
        var modelled: [CountingModel.Participant] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            if Int.random(in: 0..<4, using: &random) == 0 {
                let tally = Tally(
                    sex: Sex(number: .random(in: 0...3, using: &random)),
                    ageBand: AgeBand(number: .random(in: 0...5, using: &random)),
                    nationality: makeNationality(), count: .random(in: 1...9, using: &random))
                participants.append(.tally(tally))
                modelled.append(.tally(tally))
            } else {
                let person = try await somebody(hub)
                participants.append(.known(persons[person]))
                modelled.append(.person(person))
            }
        }
        let services = Set(
            (0..<Int.random(in: 1...3, using: &random)).map { _ in
                Service(number: .random(in: 1...6, using: &random))
            }
        ).sorted { $0.number < $1.number }
        let channel = Channel(number: .random(in: 0...6, using: &random))
        let profile = Profile(number: .random(in: 0...12, using: &random))
        return (
            AssistanceEvent(
                id: id, hub: hub, recordID: id.description, occurredOn: date, channel: channel,
                profile: profile, services: services, participants: participants),
            CountingModel.Event(
                hub: hub, date: date, channel: channel, profile: profile, services: services,
                participants: modelled)
        )
    }

    /// A person met before, or a new one, whose first event is taken back at once.
    mutating func somebody(_ hub: HubCode) async throws -> Int {
        if !persons.isEmpty, Int.random(in: 0..<3, using: &random) > 0 {
            return Int.random(in: 0..<persons.count, using: &random)
        }
        let description = makeDescription()
        let event = AssistanceEvent(
            id: .new(), hub: hub, occurredOn: quarters[1].firstDay, channel: .unknown,
            profile: .unknown, services: [Service(number: 1)],
            participants: [.described(description)])
        _ = try await application.record(event)
        let person = try await application.database.one(.participants(of: event.id))
        try await application.void(event.id, reason: "only to meet the person")
        meet(person, described: description)
        return persons.count - 1
    }

    mutating func makeDescription() -> PersonDescription {
        PersonDescription(
            givenNames: "Persona", familyNames: "Sintética \(persons.count)",
            document: "\(prefix)N\(persons.count)", birth: makeBirth(),
            sex: Sex(number: .random(in: 0...3, using: &random)), nationality: makeNationality())
    }

    mutating func meet(_ person: PersonID, described description: PersonDescription) {
        persons.append(person)
        descriptions.append(description)
        model.people.append(
            .init(
                sex: description.sex, birth: description.birth,
                nationality: description.nationality))
    }

    mutating func makeBirth() -> Birth {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: .unknown
        case 1: .year(.random(in: 1940...2020, using: &random))
        default: .date(CalendarDate(dayNumber: .random(in: -20_000...7_000, using: &random)))
        }
    }

    mutating func makeNationality() -> Country {
        Country(number: [0, 340, 320, 222][Int.random(in: 0..<4, using: &random)])
    }

    mutating func pick(_ indices: [Int]) -> Int? { indices.randomElement(using: &random) }
}

extension Query where Output == PersonID {
    /// The persons in the current version of an event.
    static func participants(of event: EventID) -> Self {
        Self(
            """
            SELECT person_id FROM participation
            WHERE event_id = \(event) AND person_id IS NOT NULL ORDER BY position
            """
        ) { try $0.next() }
    }
}

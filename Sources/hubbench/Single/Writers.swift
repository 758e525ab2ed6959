import Casework
import Codelists
import Operations
import Postgres

/// Clerks who record one event after another, each on a task of its own.
struct Writers: Sendable {
    let application: Application
    let count: Int
    /// Where they all work; anywhere without it.
    var hub: HubCode?

    init(_ application: Application, count: Int, hub: HubCode? = nil) {
        self.application = application
        self.count = count
        self.hub = hub
    }

    /// Records for this long, and tells of each event.
    func run(for duration: Duration, recorded: @escaping @Sendable (EventID) -> Void) async throws {
        let end = ContinuousClock.now + duration
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask(executorPreference: application.database.executor) {
                    while ContinuousClock.now < end, !Task.isCancelled {
                        let event = Self.event(at: hub)
                        _ = try await application.record(event)
                        recorded(event.id)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// An event of the first quarter of 2021 with one person whom nobody knows yet.
    static func event(at hub: HubCode? = nil) -> AssistanceEvent {
        let id = EventID.new()
        let person = PeopleGenerator.stranger()
        let day = CalendarDate(year: 2021, month: 1, day: 1) ?? CalendarDate(dayNumber: 7_671)
        return AssistanceEvent(
            id: id, hub: hub ?? hubs.randomElement() ?? hubs[0],
            occurredOn: day.adding(days: .random(in: 0..<90)),
            channel: Channel(number: 1), profile: Profile(number: .random(in: 1...12)),
            services: [Service(number: 1), Service(number: .random(in: 2...20))],
            participants: [
                .described(
                    PersonDescription(
                        givenNames: person.given, familyNames: person.family,
                        document: id.description,
                        birth: .date(day.adding(days: -.random(in: 2_000..<20_000))),
                        sex: .female, nationality: Country(number: 340)))
            ])
    }

    private static let hubs = [
        "MX-TAP", "GT-TEC", "HN-SPS", "CR-UPA", "SV-SSA", "BZ-BMP", "DO-JIM",
    ]
    .compactMap(HubCode.init)
}

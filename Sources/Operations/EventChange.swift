import CaseStore
public import Casework
public import Codelists
import Postgres

/// What a correction changes about an event; nil leaves it as it is.
public struct EventChange: Sendable {
    public var hub: HubCode?
    public var occurredOn: CalendarDate?
    public var services: [Service]?
    public var channel: Channel?
    public var profile: Profile?
    public var destination: Country?
    /// How many took part, and of which sex; only where nobody among them is identified.
    public var people: Int?
    public var sex: Sex?

    public init() {}

    public var isEmpty: Bool {
        hub == nil && occurredOn == nil && services == nil && channel == nil && profile == nil
            && destination == nil && people == nil && sex == nil
    }

    /// The event as it is after the change.
    func applied(to event: AssistanceEvent) throws -> AssistanceEvent {
        var event = event
        event.hub = hub ?? event.hub
        event.occurredOn = occurredOn ?? event.occurredOn
        event.services = services ?? event.services
        event.channel = channel ?? event.channel
        event.profile = profile ?? event.profile
        event.destination = destination ?? event.destination
        if people != nil || sex != nil {
            guard event.participants.count == 1, case .tally(var tally) = event.participants[0]
            else { throw OperationError.isIdentified(event.id) }
            tally.count = people ?? tally.count
            tally.sex = sex ?? tally.sex
            event.participants = [.tally(tally)]
        }
        return event
    }
}

extension Application {
    /// Corrects parts of an event, with a reason; everything else about it stays.
    ///
    /// With `version`, only while that is still the current one.
    public func correct(
        _ id: EventID, changing change: EventChange, reason: String, expecting version: Int? = nil
    ) async throws {
        try permitSomewhere(.logEvents)
        guard !reason.isEmpty else { throw OperationError.invalid(field: "reason") }
        guard !change.isEmpty else { throw OperationError.nothingToChange }
        if let day = change.occurredOn { try await ensureQuarter(of: day) }
        try await write { connection in
            guard let registered = try await connection.first(.lockedRegister(of: id)),
                let current = try await connection.first(.current(id))
            else { throw OperationError.unknownEvent(id) }
            try registered.check(version)
            try permit(.logEvents, at: current.event.hub)
            var event = current.event
            event.participants = try await connection.all(
                .participants(of: id, on: event.occurredOn))
            let corrected = try change.applied(to: event)
            try permit(.logEvents, at: corrected.hub)
            let directory = try await HubDirectory.load(on: connection)
            let writer = try eventWriter(for: corrected, directory)
            try await writer.correct(
                id, with: corrected, reason: reason, keeping: current.note, on: connection)
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "event correct", subject: id.description,
                    reason: reason))
        }
    }
}

extension RegisteredEvent {
    /// Refuses a change that is based on another version than the current one.
    func check(_ version: Int?) throws(OperationError) {
        if let version, version != self.version { throw .staleVersion(id, current: self.version) }
    }
}

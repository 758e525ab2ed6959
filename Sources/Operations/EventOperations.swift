public import CaseStore
public import Casework
import Postgres

extension Application {
    /// What came of recording one event.
    public enum Recording: Sendable, Equatable {
        case recorded(EventID)
        case repeated(EventID)
    }

    /// Whether an event of this id was recorded, at a hub of whoever asks.
    public func isRecorded(_ id: EventID) async throws -> Bool {
        try permitSomewhere(.logEvents)
        return try await database.first(.current(id)) != nil
    }

    /// Records one event; the same again answers the same and changes nothing.
    public func record(_ event: AssistanceEvent) async throws -> Recording {
        try await record(event) { recording, _, _ in recording }
    }

    /// Records one event, and gives it as it then stands.
    public func recordAndRead(
        _ event: AssistanceEvent
    ) async throws -> (recording: Recording, event: StoredEvent) {
        try permit(.readEvents, at: event.hub)
        return try await record(event) { recording, written, connection in
            switch recording {
            case .recorded:
                if let written {
                    let stored = StoredEvent(
                        recorded: written, at: event.hub, actor: actor.name)
                    return (recording, stored)
                }
            case .repeated(let id):
                if let stored = try await connection.all(.versions(of: id)).last {
                    return (recording, stored)
                }
            }
            throw OperationError.unknownEvent(event.id)
        }
    }

    private func record<Answer: Sendable>(
        _ event: AssistanceEvent,
        answering answer: @Sendable (Recording, PreparedEvent?, Connection) async throws -> Answer
    ) async throws -> Answer {
        try permit(.logEvents, at: event.hub)
        if let field = event.agreementProblem { throw OperationError.invalid(field: field) }
        try await ensureQuarter(of: event.occurredOn)
        return try await write { connection in
            let directory = try await HubDirectory.load(event.hub, on: connection)
            let writer = try eventWriter(for: event, directory)
            let recorded = try await writer.record([event], batch: nil, on: connection)
            switch recorded.outcomes.first {
            case .conflict(let id): throw OperationError.conflict(id)
            case .repeated(let id): return try await answer(.repeated(id), nil, connection)
            case .recorded, nil:
                let consents = recorded.consents.map { #""\#($0)""# }.joined(separator: ", ")
                let audit = Statement.audit(
                    actor: actor.name, operation: "event log", subject: event.id.description,
                    content: consents.isEmpty ? "{}" : #"{"consents": [\#(consents)]}"#)
                let searches = searches(forLikelyDuplicatesOf: recorded.added)
                _ = try await connection.pipeline(
                    searches.isEmpty
                        ? [audit]
                        : [audit, .noteLikelyDuplicates(of: searches, foundBy: "entry")])
                return try await answer(
                    .recorded(event.id), recorded.written.first, connection)
            }
        }
    }

    /// Supersedes an event by a corrected version, with a reason.
    public func correct(_ id: EventID, with event: AssistanceEvent, reason: String) async throws {
        try permit(.logEvents, at: event.hub)
        guard !reason.isEmpty else { throw OperationError.invalid(field: "reason") }
        try await ensureQuarter(of: event.occurredOn)
        try await write { connection in
            let directory = try await HubDirectory.load(on: connection)
            let writer = try eventWriter(for: event, directory)
            try await writer.correct(id, with: event, reason: reason, on: connection)
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "event correct", subject: id.description,
                    reason: reason))
        }
    }

    /// Takes an event out of every figure, with a reason; what it said is kept.
    ///
    /// With `version`, only while that is still the current one.
    public func void(_ id: EventID, reason: String, expecting version: Int? = nil) async throws {
        // Row security shows them only events of their own hubs to void.
        try permitSomewhere(.logEvents)
        guard !reason.isEmpty else { throw OperationError.invalid(field: "reason") }
        try await write { connection in
            guard let current = try await connection.first(.lockedRegister(of: id)) else {
                throw OperationError.unknownEvent(id)
            }
            try current.check(version)
            guard !current.isVoid else { throw OperationError.isVoid(id) }
            try await connection.run(.retireFacts(of: current))
            try await connection.run(.appendVoid(of: current, reason: reason, actor: actor.name))
            try await connection.run(
                .moveRegister(
                    of: id, toVersion: current.version + 1, occurredOn: current.occurredOn,
                    digest: current.digest, isVoid: true))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "event void", subject: id.description,
                    reason: reason))
        }
    }

    /// A day on which nothing can have happened anywhere gets no room: it is refused at its hub.
    func ensureQuarter(of day: CalendarDate) async throws {
        guard EventWriter.needsPartition(day.quarter), day.year >= Hub.firstYear,
            day <= CalendarDate.today.adding(days: 1)
        else { return }
        try await database.run(.ensureQuarter(day.quarter))
    }

    func eventWriter(
        for event: AssistanceEvent, _ directory: HubDirectory
    ) throws -> EventWriter {
        guard let entry = directory.entries[event.hub] else {
            throw OperationError.unknownHub(event.hub.description)
        }
        if let problem = entry.hub.problem(with: event.occurredOn, today: entry.today) {
            throw OperationError.dateProblem("\(problem)")
        }
        return EventWriter(sealer: sealer, actor: actor.name, hubs: directory.entries)
    }
}

import CaseStore
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
        try permit(.logEvents, at: event.hub)
        try await ensureQuarter(of: event.occurredOn)
        let (recording, added) = try await write { connection in
            let directory = try await HubDirectory.load(on: connection)
            let writer = try eventWriter(for: event, directory)
            let recorded = try await writer.record([event], batch: nil, on: connection)
            switch recorded.outcomes.first {
            case .conflict(let id): throw OperationError.conflict(id)
            case .repeated(let id): return (Recording.repeated(id), [NewPerson]())
            case .recorded, nil:
                try await connection.run(
                    .audit(actor: actor.name, operation: "event log", subject: event.id.description)
                )
                return (.recorded(event.id), recorded.added)
            }
        }
        _ = await noteLikelyDuplicates(of: added, foundBy: "entry")
        return recording
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

    func ensureQuarter(of day: CalendarDate) async throws {
        guard EventWriter.needsPartition(day.quarter) else { return }
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

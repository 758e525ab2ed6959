public import CaseStore
public import Casework
import Postgres

extension Application {
    /// All records of a kind, in the order of their slugs.
    public func records<Record>(_ type: Record.Type) async throws -> [Stored<Record>] {
        try await database.all(.records(type))
    }

    /// At most so many records of a kind after one, in the order of their slugs.
    public func records<Record>(
        _ type: Record.Type, after slug: Slug?, limit: Int
    ) async throws -> [Stored<Record>] {
        try await database.all(.records(type, after: slug, limit: limit))
    }

    public func record<Record: RegionRecord>(_ slug: Slug) async throws -> Stored<Record> {
        guard let stored: Stored<Record> = try await database.first(.record(slug)) else {
            throw RegionError.unknown(RecordReference(Record.kind, slug))
        }
        return stored
    }

    /// Adds a record; the same again changes nothing, another under its slug is refused.
    ///
    /// Says whether it was not there before.
    @discardableResult
    public func add<Record: RegionRecord>(_ record: Record) async throws -> Bool {
        try await write { connection in
            switch try await put(record, ifOther: .stop, on: connection) {
            case .added:
                try await audit(record, "add", on: connection)
                return true
            case .conflict: throw RegionError.exists(RecordReference(Record.kind, record.slug))
            case .repeated, .updated: return false
            }
        }
    }

    /// Changes a record.
    ///
    /// `version` is the one that was shown to whoever changes it; when somebody else has written
    /// another since, the change is refused. Nil takes whichever there is.
    public func change<Record: RegionRecord>(
        _ slug: Slug, ifVersion version: Int? = nil,
        _ change: @Sendable (inout Record) throws -> Void
    ) async throws {
        try await write { connection in
            let stored: Stored<Record> = try await locked(slug, on: connection)
            if let version, version != stored.version {
                throw RegionError.stale(RecordReference(Record.kind, slug))
            }
            var record = stored.record
            try change(&record)
            guard record != stored.record else { throw OperationError.nothingToChange }
            try await permitReplacing(stored.record, on: connection)
            try await save(record, id: stored.id, on: connection)
            try await audit(record, "edit", on: connection)
            try await announce(record, before: stored.record, on: connection)
        }
    }

    /// The record, kept from others until the transaction ends.
    func locked<Record: RegionRecord>(
        _ slug: Slug, on connection: Connection
    ) async throws -> Stored<Record> {
        try await connection.run(.lock(Record.kind, slug))
        guard let stored: Stored<Record> = try await connection.first(.record(slug)) else {
            throw RegionError.unknown(RecordReference(Record.kind, slug))
        }
        return stored
    }

    /// Refuses to write over a record that the actor may not, or that is out: what was published is
    /// corrected, with a note that says so.
    private func permitReplacing(
        _ record: some RegionRecord, on connection: Connection
    ) async throws {
        try await permitWriting(record, on: connection)
        if let item = record as? BulletinItem, item.status == .published {
            throw RegionError.wrongStatus(item.slug, item.status)
        }
    }

    /// What came of one record of an import.
    enum PutOutcome { case added, repeated, updated, conflict }

    /// Writes a record if it is new, or other than the one there and that is to be replaced.
    func put<Record: RegionRecord>(
        _ record: Record, ifOther conflict: RecordConflict, on connection: Connection
    ) async throws -> PutOutcome {
        try await connection.run(.lock(Record.kind, record.slug))
        let known: Stored<Record>? = try await connection.first(.record(record.slug))
        guard let known else {
            try await save(record, id: .new(), on: connection)
            return .added
        }
        if known.record == record { return .repeated }
        guard conflict == .replace else { return .conflict }
        try await permitReplacing(known.record, on: connection)
        try await save(record, id: known.id, on: connection)
        try await announce(record, before: known.record, on: connection)
        return .updated
    }

    /// Holds a record against its rules and writes it.
    func save<Record: RegionRecord>(
        _ record: Record, id: ID<Record>, on connection: Connection
    ) async throws {
        try await permitWriting(record, on: connection)
        let reference = RecordReference(Record.kind, record.slug)
        if let field = record.faultyField ?? PlainText.faultyField(in: record) {
            throw RegionError.invalid(reference, field: field)
        }
        if let item = record as? BulletinItem, item.status == .published {
            try permit(.publishBulletin)
        }
        try await checkReferences(of: record, on: connection)
        try await connection.run(.save(record, id: id))
        if let action = record as? AgreedAction {
            try await connection.run(
                .keepChange(ofAction: action.slug, actor: actor.name, note: action.note))
        }
    }

    private func checkReferences(
        of record: some RegionRecord, on connection: Connection
    ) async throws {
        for (kind, references) in Dictionary(grouping: record.references, by: \.kind) {
            let known = Set(
                try await connection.all(.slugs(of: kind, among: references.map(\.slug))))
            if let missing = references.first(where: { !known.contains($0.slug.description) }) {
                throw RegionError.unknown(missing)
            }
        }
        let hubs: [HubCode] =
            switch record {
            case let activity as Activity: activity.hub.map { [$0] } ?? []
            case let network as Network: network.members.compactMap(\.hub)
            case let place as Place: place.hub.map { [$0] } ?? []
            default: []
            }
        guard !hubs.isEmpty else { return }
        let known = Set(try await connection.all(.hubs).map(\.hub.code))
        if let missing = hubs.first(where: { !known.contains($0) }) {
            throw RegionError.unknownHub(missing)
        }
    }

    func audit(
        _ record: some RegionRecord, _ verb: String, on connection: Connection
    ) async throws {
        let kind = type(of: record).kind.rawValue
        try await connection.run(
            .audit(
                actor: actor.name, operation: "\(kind) \(verb)",
                subject: record.slug.description))
    }
}

public import CaseStore
public import Casework
import Postgres
public import Reporting

extension Application {
    /// What an installation holds, in a few words.
    public struct Overview: Sendable {
        public let isDemonstration: Bool
        public let hubs: Int
    }

    public func overview() async throws -> Overview {
        try await database.withConnection { connection in
            let installation = try await connection.first(.installation)
            return Overview(
                isDemonstration: installation?.isDemonstration ?? false,
                hubs: try await connection.all(.hubs).count)
        }
    }

    public func versions(of event: EventID) async throws -> [StoredEvent] {
        try permitSomewhere(.readEvents)
        let versions = try await database.withConnection {
            try await $0.all(.versions(of: event))
        }
        guard let last = versions.last else { throw OperationError.unknownEvent(event) }
        try permit(.readEvents, at: HubCode(last.hub))
        return versions
    }

    /// A hub's events in a quarter, latest first; those after `before` in that order.
    public func events(
        at hub: HubCode, in quarter: Quarter, limit: Int,
        before: (day: CalendarDate, event: EventID)? = nil
    ) async throws -> [StoredEvent] {
        try permit(.readEvents, at: hub)
        return try await database.withConnection {
            try await $0.all(
                .events(at: hub, in: quarter.days, limit: limit, before: before))
        }
    }

    /// How the database stands: what is read twice under the same words is the same.
    public func standing() async throws -> String {
        try await database.one(.databaseStanding)
    }

    /// The totals of the quarters up to and including `last`, oldest first.
    public func trend(through last: Quarter, count: Int) async throws -> [TrendRow] {
        try permit(.readFigures)
        let cells = try await database.withConnection {
            try await $0.all(.totals(from: last.adding(1 - count), through: last))
        }
        return TrendRow.rows(
            internal: Dictionary(uniqueKeysWithValues: cells.map { ($0.quarter, $0.cell.count) }),
            from: last.adding(1 - count), through: last)
    }

    /// The latest quarter of which something is counted, of what the actor may see.
    public func latestQuarter() async throws -> Quarter? {
        try permitSomewhere(.readFigures)
        return try await database.first(.latestQuarter).map { Quarter(index: $0) }
    }

    /// Today at a hub, by its own time zone.
    public func today(at hub: HubCode) async throws -> CalendarDate {
        let hubs = try await database.withConnection { try await HubDirectory.load(on: $0) }
        guard let entry = hubs.entries[hub] else {
            throw OperationError.unknownHub(hub.description)
        }
        return entry.today
    }

    /// Whether cells and change log say what a full count of the facts says.
    public func countsAgree(in quarter: Quarter) async throws -> Bool {
        try permit(.readFigures)
        return try await database.transaction(.readOnly) { connection in
            let current = try await connection.all(.cells(of: [quarter])).map(\.cell)
            let counted = try await connection.all(.counted(in: quarter)).map(\.cell)
            return Set(current) == Set(counted)
        }
    }
}

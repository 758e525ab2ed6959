import CaseStore
public import Casework
import HubLogs
import Postgres
import Reporting

/// The hubs as they stand, with today's date at each.
public struct HubDirectory: Sendable {
    public struct Entry: Sendable {
        public let number: Int16
        public let hub: Hub
        /// Today by the hub's own time zone.
        public let today: CalendarDate
    }

    public let entries: [HubCode: Entry]

    static func load(on connection: Connection) async throws -> Self {
        Self(try await connection.all(.hubs))
    }

    /// Of one hub alone; empty where there is none of this code.
    static func load(_ hub: HubCode, on connection: Connection) async throws -> Self {
        Self(try await connection.all(.hub(hub)))
    }

    private init(_ hubs: [StoredHub]) {
        entries = Dictionary(
            uniqueKeysWithValues: hubs.map {
                ($0.hub.code, Entry(number: $0.number, hub: $0.hub, today: $0.today))
            })
    }

    var names: HubNames {
        HubNames(
            Dictionary(
                uniqueKeysWithValues: entries.values.map {
                    ($0.number, (code: $0.hub.code, name: $0.hub.name))
                }))
    }
}

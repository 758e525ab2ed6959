import CaseStore
public import Casework
import Postgres

extension Application {
    /// All hubs, in the order of their codes; for everybody who is signed in.
    public func hubs() async throws -> [Hub] {
        try await database.withConnection { try await $0.all(.hubs).map(\.hub) }
    }

    public func add(_ hubs: [Hub]) async throws {
        for hub in hubs { try permit(.manageHubs, at: hub.code) }
        try await write { connection in
            for hub in hubs {
                try await connection.run(.add(hub))
                try await connection.run(
                    .audit(actor: actor.name, operation: "hub add", subject: hub.code.description))
            }
        }
    }

    /// Adds hubs and brings those that are there up to date; returns how many were new.
    public func importHubs(_ hubs: [Hub]) async throws -> Int {
        for hub in hubs { try permit(.manageHubs, at: hub.code) }
        return try await write { connection in
            var added = 0
            let known = Set(try await connection.all(.hubs).map(\.hub.code))
            for hub in hubs {
                if known.contains(hub.code) {
                    try await connection.run(.edit(hub))
                } else {
                    try await connection.run(.add(hub))
                    added += 1
                }
            }
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "import hubs", subject: nil,
                    content: #"{"hubs": \#(hubs.count), "added": \#(added)}"#))
            return added
        }
    }

    public func edit(_ hub: Hub) async throws {
        try permit(.manageHubs, at: hub.code)
        try await write { connection in
            guard try await connection.run(.edit(hub)) == 1 else {
                throw OperationError.unknownHub(hub.code.description)
            }
            try await connection.run(
                .audit(actor: actor.name, operation: "hub edit", subject: hub.code.description))
        }
    }
}

import Casework
import Cluster
import FoundationEssentials
import Operations
import Postgres

/// Sees, in the server's log, which statements the library sends to record one event.
struct StatementCapture {
    let bench: Bench
    let database: String

    /// One statement of the transaction; the texts of its parameters are as the server logged them.
    struct Sent: Sendable, Equatable {
        var sql: String
        var parameters: [(text: String?, type: String)] = []
        /// What differs from event to event, with what stands for it.
        var unique: [String: Unique] = [:]

        static func == (left: Self, right: Self) -> Bool { left.sql == right.sql }
    }

    /// What must be new in every transaction.
    enum Unique: Sendable {
        case identifier
        case key
    }

    func transaction() async throws -> [Sent] {
        try await alter("SET log_statement = 'all'")
        try await alter("SET log_error_verbosity = 'default'")
        try await alter("SET log_parameter_max_length = -1")
        return try await bench.withPool(database, .service) { pool in
            let application = try await bench.clerk(pool)
            // Prepared by the first, seen in the second, on the one connection of the pool.
            let stranger = Writers.event(at: Bench.clerkHub)
            _ = try await application.record(stranger)
            let event = Writers.event(at: Bench.clerkHub)
            _ = try await application.record(event)
            let types = try await pool.all(
                Query<(String, [String])>(
                    "SELECT name, parameter_types::text[] FROM pg_prepared_statements"
                ) { row in (try row.next(), try row.next()) })
            let unique = try await identities(of: event.id.description)
            let log = try String(
                contentsOfFile: "\(bench.cluster.directory)/server.log", encoding: .utf8)
            let other = Self.lastTransaction(in: log, marker: stranger.id.description)
            return Self.lastTransaction(in: log, marker: event.id.description).map { name, sent in
                var sent = Self.search(sent, as: other.map(\.sent))
                let known = types.first { $0.0 == name }?.1 ?? []
                for (index, type) in known.enumerated() where index < sent.parameters.count {
                    sent.parameters[index].type = type
                }
                sent.unique = unique
                return sent
            }
        }
    }

    /// A search for likely duplicates with what another person was looked for by: sent again and
    /// again, it finds nobody, as it is of most people; with their own it would find all before.
    private static func search(_ sent: Sent, as others: [Sent]) -> Sent {
        guard sent.sql.contains("note_likely_duplicates"),
            let other = others.first(where: { $0 == sent })
        else { return sent }
        var sent = sent
        sent.parameters.replaceSubrange(1..., with: other.parameters.dropFirst())
        return sent
    }

    private func alter(_ change: String) async throws {
        try await bench.administer("ALTER ROLE hub_service IN DATABASE \(database) \(change)")
    }

    /// The ids and the key that the event was given.
    private func identities(of event: String) async throws -> [String: Unique] {
        let query = Query<(String, String)>(
            """
            SELECT person_id::text, encode(key, 'hex') FROM identity_key
            WHERE person_id IN (SELECT person_id FROM participation
                WHERE event_id = \(event)::text::uuid)
            """
        ) { row in (try row.next(), try row.next()) }
        let found = try await bench.withPool(database, .owner) { try await $0.all(query) }
        var unique = [event: Unique.identifier]
        for (person, key) in found {
            unique[person] = .identifier
            unique[key] = .key
        }
        return unique
    }

    /// The statements of the last transaction whose parameters hold `marker`, with the names under
    /// which they were prepared.
    static func lastTransaction(in log: String, marker: String) -> [(name: String, sent: Sent)] {
        var transactions: [[(name: String, sent: Sent)]] = []
        var isOpen = false
        for entry in entries(of: log) {
            if let (name, sql) = statement(in: entry) {
                if sql.hasPrefix("BEGIN") {
                    transactions.append([])
                    isOpen = true
                }
                if isOpen { transactions[transactions.count - 1].append((name, Sent(sql: sql))) }
                if sql.hasPrefix("COMMIT") { isOpen = false }
            } else if isOpen, let range = entry.firstRange(of: "DETAIL:  parameters: "),
                let last = transactions.indices.last, let sent = transactions[last].indices.last
            {
                transactions[last][sent].sent.parameters =
                    values(in: entry[range.upperBound...]).map { ($0, "text") }
            }
        }
        return transactions.last { transaction in
            transaction.contains {
                $0.sent.parameters.contains { $0.text?.contains(marker) ?? false }
            }
        } ?? []
    }

    /// The log's entries; further lines of one begin with a tab.
    private static func entries(of log: String) -> [String] {
        log.replacing("\n\t", with: "\u{1}").split(separator: "\n").map {
            String($0.replacing("\u{1}", with: "\n"))
        }
    }

    private static func statement(in entry: String) -> (name: String, sql: String)? {
        if let range = entry.firstRange(of: "LOG:  statement: ") {
            return ("", String(entry[range.upperBound...]))
        }
        guard let range = entry.firstRange(of: "LOG:  execute ") else { return nil }
        let rest = entry[range.upperBound...]
        guard let colon = rest.firstRange(of: ": ") else { return nil }
        return (String(rest[..<colon.lowerBound]), String(rest[colon.upperBound...]))
    }

    /// `$1 = 'a''b', $2 = NULL` as texts.
    static func values(in text: Substring) -> [String?] {
        var values: [String?] = []
        var rest = text
        while let equals = rest.firstRange(of: " = ") {
            rest = rest[equals.upperBound...]
            guard rest.first == "'" else {
                values.append(nil)
                continue
            }
            rest = rest.dropFirst()
            var value = ""
            while let quote = rest.firstIndex(of: "'") {
                value += rest[..<quote]
                rest = rest[rest.index(after: quote)...]
                guard rest.first == "'" else { break }
                value += "'"
                rest = rest.dropFirst()
            }
            values.append(value)
        }
        return values
    }
}

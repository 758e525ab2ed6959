import Codelists
public import Postgres

/// Brings a database to the schema that this binary carries.
///
/// Migrations run once, in the order of their names, under an advisory lock, each entered in a
/// ledger with its checksum; routines and codelists are applied again whenever they changed.
public struct Migrator: Sendable {
    /// What a run did.
    public struct Outcome: Sendable, Equatable {
        public var migrations: [String] = []
        public var routines: [String] = []
        public var codelists: [String] = []

        public var isEmpty: Bool { migrations.isEmpty && routines.isEmpty && codelists.isEmpty }
    }

    /// What is wrong with the ledger; nothing has been changed then.
    public enum Failure: Error, Equatable, Sendable {
        /// A migration that was applied is not the one that this binary carries.
        case altered(String)
        /// The database was migrated by a newer binary.
        case newer(String)
    }

    private static let ledger = """
        CREATE TABLE IF NOT EXISTS schema_ledger (
            name       text        NOT NULL,
            checksum   text        NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT schema_ledger_pkey PRIMARY KEY (name)
        )
        """

    let files: [EmbeddedFile]

    public init() {
        files =
            EmbeddedFile.under("migrations/") + Self.routineOrder.compactMap(EmbeddedFile.named)
            + EmbeddedFile.under("codelists/")
    }

    /// Routines in the order in which they build on each other; privileges over all, and after them
    /// only what grants more.
    static let routineOrder = [
        "roles", "quarter", "ensure_quarter", "acting", "counting", "folding", "editions",
        "writing_people", "finding_people", "merging", "duplicates", "changes", "sealing_key",
        "rights", "glass", "accounts", "signing_in", "audit", "region_codes",
        "region_documents", "region_saving", "region_publishing", "region_reports",
        "referral_counts", "demonstration", "directory", "places", "row_security", "case_security",
        "region_security", "directory_security", "privileges", "region_privileges",
        "directory_privileges",
    ].map { "routines/\($0).sql" }

    /// Those that begin from nothing for all tables and functions: whenever anything changed, they
    /// are applied together.
    private static let access = routineOrder.drop { $0 != "routines/privileges.sql" }

    /// Applies what is missing in one transaction; with nothing to do it changes nothing.
    public func run(on connection: Connection) async throws -> Outcome {
        try await connection.execute(script: "BEGIN")
        do {
            let outcome = try await apply(on: connection)
            try await connection.execute(script: "COMMIT")
            return outcome
        } catch {
            try? await connection.execute(script: "ROLLBACK")
            throw error
        }
    }

    private func apply(on connection: Connection) async throws -> Outcome {
        try await connection.run("SELECT pg_advisory_xact_lock(7000)")
        try await connection.execute(
            script: "SET LOCAL client_min_messages = warning; \(Self.ledger)")
        let entries = try await connection.all(Self.entries)
        let applied = Dictionary(
            uniqueKeysWithValues: entries.map { ($0.name, $0.checksum) })
        let known = Set(files.map(\.name))
        for name in applied.keys.sorted()
        where name.hasPrefix("migrations/") && !known.contains(name) {
            throw Failure.newer(name)
        }
        var outcome = Outcome()
        for file in files {
            let checksum = Checksum.of(file.bytes)
            if applied[file.name] == checksum { continue }
            if file.name.hasPrefix("migrations/") {
                guard applied[file.name] == nil else { throw Failure.altered(file.name) }
                try await connection.execute(script: file.text)
                outcome.migrations.append(file.name)
            } else if file.name.hasPrefix("routines/") {
                if !Self.access.contains(file.name) {
                    try await connection.execute(script: file.text)
                }
                outcome.routines.append(file.name)
            } else {
                try await load(file, on: connection)
                outcome.codelists.append(file.name)
            }
            try await connection.run(
                """
                INSERT INTO schema_ledger (name, checksum) VALUES (\(file.name), \(checksum))
                ON CONFLICT ON CONSTRAINT schema_ledger_pkey
                DO UPDATE SET checksum = excluded.checksum, applied_at = now()
                """)
        }
        if !outcome.migrations.isEmpty || !outcome.routines.isEmpty {
            for file in Self.access.compactMap(EmbeddedFile.named) {
                try await connection.execute(script: file.text)
            }
        }
        if !outcome.isEmpty { try await makeUsualQuarters(on: connection) }
        return outcome
    }

    /// Partitions for the years in which most events lie; others are made as they are needed.
    private func makeUsualQuarters(on connection: Connection) async throws {
        try await connection.run(
            "SELECT ensure_quarter(q) FROM generate_series(4 * 2020, 4 * 2027 + 3) AS q")
    }

    private func load(_ file: EmbeddedFile, on connection: Connection) async throws {
        let name = file.name.dropFirst("codelists/".count).dropLast(".csv".count)
        guard let list = Codelist.named(String(name)) else { return }
        let entries = list.entries
        try await connection.run(
            """
            INSERT INTO codelist_value (codelist, number, code, label_en, label_es, source,
                valid_from, valid_to)
            SELECT \(list.name), number, code, label_en, label_es, source, valid_from::date,
                nullif(valid_to, '')::date
            FROM unnest(\(entries.map(\.number)), \(entries.map(\.code)),
                \(entries.map(\.english)), \(entries.map(\.spanish)), \(entries.map(\.source)),
                \(entries.map(\.validFrom)), \(entries.map(\.validTo)))
                AS v (number, code, label_en, label_es, source, valid_from, valid_to)
            ON CONFLICT ON CONSTRAINT codelist_value_pkey DO UPDATE SET code = excluded.code,
                label_en = excluded.label_en, label_es = excluded.label_es,
                source = excluded.source, valid_from = excluded.valid_from,
                valid_to = excluded.valid_to
            """)
    }

    static let entries = Query<(name: String, checksum: String)>(
        "SELECT name, checksum FROM schema_ledger"
    ) { row in
        (name: try row.next(), checksum: try row.next())
    }
}

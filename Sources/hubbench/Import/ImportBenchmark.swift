import Casework
import Cluster
import Codelists
import FoundationEssentials
import Operations
import Postgres

/// A large hub log through the library, against psql's `\copy` of the rows that came of it into
/// the same tables with the same indexes, constraints and triggers.
struct ImportBenchmark: Benchmark {
    static let name = "import"
    static let summary = "a hub log into the database, against \\copy of the same rows"

    let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    /// What an import writes, in an order that foreign keys accept.
    private static let tables = [
        "person", "identity_key", "event_register", "event", "participation", "import_batch",
    ]

    func run() async throws -> [Measurement] {
        let log = "\(bench.folder)/log.csv"
        let rows = bench.options.rows
        var generator = HubLogGenerator(hubs: Self.hubs, seed: 1)
        try generator.write(rows: rows, to: log)
        var imports: [Double] = []
        var copies: [Double] = []
        for round in 1...bench.options.rounds {
            let (seconds, written) = try await bench.withDatabase("bench_import") {
                let seconds = try await importLog(log, rows: rows)
                try dump()
                return (seconds, try countRows("bench_import"))
            }
            let copy = try await bench.withDatabase("bench_copy") {
                let seconds = try copyRows()
                guard try countRows("bench_copy") == written else {
                    throw Tool.Failure(tool: "\\copy", status: 1, said: "rows are missing")
                }
                return seconds
            }
            imports.append(Double(rows) / seconds)
            copies.append(Double(rows) / copy)
            bench.say(
                "import \(round): \(Int(imports[round - 1])) rows/s, \\copy \(Int(copies[round - 1])); rows: \(written)"
            )
        }
        let figures = [
            Measurement(Self.name, "hub log", imports, "rows/s", target: .atLeast(10_000)),
            Measurement(Self.name, "\\copy of what came of it", copies, "rows/s"),
            Measurement(
                Self.name, "hub log : \\copy", zip(imports, copies).map { $0 / $1 }, "ratio",
                target: .atLeast(0.25)),
        ]
        return try await figures + ImportMemory(bench: bench, hubs: Self.hubs).measure()
    }

    private func importLog(_ path: String, rows: Int) async throws -> Double {
        try await bench.administer("CHECKPOINT")
        return try await bench.withPool("bench_import") { pool in
            let application = bench.application(pool)
            let importer = ImportHubLog(application, options: .init())
            let start = ContinuousClock.now
            let summary = try await withTaskExecutorPreference(pool.executor) {
                try await importer.run(file: "log.csv", path: path)
            }
            let seconds = (ContinuousClock.now - start).inSeconds
            guard summary.isImported, summary.accepted == rows else {
                throw Tool.Failure(tool: "import", status: 1, said: "took \(summary.accepted) rows")
            }
            return seconds
        }
    }

    private func dump() throws {
        for table in Self.tables {
            try psql(
                "bench_import",
                ["\\copy (SELECT * FROM \(table)) TO '\(bench.folder)/\(table).copy'"])
        }
    }

    private func copyRows() throws -> Double {
        try psql("postgres", ["CHECKPOINT"])
        return try psql(
            "bench_copy",
            Self.tables.map { "\\copy \($0) FROM '\(bench.folder)/\($0).copy'" }
        ).seconds
    }

    private func countRows(_ database: String) throws -> String {
        let counts = Self.tables.map { "SELECT '\($0) ' || count(*) FROM \($0)" }
        return try psql(database, ["\(counts.joined(separator: " UNION ALL "))"]).output
            .split(separator: "\n").sorted().joined(separator: ", ")
    }

    @discardableResult
    private func psql(_ database: String, _ commands: [String]) throws -> Tool.Outcome {
        try bench.postgresTool(
            ["psql", "-XqAt1", "-v", "ON_ERROR_STOP=1"] + commands.flatMap { ["-c", $0] }
                + [bench.connection(database, .owner)]
        ).run()
    }

    /// The demonstration's hubs, by code.
    private static var hubs: [String] {
        (EmbeddedFile.named("demonstration/q1-2021/hubs.csv")?.lines ?? []).dropFirst()
            .compactMap { EmbeddedFile.fields($0).first }
    }
}

import Casework
import Cluster
import Credentials
import FoundationEssentials
import Postgres

/// A quarter of two million participants as microdata, against psql's `\copy` of the same columns
/// without grouping, generalising or anything else done to them.
struct MicrodataBenchmark: Benchmark {
    static let name = "microdata"
    static let summary = "anonymous rows of two million participants, against \\copy of the columns"

    let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    private static let database = "bench_microdata"
    private static let participants = 2_000_000

    func run() async throws -> [Measurement] {
        let home = "\(bench.folder)/microdata-home"
        try FileManager.default.createDirectory(
            atPath: home, withIntermediateDirectories: false)
        try bench.master.write(to: "\(home)/master.key")
        return try await bench.withDatabase(Self.database) {
            // Makes the keyring, without which nothing is read.
            try bench.hubctl(
                ["up"], home: home, database: bench.connection(Self.database, .owner)
            ).run()
            let rows = try await load()
            var exports: [Double] = []
            var copies: [Double] = []
            var memory: [Double] = []
            for round in 1...bench.options.rounds {
                let copy = try psql("\\copy (\(Self.columns)) TO '\(bench.folder)/columns.csv' CSV")
                let output = "\(bench.folder)/microdata-\(round)"
                let export = try bench.hubctl(
                    [
                        "export", "microdata", "--quarter", "\(Self.quarter)", "--edition",
                        "open", "--output", output,
                    ], home: home, database: bench.connection(Self.database, .owner)
                ).run(watchingMemory: true)
                try FileManager.default.removeItem(atPath: output)
                exports.append(Double(rows) / export.seconds)
                copies.append(Double(rows) / copy.seconds)
                memory.append(Double(export.peakMemory) / 1_048_576)
                bench.say(
                    "microdata \(round): \(Int(exports[round - 1])) participants/s, \\copy \(Int(copies[round - 1]))"
                )
            }
            return [
                Measurement(Self.name, "anonymous rows", exports, "rows/s"),
                Measurement(Self.name, "\\copy of the same columns", copies, "rows/s"),
                Measurement(
                    Self.name, "anonymous rows : \\copy", zip(exports, copies).map { $0 / $1 },
                    "ratio", target: .atLeast(0.3)),
                Measurement(Self.name, "memory of hubctl", memory, "MB", target: .below(150)),
            ]
        }
    }

    private static let quarter = EventLoad.quarters[0]

    private static let columns = """
        SELECT occurred_on, country, sex, age_band, nationality, profile, channel, services
        FROM participation
        WHERE occurred_on >= '\(quarter.firstDay)' AND occurred_on < '\(quarter.days.upperBound)'
        """.split(separator: "\n").joined(separator: " ")

    private func load() async throws -> Int {
        try await bench.withPool(Self.database, .owner, connections: 2) { pool in
            try await EventLoad(
                pool: pool, events: Self.participants, quarters: [Self.quarter]
            ).run { bench.say("microdata: \($0)") }
            try await pool.withConnection {
                // All of it, and written: else autovacuum and the checkpoint share the first rounds.
                _ = try await $0.execute(script: "VACUUM (ANALYZE)")
                _ = try await $0.execute(script: "CHECKPOINT")
            }
        }
        return Int(
            try psql("SELECT count(*) FROM participation").output
                .filter { $0.isNumber }) ?? 0
    }

    private func psql(_ command: String) throws -> Tool.Outcome {
        try bench.postgresTool([
            "psql", "-XqAt1", "-v", "ON_ERROR_STOP=1", "-c", command,
            bench.connection(Self.database, .owner),
        ]).run()
    }
}

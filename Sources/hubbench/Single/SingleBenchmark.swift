import Casework
import Codelists
import Operations
import Postgres
import Synchronization

/// Single events through the library at eight connections, against pgbench sending the statements
/// that the library was seen to send.
///
/// A clerk who has signed in records them, held to their rows by the database on both ways. Every
/// event is of somebody new, which takes the most statements and the most sealing.
struct SingleBenchmark: Benchmark {
    static let name = "single"
    static let summary = "single events at 8 connections, against pgbench with the same statements"

    let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    private static let connections = 8
    private static let seconds = 5

    func run() async throws -> [Measurement] {
        var library: [Double] = []
        var engine: [Double] = []
        let script = "\(bench.folder)/single.sql"
        let statements = try await bench.withDatabase("bench_capture") {
            let capture = StatementCapture(bench: bench, database: "bench_capture")
            let transaction = try await capture.transaction()
            try PgbenchScript(transaction).write(to: script)
            return transaction.count
        }
        bench.say("single: \(statements) statements an event")
        try await bench.withDatabase("bench_single") {
            try await bench.withDatabase("bench_pgbench") {
                for round in 1...bench.options.rounds {
                    try await bench.administer("CHECKPOINT")
                    library.append(try await record())
                    try await bench.administer("CHECKPOINT")
                    engine.append(try pgbench(script, round: round))
                    bench.say(
                        "single \(round): \(Int(library[round - 1])) events/s, pgbench \(Int(engine[round - 1]))"
                    )
                }
            }
        }
        return [
            Measurement(Self.name, "events recorded, 8 connections", library, "events/s"),
            Measurement(Self.name, "pgbench -c 8 -j 2 -M prepared", engine, "events/s"),
            Measurement(
                Self.name, "recorded : pgbench", zip(library, engine).map { $0 / $1 }, "ratio",
                target: .atLeast(0.5)),
        ]
    }

    private func record() async throws -> Double {
        try await bench.withPool("bench_single", .service, connections: Self.connections) { pool in
            let application = try await bench.clerk(pool)
            let recorded = Atomic(0)
            // Connections open and statements are prepared before time counts.
            _ = try await Writers(application, count: Self.connections, hub: Bench.clerkHub)
                .run(for: .milliseconds(500)) { _ in }
            let start = ContinuousClock.now
            try await Writers(application, count: Self.connections, hub: Bench.clerkHub)
                .run(for: .seconds(Self.seconds)) { _ in
                    recorded.add(1, ordering: .relaxed)
                }
            return Double(recorded.load(ordering: .relaxed))
                / (ContinuousClock.now - start).inSeconds
        }
    }

    private func pgbench(_ script: String, round: Int) throws -> Double {
        let output = try bench.postgresTool([
            "pgbench", "-n", "-c", "\(Self.connections)", "-j", "2", "-M", "prepared",
            "-T", "\(Self.seconds)", "-D", "round=\(round)", "-D", "event=0", "-f", script,
            bench.connection("bench_pgbench", .service),
        ]).run().output
        let line = output.split(separator: "\n").first { $0.hasPrefix("tps = ") }
        let rate = line?.split(separator: " ").dropFirst(2).first.flatMap { Double($0) }
        guard let rate else {
            throw Tool.Failure(tool: "pgbench", status: 1, said: output)
        }
        return rate
    }
}

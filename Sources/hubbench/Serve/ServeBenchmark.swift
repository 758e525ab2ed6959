import Casework
import Codelists
import Credentials
import ExternalPrograms
import FoundationEssentials
import Glibc
import Operations
import Postgres

/// The service itself, as its own process: events recorded over HTTP at 64 connections against
/// pgbench with the statements of the same transaction, and the quarter's report from its cells.
///
/// What a request has beside the transaction - who asks, the answer read back - is not in pgbench's
/// script: it is the service's own to bear.
struct ServeBenchmark: Benchmark {
    static let name = "serve"
    static let summary = "events and reports over HTTP at 64 connections, against pgbench"

    let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    private static let connections = 64
    private static let port = 8491

    private var seconds: Int { bench.options.isFull ? 300 : 20 }

    func run() async throws -> [Measurement] {
        let script = "\(bench.folder)/serve.sql"
        try await bench.withDatabase("bench_capture") {
            let capture = StatementCapture(bench: bench, database: "bench_capture")
            try PgbenchScript(try await capture.transaction()).write(to: script)
        }
        var recorded: [Double] = []
        var engine: [Double] = []
        var reports: [Double] = []
        var memory: [Double] = []
        try await bench.withDatabase("bench_serve") {
            try await bench.withDatabase("bench_pgbench") {
                let analyst = try await analyst(of: "bench_serve")
                let service = try start("bench_serve")
                defer { stop(service) }
                for round in 1...bench.options.rounds {
                    try await bench.administer("CHECKPOINT")
                    recorded.append(try record())
                    memory.append(try Self.memory(of: service.pid))
                    try await bench.administer("CHECKPOINT")
                    engine.append(try pgbench(script, round: round))
                    bench.say(
                        """
                        serve \(round): \(Int(recorded[round - 1])) events/s in \
                        \(Int(memory[round - 1])) MB, pgbench \(Int(engine[round - 1]))
                        """)
                }
                for _ in 1...bench.options.rounds { reports.append(try report(as: analyst)) }
            }
        }
        return [
            Measurement(Self.name, "events recorded, 64 connections", recorded, "events/s"),
            Measurement(Self.name, "pgbench -c 64 -j 2 -M prepared", engine, "events/s"),
            Measurement(
                Self.name, "recorded : pgbench", zip(recorded, engine).map { $0 / $1 }, "ratio",
                target: .atLeast(0.5)),
            Measurement(
                Self.name, "memory of the service after each round", memory, "MB",
                target: .below(150)),
            Measurement(
                Self.name, "the quarter's report, 64 connections", reports, "reports/s",
                target: .atLeast(5_000)),
        ]
    }

    private func start(_ database: String) throws -> RunningProgram {
        let home = "\(bench.folder)/home"
        try FileManager.default.createDirectory(
            atPath: home, withIntermediateDirectories: true)
        if !FileManager.default.fileExists(atPath: "\(home)/master.key") {
            try bench.master.write(to: "\(home)/master.key")
        }
        let service = try bench.hubctl(
            ["serve", "--port", "\(Self.port)"], home: home,
            database: bench.connection(database, .owner),
            others: ["SERVICE_DATABASE_URL": bench.connection(database, .service)]
        ).start(outputTo: "\(bench.folder)/serve.log")
        for _ in 0..<300 {
            if let client = try? WebClient(port: Self.port),
                (try? client.ask(Array("GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n".utf8)))
                    == 200
            {
                return service
            }
            usleep(100_000)
        }
        throw Tool.Failure(tool: "hubctl serve", status: 1, said: "it does not answer")
    }

    private func stop(_ service: RunningProgram) {
        service.signal(SIGTERM)
        _ = service.wait()
    }

    private func record() throws -> Double {
        let token = bench.token.text
        return try ask(for: .seconds(seconds), expecting: [201]) {
            let event = EventID.new()
            let person = PeopleGenerator.stranger()
            let body = """
                {"id":"\(event)","hub":"MX-TAP","occurred_on":"2021-03-\(Int.random(in: 10...31))",\
                "channel":"in_person","profile":"in_transit","services":["information","transport"],\
                "participants":[{"person":{"given_names":"\(person.given)","family_names":"\
                \(person.family)","document":"\(event)","birth_date":"\(person.birth)","sex":"female",\
                "nationality":"HND"}}]}
                """
            return Array(
                """
                POST /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n\
                Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
                """.utf8)
        }
    }

    /// The token of somebody who may read all figures.
    private func analyst(of database: String) async throws -> String {
        try await bench.withPool(database, .owner) { pool in
            let application = bench.application(pool)
            if let post = Post(.regionalAnalyst) {
                _ = try await application.addAccount(NewAccount(name: "analyst", post: post))
            }
            return try await application.issueToken(
                for: "analyst", label: "bench", scopes: nil, days: 1
            ).text
        }
    }

    private func report(as token: String) throws -> Double {
        let request = Array(
            """
            GET /api/v1/reports/quarters/2021-Q1 HTTP/1.1\r\nHost: x\r\n\
            Authorization: Bearer \(token)\r\n\r\n
            """.utf8)
        return try ask(for: .seconds(5), expecting: [200]) { request }
    }

    private func ask(
        for duration: Duration, expecting expected: Set<Int>,
        request: @escaping @Sendable () -> [UInt8]
    ) throws -> Double {
        let outcome = WebClients.run(
            port: Self.port, connections: Self.connections, for: duration, expecting: expected,
            request: request)
        guard outcome.failures == 0 else {
            throw Tool.Failure(
                tool: "hubctl serve", status: Int32(min(outcome.failures, 1_000_000)),
                said: outcome.firstFailure ?? "")
        }
        return outcome.perSecond
    }

    /// What the process holds in memory, in MB.
    private static func memory(of process: pid_t) throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(separator: " ").dropLast().last.flatMap { Double($0) } ?? 0) / 1024
    }

    private func pgbench(_ script: String, round: Int) throws -> Double {
        let output = try bench.postgresTool([
            "pgbench", "-n", "-c", "\(Self.connections)", "-j", "2", "-M", "prepared",
            "-T", "\(seconds)", "-D", "round=\(round)", "-D", "event=0", "-f", script,
            bench.connection("bench_pgbench", .service),
        ]).run().output
        let line = output.split(separator: "\n").first { $0.hasPrefix("tps = ") }
        guard let rate = line?.split(separator: " ").dropFirst(2).first.flatMap({ Double($0) })
        else { throw Tool.Failure(tool: "pgbench", status: 1, said: output) }
        return rate
    }
}

import CaseStore
import Casework
import Cluster
import Glibc
import Operations
import Postgres
import Reporting

/// The quarterly report over many quarters of events, against PostgreSQL and DuckDB counting the
/// same from the facts.
struct ReportBenchmark: Benchmark {
    static let name = "report"
    static let summary = "a quarter's report over 32 quarters, against counting directly and DuckDB"

    let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    private static let database = "bench_report"
    /// The quarters that are counted directly: early, in the middle, and the last.
    private static let counted = [
        EventLoad.quarters[7], EventLoad.quarters[19], EventLoad.quarters[31],
    ]

    func run() async throws -> [Measurement] {
        try checkSpace()
        return try await bench.withDatabase(Self.database) {
            var figures = try await load()
            let reports = try await timeReports()
            let direct = try await timeCounting()
            figures += [
                Measurement(
                    Self.name, "report with all breakdowns", reports, "ms", target: .below(50)),
                Measurement(Self.name, "report, 95th percentile", [reports.quantile(0.95)], "ms"),
                Measurement(Self.name, "PostgreSQL counting directly", direct.times, "ms"),
                Measurement(
                    Self.name, "counting directly : report", [direct.times.median / reports.median],
                    "ratio", target: .atLeast(100)),
            ]
            do {
                figures += try await compareWithDuckDB(reports, checks: direct.checks)
            } catch let failure as Tool.Failure {
                // Without Python or PyPI the rest still stands.
                bench.say("report: DuckDB was not measured: \(failure)")
            }
            return figures
        }
    }

    private func compareWithDuckDB(
        _ reports: [Double], checks: [String]
    ) async throws -> [Measurement] {
        let duck = try await DuckDB(bench: bench, database: Self.database)
            .count(Self.counted, rounds: bench.options.rounds)
        guard duck.checks == checks else {
            throw Tool.Failure(tool: "DuckDB", status: 1, said: "it counts otherwise")
        }
        return [
            Measurement(Self.name, "DuckDB \(duck.version) counting", duck.times, "ms"),
            Measurement(
                Self.name, "DuckDB counting : report", [duck.times.median / reports.median],
                "ratio", target: .atLeast(10)),
        ]
    }

    private func load() async throws -> [Measurement] {
        // Only the load goes without: nothing is measured before everything is on disk.
        try await settings([
            "fsync = off", "full_page_writes = off", "autovacuum = off", "max_wal_size = '8GB'",
        ])
        let start = ContinuousClock.now
        let (rebuilt, size) = try await bench.withPool(Self.database, .owner, connections: 2) {
            let load = EventLoad(pool: $0, events: bench.options.events)
            try await load.run { bench.say("report: made \($0)") }
            var rebuilt: [Double] = []
            for quarter in Self.counted {
                let start = ContinuousClock.now
                try await load.rebuild(quarter)
                rebuilt.append((ContinuousClock.now - start).inSeconds)
            }
            try await $0.run("VACUUM (ANALYZE)")
            let size = try await $0.one(
                Query<Int64>("SELECT pg_database_size(current_database())"))
            bench.say("report: counted and vacuumed")
            return (rebuilt, size)
        }
        try await settings([
            "fsync = DEFAULT", "full_page_writes = DEFAULT", "autovacuum = DEFAULT",
            "max_wal_size = DEFAULT",
        ])
        try await bench.administer("CHECKPOINT")
        return [
            Measurement(
                Self.name,
                "load and vacuum, \(Measurement.text(Double(bench.options.events))) events",
                [(ContinuousClock.now - start).inSeconds], "s"),
            Measurement(
                Self.name, "rebuild of a quarter", rebuilt, "s"
            ),
            Measurement(Self.name, "size on disk", [Double(size) / 1e9], "GB"),
        ]
    }

    private func settings(_ settings: [String]) async throws {
        for setting in settings {
            try await bench.administer("ALTER SYSTEM SET \(setting)")
        }
        try await bench.administer("SELECT pg_reload_conf()")
    }

    /// The whole report as the command asks for it, every quarter in turn, in milliseconds.
    private func timeReports() async throws -> [Double] {
        try await bench.withPool(Self.database) { pool in
            let application = bench.application(pool)
            return try await withTaskExecutorPreference(pool.executor) {
                var times: [Double] = []
                for round in 0...bench.options.rounds {
                    for quarter in EventLoad.quarters {
                        let start = ContinuousClock.now
                        _ = try await application.report(on: quarter)
                        // The first round finds cold caches and unprepared statements.
                        if round > 0 { times.append((ContinuousClock.now - start).inSeconds * 1e3) }
                    }
                }
                return times
            }
        }
    }

    private func timeCounting() async throws -> (times: [Double], checks: [String]) {
        try await bench.withPool(Self.database) { pool in
            try await pool.withConnection { connection in
                // As a rebuild has it, which is faster than the default.
                try await connection.execute(
                    script: "SET work_mem = '256MB'; SET enable_sort = off")
                var times: [Double] = []
                var checks: [String] = []
                for round in 1...bench.options.rounds {
                    for quarter in Self.counted {
                        let start = ContinuousClock.now
                        let cells = try await connection.all(.counted(in: quarter))
                        times.append((ContinuousClock.now - start).inSeconds * 1e3)
                        let current = try await connection.all(.cells(of: [quarter]))
                        guard Set(cells.map(\.cell)) == Set(current.map(\.cell)) else {
                            throw Tool.Failure(tool: "report", status: 1, said: "is not exact")
                        }
                        if round == 1 { checks.append(Self.check(cells)) }
                    }
                }
                return (times, checks)
            }
        }
    }

    /// What DuckDB must find as well: cells, and the sums of their three figures.
    private static func check(_ cells: [QuarterCell]) -> String {
        let counts = cells.map(\.cell.count)
        let sums = [\RawCount.events, \.identified, \.anonymous].map { figure in
            String(counts.reduce(0) { $0 + $1[keyPath: figure] })
        }
        return "\(cells.count) \(sums.joined(separator: " "))"
    }

    private func checkSpace() throws {
        var space = statvfs()
        guard statvfs(bench.folder, &space) == 0 else { return }
        let free = Int(space.f_bavail) * Int(space.f_frsize)
        guard free > bench.options.events * 1_000 else {
            throw Tool.Failure(
                tool: "report", status: 1,
                said: "needs \(bench.options.events / 1_000_000 + 1) GB in \(bench.folder)")
        }
    }
}

import CaseStore
import Cluster
import Operations
import Postgres
import Synchronization

/// How fast a long audit trail is verified, and what sealing takes from those who write.
struct AuditBenchmark: Benchmark {
    static let name = "audit"
    static let summary = "verifying the audit trail, and 8 writers while it is sealed every second"

    let bench: Bench

    private struct NotVerified: Error {}

    init(_ bench: Bench) { self.bench = bench }

    private static let writers = 8
    private static let seconds = 4
    private static let rows = 1_000_000

    func run() async throws -> [Measurement] {
        try await verification() + cost()
    }

    private func verification() async throws -> [Measurement] {
        try await bench.withDatabase("bench_audit") {
            try await bench.withPool("bench_audit", .owner) { pool in
                try await pool.run(
                    """
                    INSERT INTO audit (actor, operation, subject_kind, subject, reason, content)
                    SELECT 'clerk' || n % 500, 'event correct', 'event', gen_random_uuid(),
                        'The date was wrong', '{"accepted": 1, "rejected": 0}'
                    FROM generate_series(1, \(Self.rows)) AS n
                    """)
                try await pool.run("ANALYZE audit")
            }
            return try await bench.withPool("bench_audit") { pool in
                let application = bench.application(pool)
                return try await withTaskExecutorPreference(pool.executor) {
                    let start = ContinuousClock.now
                    let sealed = try await application.sealAuditTrail().rows
                    let sealing = Double(sealed) / (ContinuousClock.now - start).inSeconds
                    try await bench.withPool("bench_audit", .owner) {
                        _ = try await $0.run("ANALYZE audit_place")
                    }
                    var rates: [Double] = []
                    for _ in 1...bench.options.rounds {
                        let start = ContinuousClock.now
                        let found = try await application.verifyAuditTrail()
                        rates.append(Double(found.rows) / (ContinuousClock.now - start).inSeconds)
                        guard found.isVerified, found.unsealed == 0 else { throw NotVerified() }
                    }
                    return [
                        Measurement(Self.name, "rows sealed, all at once", [sealing], "rows/s"),
                        Measurement(
                            Self.name, "rows verified", rates, "rows/s", target: .atLeast(100_000)),
                    ]
                }
            }
        }
    }

    /// In pairs, the first of which is now the one and now the other: what else the machine does
    /// falls on both.
    private func cost() async throws -> [Measurement] {
        try await bench.withDatabase("bench_audit") {
            try await bench.withPool("bench_audit", connections: Self.writers + 1) { pool in
                let application = bench.application(pool)
                var alone: [Double] = []
                var sealed: [Double] = []
                for pair in 0..<4 * bench.options.rounds {
                    for isSealing in pair.isMultiple(of: 2) ? [false, true] : [true, false] {
                        try await bench.administer("CHECKPOINT")
                        let rate = try await record(application, isSealing: isSealing)
                        if isSealing { sealed.append(rate) } else { alone.append(rate) }
                        _ = try await application.sealAuditTrail()
                    }
                }
                return [
                    Measurement(Self.name, "events, 8 writers", alone, "events/s"),
                    Measurement(Self.name, "events, sealed every second", sealed, "events/s"),
                    Measurement(
                        Self.name, "sealed : not", zip(sealed, alone).map { $0 / $1 }, "ratio",
                        target: .atLeast(0.95)),
                ]
            }
        }
    }

    private func record(_ application: Application, isSealing: Bool) async throws -> Double {
        let recorded = Atomic(0)
        let sealer = Task {
            while isSealing, !Task.isCancelled {
                try await Task.sleep(for: .seconds(1))
                _ = try await application.sealAuditTrail()
            }
        }
        let start = ContinuousClock.now
        try await Writers(application, count: Self.writers).run(for: .seconds(Self.seconds)) { _ in
            recorded.add(1, ordering: .relaxed)
        }
        let rate =
            Double(recorded.load(ordering: .relaxed)) / (ContinuousClock.now - start).inSeconds
        sealer.cancel()
        _ = await sealer.result
        return rate
    }
}

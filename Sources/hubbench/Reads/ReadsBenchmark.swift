import CaseStore
import Casework
import Operations
import Postgres
import Synchronization

/// The figures of a quarter while eight writers record events in it: every read is compared with
/// a direct count in the same snapshot.
struct ReadsBenchmark: Benchmark {
    static let name = "reads"
    static let summary = "exact reads of a quarter while 8 writers record events in it"

    let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    private static let writers = 8
    private static let quarter = Quarter(index: 4 * 2021)

    private struct Reads: Sendable {
        var times: [Double] = []
        var backlog: [Double] = []
        var exact = 0
    }

    func run() async throws -> [Measurement] {
        try await bench.withDatabase("bench_reads") {
            try await bench.withPool("bench_reads", connections: Self.writers + 1) { pool in
                let application = bench.application(pool)
                _ = try await withTaskExecutorPreference(pool.executor) {
                    try await Demonstration(application).load { _, _ in }
                }
                let duration = Duration.seconds(5 * bench.options.rounds)
                let recorded = Atomic(0)
                async let writing: Void = Writers(application, count: Self.writers)
                    .run(for: duration) { _ in recorded.add(1, ordering: .relaxed) }
                let reads = try await read(application, for: duration)
                try await writing
                return figures(
                    reads, rate: Double(recorded.load(ordering: .relaxed)) / duration.inSeconds)
            }
        }
    }

    private func read(_ application: Application, for duration: Duration) async throws -> Reads {
        let end = ContinuousClock.now + duration
        return try await withTaskExecutorPreference(application.database.executor) {
            var reads = Reads()
            while ContinuousClock.now < end {
                let start = ContinuousClock.now
                _ = try await application.report(on: Self.quarter)
                reads.times.append((ContinuousClock.now - start).inSeconds * 1e3)
                reads.backlog.append(
                    Double(
                        try await application.database.one(
                            Query<Int>("SELECT count(*)::int FROM count_log"))))
                if try await application.countsAgree(in: Self.quarter) { reads.exact += 1 }
            }
            return reads
        }
    }

    private func figures(_ reads: Reads, rate: Double) -> [Measurement] {
        [
            Measurement(
                Self.name, "reads that equal a direct count",
                [100 * Double(reads.exact) / Double(reads.times.count)], "%",
                target: .atLeast(100)),
            Measurement(Self.name, "report, median", reads.times, "ms", target: .below(100)),
            Measurement(
                Self.name, "report, 95th percentile", [reads.times.quantile(0.95)], "ms",
                target: .below(100)),
            Measurement(
                Self.name, "report, slowest", [reads.times.max() ?? .nan], "ms",
                target: .below(100)),
            Measurement(Self.name, "changes not folded yet", reads.backlog, "rows"),
            Measurement(Self.name, "8 writers meanwhile", [rate], "events/s"),
        ]
    }
}

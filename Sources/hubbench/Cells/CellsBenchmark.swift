import Casework
import Operations
import Postgres
import Reporting

/// From a figure to its events where the cell is very large: page by page, with row security.
struct CellsBenchmark: Benchmark {
    static let name = "cells"
    static let summary = "a page of the events behind a figure of 100,000 events"

    let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    private static let quarter = Quarter(index: 4 * 2021)
    /// Of them, three in seven are in person.
    private static let events = 250_000
    private static let pageSize = 100

    func run() async throws -> [Measurement] {
        try await bench.withDatabase("bench_cells") {
            try await bench.withPool("bench_cells", .owner, connections: 2) { pool in
                let load = EventLoad(
                    pool: pool, events: Self.events, quarters: [Self.quarter])
                try await load.run { bench.say("cells: made \($0)") }
                try await pool.run("VACUUM (ANALYZE)")
            }
            let inPerson = CellQuestion(Self.quarter, [.channel: "in_person"])
            var figures = try await bench.withPool("bench_cells") { pool in
                try await pages(of: inPerson, bench.application(pool), on: pool)
            }
            figures += try await bench.withPool("bench_cells") { pool in
                [
                    try await first(
                        of: CellQuestion(Self.quarter), "of all events of the quarter",
                        bench.application(pool), on: pool)
                ]
            }
            figures += try await bench.withPool("bench_cells", .service) { pool in
                let hub = Bench.clerkHub?.description ?? ""
                return [
                    try await first(
                        of: CellQuestion(Self.quarter, [.hub: hub, .sex: "female"]),
                        "for a clerk, of their hub's women", try await bench.clerk(pool), on: pool)
                ]
            }
            return figures
        }
    }

    /// The first page, one in the middle and the last one, which a cursor leads to.
    private func pages(
        of cell: CellQuestion, _ application: Application, on pool: Pool
    ) async throws -> [Measurement] {
        var figures = [try await first(of: cell, "", application, on: pool)]
        let days = [("in the middle", 45), ("at the end", 0)]
        for (place, day) in days {
            let before = (Self.quarter.firstDay.adding(days: day + 1), EventID.least)
            figures.append(
                try await time("page \(place)", application, on: pool) {
                    try await $0.events(behind: cell, limit: Self.pageSize, before: before)
                })
        }
        return figures
    }

    private func first(
        of cell: CellQuestion, _ whose: String, _ application: Application, on pool: Pool
    ) async throws -> Measurement {
        try await time("first page \(whose)", application, on: pool) {
            try await $0.events(behind: cell, limit: Self.pageSize)
        }
    }

    private func time(
        _ what: String, _ application: Application, on pool: Pool,
        _ ask: @escaping @Sendable (Application) async throws -> CellEvents
    ) async throws -> Measurement {
        let rounds = 3 * bench.options.rounds
        let (times, events) = try await withTaskExecutorPreference(pool.executor) {
            var times: [Double] = []
            var events = 0
            for round in 0...rounds {
                let start = ContinuousClock.now
                events = try await ask(application).figure.figure.events ?? 0
                if round > 0 { times.append((ContinuousClock.now - start).inSeconds * 1e3) }
            }
            return (times, events)
        }
        return Measurement(
            Self.name, "\(what), \(events) events in the cell", times, "ms", target: .below(250))
    }
}

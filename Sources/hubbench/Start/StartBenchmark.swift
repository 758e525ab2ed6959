import Cluster

/// `hubctl` from its start to its end, against psql doing next to nothing on the same server.
struct StartBenchmark: Benchmark {
    static let name = "start"
    static let summary = "hubctl from start to end with the demonstration loaded, against psql"

    let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    private static let runsPerRound = 10

    func run() async throws -> [Measurement] {
        let home = "\(bench.folder)/home"
        let cluster = PrivateCluster(directory: "\(home)/postgres")
        Departure.prepare(folder: bench.folder, cluster: cluster)
        for command in [["init"], ["up"], ["demo", "load"]] {
            try bench.hubctl(command, home: home).run()
        }
        let report = try time(bench.hubctl(["report", "quarter", "2021-Q1"], home: home))
        let version = try time(bench.hubctl(["version"], home: home))
        let psql = try time(
            bench.postgresTool(
                ["psql", "-Xqc", "SELECT 1", cluster.connectionString(role: .service)]))
        try bench.hubctl(["down"], home: home).run()
        return [
            Measurement(
                Self.name, "hubctl report quarter 2021-Q1", report, "ms", target: .below(150)),
            Measurement(Self.name, "hubctl version", version, "ms"),
            Measurement(Self.name, "psql -c 'SELECT 1'", psql, "ms"),
        ]
    }

    private func time(_ tool: Tool) throws -> [Double] {
        try tool.run()
        return try (0..<Self.runsPerRound * bench.options.rounds).map { _ in
            try tool.run().seconds * 1e3
        }
    }
}

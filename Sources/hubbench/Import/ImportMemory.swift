import Cluster
import Codelists
import FoundationEssentials

/// How much memory `hubctl import hublog` takes for a file, and for one ten times as large.
struct ImportMemory {
    let bench: Bench
    let hubs: [String]

    func measure() async throws -> [Measurement] {
        var figures = [try await measure(rows: bench.options.rows)]
        if bench.options.isFull {
            figures.append(try await measure(rows: 10 * bench.options.rows))
        }
        return figures
    }

    private func measure(rows: Int) async throws -> Measurement {
        let log = "\(bench.folder)/memory.csv"
        let home = "\(bench.folder)/memory-home"
        var generator = HubLogGenerator(hubs: hubs, seed: 2)
        try generator.write(rows: rows, to: log)
        let directory = "\(bench.folder)/hubs.csv"
        let file = EmbeddedFile.named("demonstration/q1-2021/hubs.csv")
        try Data(file?.bytes ?? []).write(to: URL(filePath: directory))
        defer { for path in [log, home] { try? FileManager.default.removeItem(atPath: path) } }
        let outcome = try await bench.withDatabase("bench_memory", template: "template1") {
            let database = "\(bench.connection("bench_memory", .owner))"
            for command in [["init"], ["migrate"], ["import", "hubs", directory]] {
                try bench.hubctl(command, home: home, database: database).run()
            }
            return try bench.hubctl(
                ["import", "hublog", log, "--json"], home: home, database: database
            ).run(watchingMemory: true)
        }
        bench.say("import of \(rows) rows by hubctl: \(Int(outcome.seconds)) s")
        return Measurement(
            ImportBenchmark.name, "memory of hubctl, \(Measurement.text(Double(rows))) rows",
            [Double(outcome.peakMemory) / 1_048_576], "MB", target: .below(200))
    }
}

import FoundationEssentials
import Glibc

/// The program: which benchmarks there are, and how their figures are shown.
enum Program {
    static var benchmarks: [any Benchmark.Type] {
        [
            ImportBenchmark.self, SingleBenchmark.self, ReadsBenchmark.self, StartBenchmark.self,
            ReportBenchmark.self, MicrodataBenchmark.self, AuditBenchmark.self,
            PeopleBenchmark.self, CellsBenchmark.self, ServeBenchmark.self, PlacesBenchmark.self,
        ]
    }

    static var help: String {
        """
        usage: hubbench [--json] [--full] [--rounds N] [--rows N] [--events N] [--people N]
                        [--keep FOLDER] [NAME…]

        Measures hubctl against the engines below it, in the same run, on a private PostgreSQL with
        its usual durability in a temporary folder, which is removed at the end. A figure is the
        median of its rounds. Without a name all are run.

        \(benchmarks.map { "  \($0.name.padded(to: 10))\($0.summary)" }.joined(separator: "\n"))

          --json      one object instead of a table, with every sample
          --rounds N  how often each is measured (3)
          --rows N    rows of the imported file (200000)
          --events N  events that are reported on (20000000; needs 0.8 GB a million)
          --people N  people among whom somebody is looked for (200000)
          --keep F    a folder that stays, with the people, to measure among them again
          --full      also the memory of an import of ten times as many rows; serve for five minutes

        examples: hubbench import single
                  hubbench report --events 1000000 --json
                  hubbench people --people 5000000
        """
    }

    /// Takes the measurements; one benchmark that fails does not take the others with it.
    static func run(
        _ options: Options
    ) async throws -> (measurements: [Measurement], isWhole: Bool) {
        let bench = try await Bench.start(options)
        var measurements: [Measurement] = []
        var isWhole = true
        for benchmark in benchmarks
        where options.names.isEmpty || options.names.contains(benchmark.name) {
            bench.say("\(benchmark.name): \(benchmark.summary)")
            do {
                measurements += try await benchmark.init(bench).run()
            } catch {
                bench.say("\(benchmark.name) was not measured: \(error)")
                isWhole = false
            }
        }
        return (measurements, isWhole)
    }

    /// Says something on standard error.
    static func complain(_ text: String) {
        let bytes = Array("hubbench: \(text)\n".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }

    static func show(_ measurements: [Measurement], asJSON: Bool) throws -> String {
        guard asJSON else { return MeasurementTable(measurements: measurements).description }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(
            decoding: try encoder.encode(["measurements": measurements]), as: UTF8.self)
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}

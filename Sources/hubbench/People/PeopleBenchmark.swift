import CaseStore
import Casework
import Codelists
import Matching
import Operations
import Postgres

/// How fast somebody is found among many, over what is sealed.
struct PeopleBenchmark: Benchmark {
    static let name = "people"
    static let summary = "person find among many people, by name, birth, age and document"

    let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    /// How somebody is asked for who is there.
    enum Question: String, CaseIterable {
        case whole = "the whole name"
        case date = "two names and the birth date"
        case age = "two names and the age"
        case names = "two names alone"
        case document = "a document"

        func sought(_ person: PeopleGenerator.Person) -> SoughtPerson {
            let two =
                "\(person.given.split(separator: " ")[0]) "
                + "\(person.family.split(separator: " ")[0])"
            return switch self {
            case .whole: SoughtPerson(name: "\(person.family) \(person.given)")
            case .date: SoughtPerson(name: two, birth: WrittenBirth(person.birth))
            case .age:
                SoughtPerson(name: two, birthYears: person.year - 2...person.year + 2)
            case .names: SoughtPerson(name: two)
            case .document: SoughtPerson(document: person.document)
            }
        }
    }

    private static let asked = 200

    func run() async throws -> [Measurement] {
        let generator = PeopleGenerator()
        return try await bench.withKeptDatabase("bench_people") {
            try await fill(generator)
        } _: {
            let operation = try await bench.withPool("bench_people") {
                try await measure("operator", bench.application($0), generator)
            }
            let service = try await bench.withPool("bench_people", .service) {
                try await measure("clerk", try await bench.clerk($0), generator)
            }
            return operation + service
        }
    }

    private func fill(_ generator: PeopleGenerator) async throws {
        let log = "\(bench.folder)/people.csv"
        try generator.write(people: bench.options.people, to: log)
        try await bench.withPool("bench_people") { pool in
            let importer = ImportHubLog(bench.application(pool), options: .init())
            _ = try await withTaskExecutorPreference(pool.executor) {
                try await importer.run(file: "people.csv", path: log)
            }
        }
        try await bench.withPool("bench_people", .owner) { pool in
            _ = try await pool.run("VACUUM ANALYZE person")
        }
    }

    private func measure(
        _ who: String, _ application: Application, _ generator: PeopleGenerator
    ) async throws -> [Measurement] {
        var measurements: [Measurement] = []
        for question in Question.allCases {
            var times: [Double] = []
            var found = 0
            for number in 0..<Self.asked {
                let person = generator.person(number * 7_919 % bench.options.people)
                let start = ContinuousClock.now
                let matches = try await withTaskExecutorPreference(
                    application.database.executor
                ) { try await application.findPeople(question.sought(person)) }
                times.append((ContinuousClock.now - start).inSeconds * 1e3)
                if !matches.matches.isEmpty || matches.isKnownInNetwork { found += 1 }
            }
            bench.say("\(who), \(question.rawValue): \(found) of \(Self.asked) known")
            measurements.append(
                Measurement(Self.name, "\(who): \(question.rawValue), median", times, "ms"))
            measurements.append(
                Measurement(
                    Self.name, "\(who): \(question.rawValue), 95th percentile",
                    [times.quantile(0.95)], "ms", target: .below(50)))
        }
        return measurements
    }
}

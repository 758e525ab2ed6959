import Codelists
import FoundationEssentials
import Testing

/// What hubctl prints as JSON, as an outside program would read it.
struct ReportFile: Decodable, Sendable {
    struct Counts: Decodable, Sendable, Equatable {
        let events: Int
        let identified: Int
        let anonymous: Int
        let people: Int
    }

    struct Row: Decodable, Sendable {
        let code: String
        let label: String
        let events: Int
        let identified: Int
        let anonymous: Int
        let people: Int

        var counts: Counts {
            Counts(events: events, identified: identified, anonymous: anonymous, people: people)
        }
    }

    let quarter: String
    let totals: Counts
    let by: [String: [Row]]

    func counts(_ dimension: String) -> [String: Counts] {
        Dictionary(uniqueKeysWithValues: (by[dimension] ?? []).map { ($0.code, $0.counts) })
    }
}

struct ImportFile: Decodable, Sendable {
    struct Reject: Decodable, Sendable {
        let file: String
        let line: Int
        let recordID: String
        let column: String
        let reason: String

        enum CodingKeys: String, CodingKey {
            case file, line, column, reason
            case recordID = "record_id"
        }
    }

    let files: Int
    let rows: Int
    let accepted: Int
    let rejected: Int
    let repeated: Int
    let conflicts: Int
    let rejects: [Reject]
}

struct StatusFile: Decodable, Sendable {
    let home: String
    let running: Bool
    let initialised: Bool
    let demonstration: Bool?
    let hubs: Int?
}

struct DoctorFile: Decodable, Sendable {
    struct Finding: Decodable, Sendable {
        let check: String
        let status: String
        let message: String
    }

    let status: String
    let checks: [Finding]

    subscript(check: String) -> String? { checks.first { $0.check == check }?.status }
}

/// The 33 synthetic logs and what they must add up to.
struct Truth: Decodable, Sendable {
    struct Reject: Decodable, Sendable {
        let recordID: String
        let column: String

        enum CodingKeys: String, CodingKey {
            case recordID = "record_id"
            case column
        }
    }

    struct File: Decodable, Sendable {
        let rows: Int
        let rejected: [Reject]
        let repeated: Int

        /// Rows that a first import records.
        var new: Int { rows - rejected.count - repeated }
    }

    struct Figures: Decodable, Sendable {
        let total: ReportFile.Counts
        let country: [String: ReportFile.Counts]
        let hub: [String: ReportFile.Counts]
        let service: [String: ReportFile.Counts]
        let sex: [String: Int]
        let nationality: [String: Int]
    }

    let rejected: Int
    let repeated: Int
    let files: [String: File]
    let quarters: [String: Figures]

    /// The one that the tests of the operations are held against as well.
    static func load(from source: String = #filePath) throws -> Truth {
        let tests = source.split(separator: "/").dropLast(2).joined(separator: "/")
        let path = "/\(tests)/OperationsTests/Fixtures/truth.json"
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: URL(filePath: path)))
    }

    /// The embedded logs, in the order of their names.
    static let logs: [(name: String, bytes: [UInt8])] = {
        let folder = "demonstration/q1-2021/logs/"
        return EmbeddedFile.under(folder).map {
            (String($0.name.dropFirst(folder.count)), $0.bytes)
        }
    }()

    static let some = logs.prefix(3)

    /// Holds the figures of the hubs whose logs `importSome` imports against the truth.
    func checkSome(_ site: Site) async throws {
        for (quarter, figures) in quarters {
            let report = try await site.json("report", "quarter", quarter, as: ReportFile.self)
            let found = report.counts("hub").filter { $0.value.events > 0 }
            let hubs = Set(Self.some.map { String($0.name.prefix { $0 != "." }) })
            #expect(found == figures.hub.filter { hubs.contains($0.key) && $0.value.events > 0 })
        }
    }

    static let hubs: (name: String, bytes: [UInt8]) = (
        "hubs.csv", EmbeddedFile.named("demonstration/q1-2021/hubs.csv")?.bytes ?? []
    )

    /// Holds every figure of every quarter that an installation reports against the truth.
    func check(_ site: Site, _ context: String = "") async throws {
        for (name, figures) in quarters {
            let report = try await site.json("report", "quarter", name, as: ReportFile.self)
            func expect(_ found: [String: ReportFile.Counts], _ truth: [String: ReportFile.Counts])
            {
                let codes = Set(found.keys).union(truth.keys)
                for code in codes.sorted() where found[code] != truth[code] {
                    let none = ReportFile.Counts(events: 0, identified: 0, anonymous: 0, people: 0)
                    #expect(
                        found[code] ?? none == truth[code] ?? none, "\(context) \(name) \(code)")
                }
            }
            #expect(report.totals == figures.total, "\(context) \(name)")
            // The truth writes countries as hub codes do.
            let countries = figures.country.map { (Country($0.key)?.code ?? $0.key, $0.value) }
            expect(report.counts("country"), Dictionary(uniqueKeysWithValues: countries))
            expect(report.counts("hub"), figures.hub)
            expect(report.counts("service"), figures.service)
            for (dimension, people) in [("sex", figures.sex), ("nationality", figures.nationality)]
            {
                let found = report.counts(dimension)
                for (code, count) in people {
                    #expect(found[code]?.identified ?? 0 == count, "\(context) \(name) \(code)")
                }
            }
        }
    }
}

import CaseStore
import Casework
import Codelists
import FoundationEssentials
import HubLogs
import Operations
import Rendering
import Reporting
import Testing

/// The 33 synthetic hub logs against what they must add up to.
@Suite struct TruthTests {
    @Test("Every figure of three quarters, the rejects and the repetitions are the truth's")
    func everyFigure() async throws {
        try await withTestApplication { application, _ in
            let truth = try Truth.load()
            let files = try LogFiles()
            defer { files.remove() }
            let summaries = try await files.importAll(into: application, order: files.names)
            #expect(summaries.reduce(0) { $0 + $1.rejects.count } == truth.rejected)
            #expect(summaries.reduce(0) { $0 + $1.repeated } == truth.repeated)
            for summary in summaries {
                let expected = try #require(truth.files[summary.file])
                #expect(summary.rows == expected.rows, "\(summary.file)")
                #expect(
                    summary.rejects.map { "\($0.recordID) \($0.column)" }.sorted()
                        == expected.rejected.map { "\($0.recordID) \($0.column)" }.sorted(),
                    "\(summary.file)")
            }
            try await truth.check(application)

            // The same again, backwards: everything is a repetition and no figure moves.
            let again = try await files.importAll(
                into: application, order: files.names.reversed())
            #expect(again.reduce(0) { $0 + $1.accepted } == 0)
            #expect(again.reduce(0) { $0 + $1.conflicts.count } == 0)
            try await truth.check(application)
            try await application.checkEvents(behind: try #require(Quarter("2021-Q1")))
        }
    }

    @Test("In another order, and from eight importers at once, the figures are the same")
    func otherOrders() async throws {
        try await withTestApplication(connections: 10) { application, _ in
            let truth = try Truth.load()
            let files = try LogFiles()
            defer { files.remove() }
            let names = files.names.shuffled()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for share in 0..<8 {
                    group.addTask {
                        let mine = names.indices.filter { $0 % 8 == share }.map { names[$0] }
                        _ = try await files.importAll(into: application, order: mine)
                    }
                }
                try await group.waitForAll()
            }
            try await truth.check(application)
        }
    }
}

/// The embedded logs, as files on disk.
struct LogFiles: Sendable {
    let directory: String
    let names: [String]

    init() throws {
        directory = "/tmp/hub-logs-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        let folder = "demonstration/q1-2021/logs/"
        var names: [String] = []
        for file in EmbeddedFile.under(folder) {
            let name = String(file.name.dropFirst(folder.count))
            try Data(file.bytes).write(to: URL(filePath: "\(directory)/\(name)"))
            names.append(name)
        }
        self.names = names
    }

    func importAll(
        into application: Application, order: [String]
    ) async throws -> [ImportHubLog.Summary] {
        var options = ImportHubLog.Options()
        options.acceptsRejects = true
        let importer = ImportHubLog(application, options: options)
        var summaries: [ImportHubLog.Summary] = []
        for name in order {
            summaries.append(try await importer.run(file: name, path: "\(directory)/\(name)"))
        }
        return summaries
    }

    func remove() { try? FileManager.default.removeItem(atPath: directory) }
}

/// What the logs must add up to, from `Fixtures/truth.json`.
struct Truth: Decodable, Sendable {
    struct Counts: Decodable, Sendable, Equatable {
        let events: Int
        let identified: Int
        let anonymous: Int
        let people: Int
    }

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
    }

    struct Figures: Decodable, Sendable {
        let total: Counts
        let country: [String: Counts]
        let hub: [String: Counts]
        let service: [String: Counts]
        let sex: [String: Int]
        let nationality: [String: Int]
    }

    let rejected: Int
    let repeated: Int
    let files: [String: File]
    let quarters: [String: Figures]

    static func load(from source: String = #filePath) throws -> Truth {
        let path = source.split(separator: "/").dropLast().joined(separator: "/")
        let data = try Data(contentsOf: URL(filePath: "/\(path)/Fixtures/truth.json"))
        return try JSONDecoder().decode(Truth.self, from: data)
    }

    func check(_ application: Application) async throws {
        for (name, figures) in quarters {
            let report = try await application.report(on: try #require(Quarter(name)))
            func rows(_ dimension: Dimension) -> [String: Figure] {
                let table = report.tables.first { $0.dimension == dimension }
                return Dictionary(
                    uniqueKeysWithValues: (table?.rows ?? []).map { ($0.category.code, $0.figure) })
            }
            func expect(_ figure: Figure?, _ counts: Counts, _ what: String) {
                let found = Counts(
                    events: figure?.events ?? 0, identified: figure?.identified ?? 0,
                    anonymous: figure?.anonymous ?? 0, people: figure?.people ?? 0)
                #expect(found == counts, "\(name) \(what)")
            }
            expect(report.totals, figures.total, "total")
            let countries = rows(.country)
            for (code, counts) in figures.country {
                let country = try #require(Country(code)).code
                expect(countries[country], counts, code)
            }
            let hubs = rows(.hub)
            for (code, counts) in figures.hub { expect(hubs[code], counts, code) }
            let services = rows(.service)
            for (code, counts) in figures.service { expect(services[code], counts, code) }
            let sexes = rows(.sex)
            for (code, people) in figures.sex {
                #expect(sexes[code]?.identified ?? 0 == people, "\(name) \(code)")
            }
            let nationalities = rows(.nationality)
            for (code, people) in figures.nationality {
                #expect(nationalities[code]?.identified ?? 0 == people, "\(name) \(code)")
            }
        }
    }
}

import Foundation
import Glibc
import Operations
import Postgres
import TestDatabase
import Testing

@testable import Exports

/// `kill -9` of a running export: nothing that it leaves looks like what it was to write.
@Suite struct KilledExportTests {
    /// What is exported, and where.
    private static let exports = [
        ("aggregates", "aggregates"), ("microdata", "microdata"), ("bundle", "quarter.zip"),
    ]
    private static let killsEach = 2
    /// A machine that does much else may let an export come to its end first: then once more.
    private static let attempts = 40

    @Test("Killed at any moment, an export leaves nothing under its name, and the next clears away")
    func killed() async throws {
        try await TestDatabase.withConnectionString { connectionString in
            let folder = "/tmp/hub-killed-\(UUID().uuidString)"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let environment = [
                "HUBCTL_HOME": "\(folder)/home", "DATABASE_URL": connectionString,
                "USER": "tester", "LANG": "C.UTF-8",
            ]
            try await Self.closeQuarter(environment)
            for (kind, name) in Self.exports {
                let place = "\(folder)/\(kind)"
                try FileManager.default.createDirectory(
                    atPath: place, withIntermediateDirectories: false)
                let words = [
                    "export", kind, "--quarter", "2021-Q1", "--output", "\(place)/\(name)",
                ]
                var kills = 0
                for _ in 0..<Self.attempts where kills < Self.killsEach {
                    let hubctl = try Self.start(words, environment)
                    if try Self.kill(hubctl, whenItWritesIn: place) { kills += 1 }
                    let left = try FileManager.default.contentsOfDirectory(atPath: place)
                    #expect(left.count == 1, "\(left)")
                    if left == [name] {
                        // It had just come to its end: what looks whole is whole.
                        try Self.check("\(place)/\(name)")
                        try FileManager.default.removeItem(atPath: "\(place)/\(name)")
                    } else {
                        #expect(left[0].hasPrefix(".\(name).") && left[0].contains(".incomplete-"))
                    }
                }
                #expect(kills == Self.killsEach, "\(kind) ended before it could be killed")
                let again = try Self.start(words, environment)
                again.waitUntilExit()
                #expect(again.terminationStatus == 0, "\(kind)")
                #expect(try FileManager.default.contentsOfDirectory(atPath: place) == [name])
                try Self.check("\(place)/\(name)")
            }
        }
    }

    /// Makes an installation of the database, with a small log in a quarter that is closed.
    private static func closeQuarter(_ environment: [String: String]) async throws {
        let workplace = Workplace(environment: environment)
        try await workplace.initialise()
        _ = try await workplace.start()
        let application = try await workplace.open()
        try await withTaskExecutorPreference(application.database.executor) {
            let installation = Installation(application: application, folder: workplace.home)
            // A few groups of anonymous people: enough for every file, and soon protected.
            try await installation.load(0)
            let services = ["information", "transport", "shelter_referral", "education"]
            let rows = (1...80).map { row in
                "\(row),MX-TAP,2021-02-\(10 + row % 4),\(services[row % 4]),in_person,9"
            }
            try await installation.record(
                (["record_id,hub,date,services,channel,people"] + rows).joined(separator: "\n"))
            try await installation.close()
            await application.database.close()
        }
    }

    private static func start(
        _ words: [String], _ environment: [String: String]
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "hubctl")
        process.arguments = words
        process.environment = environment
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Kills it at a random moment after it has begun to write; false when it was done before. It holds
    /// its thread meanwhile: the moment is short, and other tests must not take it away.
    private static func kill(_ process: Process, whenItWritesIn place: String) throws -> Bool {
        let before = try Set(FileManager.default.contentsOfDirectory(atPath: place))
        while process.isRunning,
            try Set(FileManager.default.contentsOfDirectory(atPath: place)).isSubset(of: before)
        {
            usleep(100)
        }
        usleep(UInt32.random(in: 0...3_000))
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
    }

    /// What is there at the end is whole: it agrees with its own digests.
    private static func check(_ path: String) throws {
        if path.hasSuffix(".zip") {
            #expect(try BundleVerification(of: path).isVerified)
        } else {
            let code = system("cd '\(path)' && sha256sum --check --quiet SHA256SUMS")
            #expect(code == 0, "\(path)")
        }
    }
}

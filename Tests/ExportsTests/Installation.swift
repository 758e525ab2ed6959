import Casework
import Codelists
import Console
import Credentials
import FoundationEssentials
import HubCommands
import HubLogs
import Operations
import Postgres
import Reporting
import TestDatabase

/// An application on a fresh database with the first logs of the demonstration, and a folder for
/// what it exports.
struct Installation: Sendable {
    static let quarter = Quarter(index: 8_084)
    let application: Application
    let folder: String

    static func with<Result: Sendable>(
        logs: Int = 6, _ body: @Sendable (Self) async throws -> Result
    ) async throws -> Result {
        try await TestDatabase.with { pool in
            let master = MasterKey.generate()
            let application = Application(
                database: pool, vault: Vault(master: master), actor: .machine("test"))
            let folder = "/tmp/hub-exports-\(UUID().uuidString)"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            return try await withTaskExecutorPreference(pool.executor) {
                try await application.check(master)
                let installation = Self(application: application, folder: folder)
                try await installation.load(logs)
                return try await body(installation)
            }
        }
    }

    func load(_ count: Int) async throws {
        let hubs = EmbeddedFile.named("demonstration/q1-2021/hubs.csv")?.lines ?? []
        _ = try await application.importHubs(
            HubFile.hubs(
                in: hubs.enumerated().map { index, line in
                    TableRow(line: index + 1, fields: EmbeddedFile.fields(line))
                }
            ).get())
        for file in EmbeddedFile.under("demonstration/q1-2021/logs/").prefix(count) {
            try await record(file.bytes, String(file.name.split(separator: "/").last ?? ""))
        }
    }

    /// Imports a hub log.
    func record(_ log: String) async throws { try await record(Array(log.utf8), "log.csv") }

    private func record(_ log: [UInt8], _ name: String) async throws {
        var options = ImportHubLog.Options()
        options.acceptsRejects = true
        let path = "\(folder)/\(name)"
        try Data(log).write(to: URL(filePath: path))
        _ = try await ImportHubLog(application, options: options).run(file: name, path: path)
        try FileManager.default.removeItem(atPath: path)
    }

    @discardableResult
    func close() async throws -> EditionSummary {
        let items = try await application.status(of: Self.quarter).review.items
        return try await application.close(
            Self.quarter, accepting: Set(items.map(\.name)), reason: "Regional review")
    }

    /// Every file of a folder by its name.
    static func files(_ path: String) throws -> [String: [UInt8]] {
        try FileManager.default.contentsOfDirectory(atPath: path).reduce(into: [:]) { files, name in
            files[name] = Array(try Data(contentsOf: URL(filePath: "\(path)/\(name)")))
        }
    }
}

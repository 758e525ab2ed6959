import CaseStore
import Casework
import Codelists
import Credentials
import FoundationEssentials
import HubLogs
import Postgres

/// The demonstration quarter: 33 synthetic hub logs, carried in the binary.
public struct Demonstration: Sendable {
    private let application: Application

    public init(_ application: Application) { self.application = application }

    private static let folder = "demonstration/q1-2021/"

    /// How many logs there are.
    public static let files = EmbeddedFile.under("\(folder)logs/").count

    /// Loads the hubs and their logs; a second time changes nothing.
    ///
    /// Refused where real events are recorded: the two never mix.
    public func load(
        progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void
    ) async throws -> [ImportHubLog.Summary] {
        let installation = try await application.database.withConnection {
            try await $0.one(.installation)
        }
        guard installation.isDemonstration || !installation.hasEvents else {
            throw OperationError.realData
        }
        if !installation.isDemonstration {
            try await application.write { try await $0.run(.markDemonstration(true)) }
        }
        let hubs = EmbeddedFile.named("\(Self.folder)hubs.csv")
            .map { HubFile.hubs(in: $0.hubRows) }
        var options = ImportHubLog.Options()
        options.acceptsRejects = true
        options.isDemonstration = true
        let importer = ImportHubLog(application, options: options)
        let imported = try await application.database.withConnection {
            Set(try await $0.all(.importedDigests).map(\.bytes))
        }
        let logs = EmbeddedFile.under("\(Self.folder)logs/")
            .filter { !imported.contains(ContentDigest.of($0.bytes)) }
        if logs.isEmpty { return [] }
        _ = try await application.importHubs(try hubs?.get() ?? [])
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "hubctl-demonstration-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var summaries: [ImportHubLog.Summary] = []
        for (index, log) in logs.enumerated() {
            let name = String(log.name.dropFirst("\(Self.folder)logs/".count))
            let path = "\(directory)/\(name)"
            guard FileManager.default.createFile(atPath: path, contents: Data(log.bytes)) else {
                throw WorkplaceError.notRunning
            }
            summaries.append(try await importer.run(file: name, path: path))
            progress(index + 1, logs.count)
        }
        return summaries
    }
}

extension EmbeddedFile {
    /// The lines of a table of ours, as rows with their line numbers.
    fileprivate var hubRows: [TableRow] {
        lines.enumerated().map { TableRow(line: $0 + 1, fields: EmbeddedFile.fields($1)) }
    }
}

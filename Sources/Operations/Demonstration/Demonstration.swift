import CaseStore
public import Casework
import Codelists
import Credentials
import FoundationEssentials
import Glibc
import HubLogs
import Postgres

/// The demonstration, carried in the binary: a quarter of 33 synthetic hub logs, the region's other
/// work, and cases and referrals of people who do not exist.
public struct Demonstration: Sendable {
    let application: Application

    public init(_ application: Application) { self.application = application }

    private static let folder = "demonstration/q1-2021/"

    /// The quarter of the hub logs.
    public static let quarter = Quarter("2021-Q1")

    /// How many logs there are.
    public static let files = EmbeddedFile.under("\(folder)logs/").count

    /// Loads the hubs and their logs; a second time changes nothing.
    ///
    /// Refused where real events are recorded: the two never mix.
    public func load(
        progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void
    ) async throws -> [ImportHubLog.Summary] {
        try application.permit(.importHubLogs)
        try await application.write { connection in
            // No import may come between the look and the mark.
            try await connection.run(.lockImports)
            let installation = try await connection.one(.installation)
            if installation.isDemonstration { return }
            guard !installation.hasRecords else { throw OperationError.realData }
            try await connection.run(.markDemonstration(true))
        }
        try await loadRegion()
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
        if logs.isEmpty {
            try await tellStories()
            return []
        }
        _ = try await application.importHubs(try hubs?.get() ?? [])
        try await loadPlaces()
        var summaries: [ImportHubLog.Summary] = []
        for (index, log) in logs.enumerated() {
            let name = String(log.name.dropFirst("\(Self.folder)logs/".count))
            let file = try NamelessFile(log.bytes)
            defer { withExtendedLifetime(file) {} }
            summaries.append(try await importer.run(file: name, path: file.path))
            progress(index + 1, logs.count)
        }
        try await tellStories()
        return summaries
    }

    /// Visits of the last weeks, cases and referrals of then and of the quarter, and what waits for
    /// somebody to decide.
    private func tellStories() async throws {
        guard let stories = try DemonstrationStories.embedded() else { return }
        let today = try await DemonstrationCasework.firstDay(of: stories, application)
        var casework = DemonstrationCasework(application, stories, today: today)
        do {
            try await casework.tell()
            try await DemonstrationArrivals.embedded()?.tell(to: application, today: today)
        } catch is CaseworkError, OperationError.invalid {
            // Begun by an earlier run, and somebody erased or changed whom it goes on about.
            throw OperationError.changedDemonstration
        }
    }

    /// Gives the cases that nobody works on to those who work at their hubs, in turn; gives back how
    /// many were given.
    ///
    /// The stories know no accounts: an installation has those that somebody added to it.
    public func assign() async throws -> Int {
        try application.permit(.assignCases)
        guard try await application.database.one(.isDemonstration) else {
            throw OperationError.realData
        }
        var given = 0
        guard let stories = try DemonstrationStories.embedded() else { return 0 }
        for id in DemonstrationCasework.caseIDs(of: stories) {
            guard let row = try await application.database.first(.caseRow(id)),
                row.content.worker == nil, row.content.status.isOpen
            else { continue }
            let staff = try await application.staff(at: row.content.hub)
            guard !staff.isEmpty else { continue }
            _ = try await application.assign(id, to: staff[given % staff.count].id)
            given += 1
        }
        return given
    }
}

extension Demonstration {
    /// The region's other work: the ten items of the bulletin, each in its register. What somebody
    /// changed since stays as they left it.
    private func loadRegion() async throws {
        for file in EmbeddedFile.under("demonstration/region/") {
            _ = try await application.importRecords(
                try RegionFile(json: Data(file.bytes)), ifOther: .keep)
        }
    }
}

extension Demonstration {
    /// What the public directory says of the hubs, and organisations beside them, confirmed today.
    private func loadPlaces() async throws {
        let today = try await application.today()
        for embedded in EmbeddedFile.under("demonstration/places/") {
            var file = try RegionFile(json: Data(embedded.bytes))
            for index in file.places.indices where file.places[index].hub == nil {
                file.places[index].verified = today
            }
            _ = try await application.importRecords(file, ifOther: .replace)
        }
    }
}

/// A file that has a path for as long as this process has it open, and no name: whatever ends the
/// process, nothing is left behind.
private final class NamelessFile: Sendable {
    private let descriptor: Int32

    var path: String { "/proc/self/fd/\(descriptor)" }

    init(_ bytes: [UInt8]) throws {
        let folder = FileManager.default.temporaryDirectory.path(percentEncoded: false)
        var template = Array("\(folder)/hubctl-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw WorkplaceError.cannotCreate(folder) }
        unlink(template)
        guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0,
            write(descriptor, bytes, bytes.count) == bytes.count
        else {
            close(descriptor)
            throw WorkplaceError.cannotCreate(folder)
        }
    }

    deinit { close(descriptor) }
}

extension EmbeddedFile {
    /// The lines of a table of ours, as rows with their line numbers.
    fileprivate var hubRows: [TableRow] {
        lines.enumerated().map { TableRow(line: $0 + 1, fields: EmbeddedFile.fields($1)) }
    }
}

import CaseStore
public import Casework
import Codelists
public import HubLogs

/// What the rows of a spreadsheet are.
public enum SheetKind: Sendable {
    /// Entries of the public directory.
    case places
    case organisations
    /// Agreements and actions of a network, and where they were agreed.
    case actions(network: Slug, meeting: Slug? = nil, dates: DateOrder? = nil)
    /// Who came to a session of an activity.
    case participants(of: Slug, session: Int)
}

/// How a spreadsheet is taken in: with the manners of a hub log.
public struct SheetOptions: Sendable {
    public var table = TableOptions()
    /// Takes the good rows although others are rejected.
    public var acceptsRejects = false
    /// Says what would come of it, and writes nothing.
    public var isDryRun = false
    public var conflict = RecordConflict.stop

    public init() {}
}

/// What came of a spreadsheet.
public struct SheetSummary: Sendable {
    /// Under the heading.
    public let rows: Int
    /// Those that could be read.
    public let accepted: Int
    public let rejects: [HubLogReject]
    public fileprivate(set) var records = RegionImportSummary()
    /// False where rejects were not accepted: then nothing was even looked at further.
    public fileprivate(set) var isTaken = false
}

extension Application {
    /// Takes in a spreadsheet of records or participants, whole or not at all; rejected rows are
    /// left out only where that was said to be right.
    public func importSheet(
        _ kind: SheetKind, path: String, options: SheetOptions = SheetOptions()
    ) async throws -> SheetSummary {
        var file = RegionFile()
        var summary: SheetSummary
        switch kind {
        case .places:
            let read = try PlaceList.read(
                path: path, options: options.table, today: try await today())
            file.places = read.accepted
            summary = SheetSummary(read)
        case .organisations:
            let read = try OrganisationList.read(path: path, options: options.table)
            file.organisations = read.accepted
            summary = SheetSummary(read)
        case .actions(let network, let meeting, let dates):
            let read = try ActionList.read(
                path: path, options: options.table, network: network, meeting: meeting,
                dates: dates)
            file.actions = read.accepted
            summary = SheetSummary(read)
        case .participants(let slug, let session):
            let read = try ParticipantList.read(path: path, options: options.table)
            summary = SheetSummary(read)
            guard summary.mayGoOn(options) else { return summary }
            summary.isTaken = true
            if options.isDryRun {
                try await permitListing(for: slug, session: session)
            } else {
                summary.records.added = try await self.list(
                    read.accepted, for: slug, session: session)
                summary.records.repeated = summary.accepted - summary.records.added
            }
            return summary
        }
        guard summary.mayGoOn(options) else { return summary }
        summary.isTaken = true
        summary.records = try await importRecords(
            file, ifOther: options.conflict, dryRun: options.isDryRun)
        return summary
    }

    /// Refuses what listing people would refuse.
    private func permitListing(for slug: Slug, session: Int) async throws {
        try await write { connection in
            let stored: Stored<Activity> = try await locked(slug, on: connection)
            try await permitWriting(stored.record, on: connection)
            guard stored.record.sessions.indices.contains(session - 1) else {
                throw RegionError.unknownSession(session)
            }
        }
    }
}

extension SheetSummary {
    fileprivate init(_ read: SheetReading<some Sendable>) {
        self.init(rows: read.rows, accepted: read.accepted.count, rejects: read.rejects)
    }

    fileprivate func mayGoOn(_ options: SheetOptions) -> Bool {
        rejects.isEmpty || options.acceptsRejects || options.isDryRun
    }
}

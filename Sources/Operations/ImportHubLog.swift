import CaseStore
public import Casework
import Credentials
public import HubLogs
import Postgres

/// Imports hub logs, each file whole or not at all.
public struct ImportHubLog: Sendable {
    public struct Options: Sendable {
        public var table = TableOptions()
        public var defaultHub: HubCode?
        public var dateOrder: DateOrder?
        public var acceptsRejects = false
        /// Turns conflicts into corrections.
        public var updates = false
        public var isDryRun = false
        public var isDemonstration = false

        public init() {}
    }

    /// What came of one file.
    public struct Summary: Sendable {
        public let file: String
        public internal(set) var rows = 0
        public internal(set) var accepted = 0
        public internal(set) var repeated = 0
        public internal(set) var corrected = 0
        public internal(set) var rejects: [HubLogReject] = []
        public internal(set) var conflicts: [Conflict] = []
        /// People who may be others that are known, put in the queue; not looked for where more came
        /// than one import looks for.
        public internal(set) var probableDuplicates = 0
        /// Whether the file was written: not on a dry run, nor with rejects nobody accepted.
        public internal(set) var isImported = false
    }

    /// A row that says something else about a record than what was there.
    public struct Conflict: Sendable, Hashable {
        public let line: Int
        public let hub: HubCode
        public let recordID: String
        public let event: EventID
    }

    /// How far a file has come.
    public enum Stage: Sendable {
        case surveying(done: Int64, total: Int64)
        case waiting
        case writing(rows: Int, of: Int)
        case counting
    }

    private let application: Application
    private let options: Options
    /// Rows written with one round of statements: large enough that round trips do not matter,
    /// small enough that memory stays flat.
    private static let chunk = 2_000
    /// A file with more is not a hub log with mistakes but something else, and the list of its
    /// rejects would not fit anywhere.
    private static let mostRejects = 10_000

    public init(_ application: Application, options: Options) {
        self.application = application
        self.options = options
    }

    /// Imports one file in one transaction, with its audit row.
    public func run(
        file: String, path: String, progress: @escaping @Sendable (Stage) -> Void = { _ in }
    ) async throws -> Summary {
        try application.permitSomewhere(.importHubLogs)
        let directory = try await application.database.withConnection {
            try await refuseMixing(on: $0)
            return try await HubDirectory.load(on: $0)
        }
        var context = HubLogContext(
            hubs: directory.entries.mapValues { .init(hub: $0.hub, today: $0.today) })
        context.defaultHub = options.defaultHub
        context.dateOrder = options.dateOrder
        let survey = context
        do {
            var (summary, added) = try await application.write { connection in
                if !options.isDryRun {
                    progress(.waiting)
                    try await connection.run(.lockImports)
                    // Again, now that nobody else can load the demonstration meanwhile.
                    try await refuseMixing(on: connection)
                }
                let chunks = try await HubLogChunks.open(
                    path: path, options: options.table, context: survey,
                    progress: { progress(.surveying(done: $0, total: $1)) })
                return try await transfer(
                    chunks, file: file, digest: ContentDigest.ofFile(at: path) ?? [],
                    directory: directory, on: connection, progress: progress)
            }
            if !options.isDemonstration {
                summary.probableDuplicates = await application.noteLikelyDuplicates(
                    of: added, foundBy: "import")
            }
            return summary
        } catch let stopped as Stopped {
            return stopped.summary
        }
    }

    /// Real rows and the demonstration's never stand in one database.
    private func refuseMixing(on connection: Connection) async throws {
        let installation = try await connection.first(.installation)
        if installation?.isDemonstration == true, !options.isDemonstration, !options.isDryRun {
            throw OperationError.demonstrationData
        }
    }

    /// Ends a transaction without writing, with what was found.
    private struct Stopped: Error {
        let summary: Summary
    }

    private func transfer(
        _ chunks: HubLogChunks, file: String, digest: [UInt8], directory: HubDirectory,
        on connection: Connection, progress: @Sendable (Stage) -> Void
    ) async throws -> (summary: Summary, added: [NewPerson]) {
        var summary = Summary(file: file)
        var added: [NewPerson] = []
        let batch = BatchID.new()
        var touched = Set<Quarter>()
        var ensured = Set<Quarter>()
        let writer = EventWriter(
            sealer: application.sealer, actor: application.actor.name, hubs: directory.entries)
        var ahead = chunks.readAhead(Self.chunk)
        var isAtEnd = false
        while !isAtEnd {
            let chunk = try await ahead.value
            isAtEnd = chunk.isLast
            if !isAtEnd { ahead = chunks.readAhead(Self.chunk) }
            summary.rows += chunk.events.count + chunk.rejects.count
            summary.rejects += chunk.rejects
            if summary.rejects.count > Self.mostRejects {
                throw OperationError.tooManyRejects(Self.mostRejects)
            }
            let events = chunk.events
            for event in events { try application.permit(.importHubLogs, at: event.hub) }
            try Task.checkCancellation()
            for event in events where EventWriter.needsPartition(event.occurredOn.quarter) {
                guard ensured.insert(event.occurredOn.quarter).inserted else { continue }
                try await connection.run(.ensureQuarter(event.occurredOn.quarter))
            }
            let recorded = try await writer.record(events, batch: batch, on: connection)
            // One more than is looked for says that there were too many.
            added += recorded.added.prefix(Application.mostNoted + 1 - added.count)
            for (index, outcome) in recorded.outcomes.enumerated() {
                switch outcome {
                case .recorded:
                    summary.accepted += 1
                    touched.insert(events[index].occurredOn.quarter)
                case .repeated: summary.repeated += 1
                case .conflict(let id):
                    try await settleConflict(
                        events[index], with: id, line: chunk.lines[index], writer: writer,
                        summary: &summary, touched: &touched, on: connection)
                }
            }
            progress(.writing(rows: summary.rows, of: chunks.rows))
        }
        if options.isDryRun || (!summary.rejects.isEmpty && !options.acceptsRejects) {
            throw Stopped(summary: summary)
        }
        progress(.counting)
        var record = ImportBatch(id: batch, fileName: file, digest: digest)
        record.rows = summary.rows
        record.accepted = summary.accepted
        record.rejected = summary.rejects.count
        record.repeated = summary.repeated
        record.conflicts = summary.conflicts.count
        try await connection.run(.add(record, actor: application.actor.name))
        try await connection.run(
            .audit(
                actor: application.actor.name, operation: "import hublog",
                subject: batch.description,
                content:
                    #"{"accepted": \#(summary.accepted), "corrected": \#(summary.corrected), "rejected": \#(summary.rejects.count), "repeated": \#(summary.repeated), "conflicts": \#(summary.conflicts.count)}"#
            ))
        try await connection.run(.settle(touched.sorted()))
        summary.isImported = true
        return (summary, added)
    }

    private func settleConflict(
        _ event: AssistanceEvent, with id: EventID, line: Int, writer: EventWriter,
        summary: inout Summary, touched: inout Set<Quarter>, on connection: Connection
    ) async throws {
        guard options.updates, id != event.id || event.recordID != nil else {
            summary.conflicts.append(
                Conflict(
                    line: line, hub: event.hub, recordID: event.recordID ?? "", event: id))
            return
        }
        let former = try await writer.correct(
            id, with: event, reason: "import --update", on: connection)
        touched.formUnion([former.quarter, event.occurredOn.quarter])
        summary.corrected += 1
    }
}

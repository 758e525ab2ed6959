import Casework
import HubLogs

/// Reads a hub log ahead of whoever writes it: the next rows are parsed while the server works on
/// those before.
actor HubLogChunks {
    /// The rows that are read at a time.
    struct Chunk: Sendable {
        var events: [AssistanceEvent] = []
        /// The lines of the events.
        var lines: [Int] = []
        var rejects: [HubLogReject] = []
        var isLast = false
    }

    let rows: Int
    private var reader: HubLogReader

    /// Surveys the file, which takes as long as reading it once.
    private init(_ reader: consuming sending HubLogReader) {
        rows = reader.rows
        self.reader = reader
    }

    /// Opens a file, away from the threads on which connections live.
    static func open(
        path: String, options: TableOptions, context: HubLogContext,
        progress: @escaping @Sendable (Int64, Int64) -> Void
    ) async throws -> HubLogChunks {
        try await Task.detached {
            HubLogChunks(
                try HubLogReader(
                    path: path, options: options, context: context, progress: progress))
        }.value
    }

    /// Begins to read the next rows; only once those before are there.
    nonisolated func readAhead(_ count: Int) -> Task<Chunk, any Error> {
        Task.detached { try await self.next(count) }
    }

    private func next(_ count: Int) throws -> Chunk {
        var chunk = Chunk()
        chunk.events.reserveCapacity(count)
        while chunk.events.count + chunk.rejects.count < count {
            switch try reader.next() {
            case .event(let event, let line):
                chunk.events.append(event)
                chunk.lines.append(line)
            case .reject(let reject): chunk.rejects.append(reject)
            case nil:
                chunk.isLast = true
                return chunk
            }
        }
        return chunk
    }
}

/// The rows of a query, read as they are asked for.
///
/// Memory stays flat whatever the size of the result, and a slow reader slows the server down. The
/// connection does nothing else until the last row or the end of the loop. Leaving the loop early
/// cancels the query, but inside a transaction, which that would spoil, the rest is read and
/// discarded.
public struct RowStream<Element: Sendable>: AsyncSequence, Sendable {
    public typealias Failure = any Error

    let connection: Connection
    let query: Query<Element>

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(cursor: RowCursor(connection: connection, query: query))
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let cursor: RowCursor<Element>
        private var batch: [Element] = []
        private var position = 0

        fileprivate init(cursor: RowCursor<Element>) { self.cursor = cursor }

        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(any Error) -> Element? {
            if position == batch.count {
                batch = try await cursor.nextBatch()
                position = 0
                if batch.isEmpty { return nil }
            }
            defer { position += 1 }
            return batch[position]
        }
    }
}

/// Rows of a stream that arrived together: at least one, until the end.
struct RowBatch<Element: Sendable>: Sendable {
    var rows: [Element] = []
    /// What ended the stream after these rows.
    var failure: (any Error)?
}

/// The place in a stream. Dropping it ends the stream.
private final class RowCursor<Element: Sendable> {
    private let connection: Connection
    private let query: Query<Element>
    private var session: Session?
    private var isDone = false
    /// What to throw once the rows before it have been given.
    private var failure: (any Error)?

    init(connection: Connection, query: Query<Element>) {
        self.connection = connection
        self.query = query
    }

    deinit { session?.abandon() }

    /// The rows that have arrived, at least one, or none after the last.
    nonisolated(nonsending) func nextBatch() async throws -> [Element] {
        if let failure {
            self.failure = nil
            throw failure
        }
        if isDone { return [] }
        do {
            let session = try await openSession()
            let batch = try await connection.readRows(of: query, in: session)
            isDone = batch.rows.isEmpty || batch.failure != nil
            failure = batch.failure
            return batch.rows
        } catch {
            isDone = true
            throw error
        }
    }

    private nonisolated(nonsending) func openSession() async throws -> Session {
        if let session { return session }
        let session = try await connection.startRows(of: query.statement)
        self.session = session
        return session
    }
}

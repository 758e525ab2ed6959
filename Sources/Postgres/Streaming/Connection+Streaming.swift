import CLibPQ

extension Connection {
    /// The rows of a query, read as they are asked for; see `RowStream`.
    public nonisolated func stream<T>(_ query: Query<T>) -> RowStream<T> {
        RowStream(connection: self, query: query)
    }

    /// Rows decoded in one go. Many enough that handing them over costs little, few enough that
    /// memory stays flat.
    private static var rowsInBatch: Int { 256 }

    /// Takes the turn, and keeps it if `body` succeeds.
    func startSession(
        _ kind: Session.Kind, _ body: () async throws -> Void
    ) async throws -> Session {
        try Task.checkCancellation()
        try await takeTurn()
        do {
            return try await cancellable {
                try await beginIfPending()
                // Asked now: while a statement runs libpq does not tell.
                let isInTransaction = PQtransactionStatus(handle) != PQTRANS_IDLE
                try await body()
                let session = Session(kind, isInTransaction: isInTransaction)
                self.session = session
                return session
            }
        } catch {
            passTurn()
            throw error
        }
    }

    func startRows(of statement: Statement) async throws -> Session {
        try await startSession(.rows) {
            let types = statement.parameters.map(\.type.oid)
            try require(
                withParameters(of: statement) { count, values, lengths, formats in
                    PQsendQueryParams(
                        handle, statement.sql, count, types, values, lengths, formats, 1)
                })
            _ = PQsetSingleRowMode(handle)
            try await flush()
        }
    }

    /// Rows that have arrived, at least one; none at the end, which also ends the session.
    func readRows<T>(of query: Query<T>, in session: Session) async throws -> [T] {
        try check(session)
        do {
            return try await cancellable { try await readBatch(of: query) }
        } catch {
            await end(session, cancelling: Task.isCancelled)
            throw error
        }
    }

    private func readBatch<T>(of query: Query<T>) async throws -> [T] {
        var rows: [T] = []
        while let result = await nextResult() {
            switch result.status {
            case PGRES_SINGLE_TUPLE:
                rows.append(try result.onlyRow(of: query))
                if rows.count == Self.rowsInBatch || PQisBusy(handle) != 0 { return rows }
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
                break
            default:
                note(result.error)
                throw result.error
            }
        }
        if !isUsable { throw lossError }
        if rows.isEmpty { finishSession() }
        return rows
    }

    /// That the session is the one under way.
    func check(_ session: Session) throws {
        guard self.session === session else { throw ConnectionBusy() }
    }

    /// The session is over, with nothing left to read.
    func finishSession() {
        session = nil
        passTurn()
    }

    /// Ends a session before its time and passes the turn.
    ///
    /// A cancel request would spoil an open transaction, so there it is sent only if `cancelling`.
    func end(_ session: Session, cancelling: Bool) async {
        guard self.session === session else { return }
        self.session = nil
        if cancelling || !session.isInTransaction, let canceller {
            let ticket = canceller.arm()
            if session.kind != .copyIn { canceller.cancel(ticket) }
            await discardRest()
            await canceller.disarm()
        } else {
            await discardRest()
        }
        passTurn()
    }

    /// Reads what the server still has to say, and forgets it.
    func discardRest() async {
        while let result = await nextResult() {
            switch result.status {
            case PGRES_COPY_IN:
                _ = PQputCopyEnd(handle, "the copy was given up")
                guard (try? await flush()) != nil else { return }
            case PGRES_COPY_OUT:
                await discardCopy()
            case PGRES_FATAL_ERROR:
                note(result.error)
            default:
                break
            }
        }
    }
}

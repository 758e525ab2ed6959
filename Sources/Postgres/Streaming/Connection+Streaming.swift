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
            try requireOpenTransaction()
            isPaced = true
            return try await cancellable {
                try await beginIfPending()
                // Asked now: while a statement runs libpq does not tell.
                let isInTransaction = PQtransactionStatus(handle) != PQTRANS_IDLE
                try await body()
                let session = Session(kind, isInTransaction: isInTransaction)
                self.session = session
                recallTurns()
                return session
            }
        } catch {
            isPaced = false
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

    /// Rows that have arrived; an empty batch, or one with a failure, also ends the session.
    func readRows<T>(of query: Query<T>, in session: Session) async throws -> RowBatch<T> {
        do {
            let batch = try await using(session) { try await readBatch(of: query) }
            if batch.failure != nil {
                await end(session, cancelling: false)
            } else if batch.rows.isEmpty {
                finish(session)
            }
            return batch
        } catch let error as ConnectionBusy {
            throw error
        } catch {
            await end(session, cancelling: Task.isCancelled)
            throw error
        }
    }

    private func readBatch<T>(of query: Query<T>) async throws -> RowBatch<T> {
        var batch = RowBatch<T>()
        do {
            while let result = await nextResult() {
                switch result.status {
                case PGRES_SINGLE_TUPLE:
                    batch.rows.append(try result.onlyRow(of: query))
                    if batch.rows.count == Self.rowsInBatch || PQisBusy(handle) != 0 {
                        return batch
                    }
                case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
                    break
                default:
                    note(result.error)
                    throw result.error
                }
            }
            if isBroken || !isUsable { throw lossError }
        } catch {
            if batch.rows.isEmpty || Task.isCancelled { throw error }
            batch.failure = error
        }
        return batch
    }

    /// Runs one call of the session, which must be the one under way.
    ///
    /// - Throws: `ConnectionBusy` if it is not, or if another call of it is under way.
    func using<Output>(
        _ session: Session, _ body: () async throws -> Output
    ) async throws -> Output {
        guard self.session === session, !isSessionInUse else { throw ConnectionBusy() }
        isSessionInUse = true
        defer {
            isSessionInUse = false
            sessionEnder?.resume()
            sessionEnder = nil
        }
        return try await cancellable(body)
    }

    /// The session is over, with nothing left to read.
    ///
    /// Only to be called outside `using`: whoever has the next turn must find no ticket armed.
    func finish(_ session: Session) {
        guard self.session === session else { return }
        self.session = nil
        isPaced = false
        passTurn()
    }

    /// Ends a session before its time and passes the turn.
    ///
    /// A cancel request would spoil an open transaction, so there it is sent only if `cancelling`.
    func end(_ session: Session, cancelling: Bool) async {
        guard self.session === session else { return }
        self.session = nil
        isPaced = false
        await withCheckedContinuation { ender in
            if isSessionInUse { sessionEnder = ender } else { ender.resume() }
        }
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

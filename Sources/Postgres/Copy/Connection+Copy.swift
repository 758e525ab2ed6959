import CLibPQ

extension Connection {
    /// What is handed over in one piece, so that libpq's own buffers stay small.
    private static var pieceSize: Int { 64 << 10 }

    /// Runs a `COPY … FROM STDIN` with the data that `write` produces, and returns its rows.
    ///
    /// If `write` throws, nothing is copied. The server reports an error in the data only at the
    /// end. Other statements throw `ConnectionBusy` until then.
    public nonisolated(nonsending) func copyIn(
        _ sql: String, _ write: (CopyWriter) async throws -> Void
    ) async throws -> Int {
        let session = try await startCopy(sql, .copyIn)
        do {
            try await write(CopyWriter(connection: self, session: session))
            return try await finishCopyIn(session)
        } catch {
            await end(session, cancelling: false)
            throw error
        }
    }

    /// Runs a `COPY … TO STDOUT`, hands its data on as it arrives, and returns its rows.
    ///
    /// Each piece holds whole messages of the server, which are rows in the text format. The next
    /// piece is read when `receive` returns, so memory stays flat. If `receive` throws the COPY is
    /// cancelled.
    public nonisolated(nonsending) func copyOut(
        _ sql: String, _ receive: ([UInt8]) async throws -> Void
    ) async throws -> Int {
        let session = try await startCopy(sql, .copyOut)
        do {
            while let piece = try await readCopy(session) { try await receive(piece) }
            return try await finishCopyOut(session)
        } catch {
            await end(session, cancelling: true)
            throw error
        }
    }

    private func startCopy(_ sql: String, _ kind: Session.Kind) async throws -> Session {
        try await startSession(kind) {
            try require(PQsendQuery(handle, sql))
            try await flush()
            guard let result = await nextResult() else { throw lossError }
            switch (result.status, kind) {
            case (PGRES_COPY_IN, .copyIn), (PGRES_COPY_OUT, .copyOut):
                return
            case (PGRES_FATAL_ERROR, _), (PGRES_BAD_RESPONSE, _):
                note(result.error)
                await discardRest()
                throw result.error
            case (PGRES_COPY_IN, _):
                _ = PQputCopyEnd(handle, "the statement copies in the other direction")
            case (PGRES_COPY_OUT, _):
                await discardCopy()
            default:
                break
            }
            await discardRest()
            throw PostgresError(.syntaxError, message: "the statement is not such a COPY")
        }
    }
}

// MARK: - In

extension Connection {
    func write(_ bytes: [UInt8], in session: Session) async throws {
        try await using(session) {
            var offset = 0
            while offset < bytes.count {
                let size = min(Self.pieceSize, bytes.count - offset)
                try put(bytes, offset, size)
                try await flush()
                offset += size
            }
        }
    }

    private func put(_ bytes: [UInt8], _ offset: Int, _ size: Int) throws {
        let status = bytes.withUnsafeBytes { buffer in
            PQputCopyData(
                handle,
                buffer.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self),
                Int32(size))
        }
        try require(status)
    }

    private func finishCopyIn(_ session: Session) async throws -> Int {
        try await finishing(session) {
            try require(PQputCopyEnd(handle, nil))
            try await flush()
            return try await outcome().affectedRows
        }
    }
}

// MARK: - Out

extension Connection {
    private func readCopy(_ session: Session) async throws -> [UInt8]? {
        try await using(session) {
            var piece: [UInt8] = []
            while piece.count < Self.pieceSize {
                switch nextCopyMessage(appendingTo: &piece) {
                case .message: continue
                case .notYet where piece.isEmpty: await wait(for: .input)
                case .notYet: return piece
                case .end: return piece.isEmpty ? nil : piece
                }
            }
            return piece
        }
    }

    private func finishCopyOut(_ session: Session) async throws -> Int {
        try await finishing(session) { try await outcome().affectedRows }
    }

    private enum CopyMessage { case message, notYet, end }

    private func nextCopyMessage(appendingTo piece: inout [UInt8]) -> CopyMessage {
        var message: UnsafeMutablePointer<CChar>?
        let size = PQgetCopyData(handle, &message, 1)
        guard size > 0, let message else {
            return size == 0 && !isBroken ? .notYet : .end
        }
        piece.append(contentsOf: UnsafeRawBufferPointer(start: message, count: Int(size)))
        PQfreemem(message)
        return .message
    }

    /// Reads a COPY to the end of its data and forgets them.
    func discardCopy() async {
        var piece: [UInt8] = []
        while true {
            piece.removeAll(keepingCapacity: true)
            switch nextCopyMessage(appendingTo: &piece) {
            case .message: continue
            case .notYet: await wait(for: .input)
            case .end: return
            }
        }
    }

    /// Runs the last exchange of a COPY, after which its session is over whatever comes.
    private func finishing(
        _ session: Session, _ body: () async throws -> Int
    ) async throws -> Int {
        do {
            let rows = try await using(session, body)
            finish(session)
            return rows
        } catch let error as PostgresError {
            // The server has said so: there is nothing left to read.
            finish(session)
            throw error
        }
    }
}

import CLibPQ

extension Connection {
    /// Runs `body` in a transaction, once: committed when it returns, rolled back when it throws.
    ///
    /// `Pool.transaction` also runs it again after a serialization failure or a deadlock. BEGIN
    /// and the run-time parameters that hold until its end travel with the first statement, so that
    /// they cost no round trip; their values travel as parameters, which nobody sees in
    /// `pg_stat_activity`.
    public nonisolated(nonsending) func transaction<Output>(
        _ mode: TransactionMode = .readWrite, settings: [String: String] = [:],
        _ body: (Connection) async throws -> Output
    ) async throws -> Output {
        try await begin(mode, settings)
        do {
            let output = try await body(self)
            try await commit()
            return output
        } catch {
            await rollBack()
            throw error
        }
    }

    /// Whether the last transaction failed in a way that running it again may mend.
    var isReplayable: Bool { mustReplay }

    private func begin(_ mode: TransactionMode, _ settings: [String: String]) async throws {
        try Task.checkCancellation()
        try await takeTurn()
        defer { passTurn() }
        guard !isBroken else { throw lossError }
        guard !isInScope, PQtransactionStatus(handle) == PQTRANS_IDLE else {
            throw PostgresError(.activeTransaction, message: "a transaction is open already")
        }
        mustReplay = false
        pendingBegin = mode.begin
        pendingSettings = settings.map { "SELECT set_config(\($0.key), \($0.value), true)" }
        isInScope = true
    }

    /// Checks that a transaction under way is still there.
    ///
    /// It is not if its BEGIN failed or its body ended it by a statement of its own; what follows
    /// would then be committed one by one.
    func requireOpenTransaction() throws {
        guard isInScope, pendingBegin == nil, !isBroken,
            PQtransactionStatus(handle) == PQTRANS_IDLE
        else { return }
        throw PostgresError(.noActiveTransaction, message: "the transaction is over already")
    }

    /// Sends a BEGIN that waits, before what cannot travel with it.
    func beginIfPending() async throws {
        if pendingBegin != nil { _ = try await fly(openingSteps()) }
    }

    private func commit() async throws {
        try Task.checkCancellation()
        // A stream left early is read to its end: to cancel it would undo everything.
        try await shielded(.reading) {
            if pendingBegin != nil {
                pendingBegin = nil
                pendingSettings = []
                isInScope = false
                return
            }
            try requireOpenTransaction()
            // The server answers COMMIT with ROLLBACK if a statement has failed in between.
            guard try await simple("COMMIT").command == "COMMIT" else {
                throw PostgresError(.failedTransaction, message: "the transaction had failed")
            }
            isInScope = false
        }
    }

    /// Ends whatever is open; if that fails the connection is lost anyway.
    func rollBack() async {
        try? await shielded {
            pendingBegin = nil
            pendingSettings = []
            isInScope = false
            if PQtransactionStatus(handle) != PQTRANS_IDLE { _ = try await simple("ROLLBACK") }
        }
    }

    /// Makes the connection as if new, for its next user.
    func tidyUp() async {
        endNotifications()
        await rollBack()
        if isListening { await stopListening() }
    }
}

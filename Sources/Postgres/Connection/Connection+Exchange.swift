extension Connection {
    /// Runs `body` in its turn. A cancellation of the task reaches the server.
    func exchange<Output>(_ body: () async throws -> Output) async throws -> Output {
        try Task.checkCancellation()
        try await takeTurn()
        defer { passTurn() }
        try requireOpenTransaction()
        return try await cancellable(body)
    }

    /// Runs `body` to its end even in a cancelled task: what tidies up.
    func shielded(
        _ interruption: Interruption = .cancelling, _ body: () async throws -> Void
    ) async throws {
        try await takeTurn(interruption)
        defer { passTurn() }
        if isBroken { throw lossError }
        try await body()
    }

    /// Runs `body`, and has the server cancel what it runs when the task is cancelled.
    func cancellable<Output>(_ body: () async throws -> Output) async throws -> Output {
        try Task.checkCancellation()
        guard let canceller, !isBroken else { throw lossError }
        let ticket = canceller.arm()
        let outcome: Result<Output, any Error>
        do {
            let output = try await withTaskCancellationHandler {
                try await body()
            } onCancel: {
                canceller.cancel(ticket)
            }
            outcome = .success(output)
        } catch let error as PostgresError where error.code == .queryCanceled && Task.isCancelled {
            outcome = .failure(CancellationError())
        } catch {
            outcome = .failure(error)
        }
        await canceller.disarm()
        return try outcome.get()
    }
}

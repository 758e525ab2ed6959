import CLibPQ

/// One thing to do in a round trip of several.
enum Step {
    /// SQL without parameters or rows, such as BEGIN.
    case command(String)
    case deallocate(String)
    case prepare(Statement, name: String)
    case execute(Statement, name: String)
    /// The same, of which nobody wants the result.
    case perform(Statement, name: String)
}

extension Connection {
    /// Sends the steps as one pipeline and returns the results of those that execute.
    ///
    /// They share one implicit transaction unless one is open. After the first error the server
    /// skips the rest, and the error is thrown once everything has been read.
    func fly(_ steps: [Step]) async throws -> [ResultSet] {
        try require(PQenterPipelineMode(handle))
        do {
            for step in steps { try send(step) }
            try require(PQpipelineSync(handle))
            try await flush()
        } catch {
            // Half a pipeline cannot be taken back.
            breakDown()
            throw error
        }
        let landed = try await land(steps)
        try require(PQexitPipelineMode(handle))
        if let failure = landed.failure {
            note(failure)
            throw failure
        }
        return landed.results
    }

    private func send(_ step: Step) throws {
        switch step {
        case .command(let sql):
            try require(PQsendQueryParams(handle, sql, 0, nil, nil, nil, nil, 0))
        case .deallocate(let name):
            try require(
                PQsendQueryParams(handle, "DEALLOCATE \(name)", 0, nil, nil, nil, nil, 0))
        case .prepare(let statement, let name):
            let types = statement.parameters.map(\.type.oid)
            try require(PQsendPrepare(handle, name, statement.sql, Int32(types.count), types))
        case .execute(let statement, let name), .perform(let statement, let name):
            try sendExecute(statement, name: name)
        }
    }

    private func land(
        _ steps: [Step]
    ) async throws -> (results: [ResultSet], failure: PostgresError?) {
        var results: [ResultSet] = []
        var failure: PostgresError?
        for step in steps {
            var isDone = true
            while let result = await nextResult() {
                switch result.status {
                case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE:
                    failure = failure ?? result.error
                    isDone = false
                case PGRES_PIPELINE_ABORTED:
                    isDone = false
                case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                    // libpq cannot copy in a pipeline, nor leave it again.
                    breakDown()
                    throw PostgresError(.featureNotSupported, message: "COPY in a pipeline")
                default:
                    if case .execute = step { results.append(result) }
                }
            }
            if isBroken { throw failure ?? lossError }
            if isDone { record(step) }
        }
        _ = await nextResult()
        if isBroken { throw failure ?? lossError }
        return (results, failure)
    }

    private func record(_ step: Step) {
        switch step {
        case .prepare(let statement, let name): cache.insert(statement, as: name)
        case .deallocate(let name): cache.buried(name)
        case .command, .execute, .perform: break
        }
    }

    /// Queues the execution of a prepared statement, its parameters laid out in one allocation.
    func sendExecute(_ statement: Statement, name: String) throws {
        try require(
            withParameters(of: statement) { count, values, lengths, formats in
                PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1)
            })
    }

    /// Calls `body` with the parameters as libpq takes them.
    func withParameters<Output>(
        of statement: Statement,
        _ body: (
            Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?,
            UnsafePointer<Int32>?
        ) throws -> Output
    ) rethrows -> Output {
        let parameters = statement.parameters
        guard !parameters.isEmpty else { return try body(0, nil, nil, nil) }
        // One byte more each, so that an empty value has an address and is not taken for NULL.
        let size = parameters.reduce(0) { $0 + ($1.bytes.map { $0.count + 1 } ?? 0) }
        let lengths = parameters.map { Int32($0.bytes?.count ?? 0) }
        let formats = [Int32](repeating: 1, count: parameters.count)
        return try withUnsafeTemporaryAllocation(of: CChar.self, capacity: max(1, size)) {
            storage in
            var values: [UnsafePointer<CChar>?] = []
            values.reserveCapacity(parameters.count)
            var offset = 0
            for parameter in parameters {
                guard let bytes = parameter.bytes, let base = storage.baseAddress else {
                    values.append(nil)
                    continue
                }
                let target = base + offset
                UnsafeMutableRawBufferPointer(start: target, count: bytes.count)
                    .copyBytes(from: bytes)
                values.append(UnsafePointer(target))
                offset += bytes.count + 1
            }
            return try body(Int32(parameters.count), values, lengths, formats)
        }
    }
}

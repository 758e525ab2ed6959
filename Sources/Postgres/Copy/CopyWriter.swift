/// Takes the data of a COPY that is under way; see `Connection.copyIn`.
public struct CopyWriter: Sendable {
    let connection: Connection
    let session: Session

    /// Sends bytes, in pieces of any size: they need not end with a row.
    ///
    /// Returns once the operating system has taken them, so the server's pace is the writer's.
    public func write(_ bytes: [UInt8]) async throws {
        try await connection.write(bytes, in: session)
    }
}

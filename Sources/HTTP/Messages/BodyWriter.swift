/// Takes the bytes of a streamed answer.
public struct BodyWriter: Sendable {
    let send: @Sendable ([UInt8]) async throws -> Void

    /// Returns when there is room for more. Throws `CancellationError` when the client is gone.
    public func write(_ bytes: [UInt8]) async throws { try await send(bytes) }

    public func write(_ text: String) async throws { try await send(Array(text.utf8)) }
}

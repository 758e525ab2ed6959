import CSodium

/// SHA-256 of what is handed over piece by piece: the digest that `sha256sum` and data packages know.
public struct StreamDigest: Sendable {
    private var state = crypto_hash_sha256_state()

    public init() {
        precondition(Sodium.isReady, "libsodium does not start")
        crypto_hash_sha256_init(&state)
    }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
        crypto_hash_sha256_update(&state, start, UInt64(bytes.count))
    }

    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Ends it: the 32 bytes of the digest, in hexadecimal as the tools print it.
    public mutating func finish() -> String {
        var output = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256_final(&state, &output)
        return output.hexadecimal
    }
}

import CSodium

/// Signs what leaves the service for good (Ed25519, RFC 8032); derived from the master key.
public struct SigningKey: Sendable {
    public let publicKey: [UInt8]
    private let secretKey: [UInt8]

    public init(master: MasterKey) { self.init(seed: master.subkey("sign")) }

    init(_ ring: Keyring) { self.init(seed: ring.subkey("sign")) }

    private init(seed: [UInt8]) {
        precondition(Sodium.isReady, "libsodium does not start")
        var publicKey = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
        var secretKey = [UInt8](repeating: 0, count: Int(crypto_sign_SECRETKEYBYTES))
        crypto_sign_seed_keypair(&publicKey, &secretKey, seed)
        self.publicKey = publicKey
        self.secretKey = secretKey
    }

    public func signature(of message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
        crypto_sign_detached(&signature, nil, message, UInt64(message.count), secretKey)
        return signature
    }

    /// Whether the holder of the secret key signed this message; needs no secret.
    public static func verifies(
        _ signature: [UInt8], of message: [UInt8], publicKey: [UInt8]
    ) -> Bool {
        guard Sodium.isReady, signature.count == Int(crypto_sign_BYTES),
            publicKey.count == Int(crypto_sign_PUBLICKEYBYTES)
        else { return false }
        return crypto_sign_verify_detached(
            signature, message, UInt64(message.count), publicKey) == 0
    }
}

import CSodium

/// The one place that starts libsodium and calls what all of this module needs of it.
enum Sodium {
    /// Must be asked before any other call; libsodium starts once a process.
    static let isReady: Bool = sodium_init() >= 0

    static func random(_ count: Int) -> [UInt8] {
        precondition(isReady, "libsodium does not start")
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// Keyed BLAKE2b (RFC 7693).
    static func hash(_ input: [UInt8], key: [UInt8], count: Int) -> [UInt8] {
        precondition(isReady, "libsodium does not start")
        var output = [UInt8](repeating: 0, count: count)
        crypto_generichash(&output, count, input, UInt64(input.count), key, key.count)
        return output
    }

    /// SHA-256, which PostgreSQL computes as well.
    static func sha256(_ input: [UInt8]) -> [UInt8] {
        precondition(isReady, "libsodium does not start")
        var output = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&output, input, UInt64(input.count))
        return output
    }

    /// Compares in a time that does not tell where they differ.
    static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && sodium_memcmp(left, right, left.count) == 0
    }

    /// XChaCha20-Poly1305: a random nonce, then the ciphertext with its tag.
    static func seal(_ plaintext: [UInt8], key: [UInt8], associated: [UInt8]) -> [UInt8] {
        let nonce = random(nonceCount)
        var output = [UInt8](repeating: 0, count: plaintext.count + tagCount)
        crypto_aead_xchacha20poly1305_ietf_encrypt(
            &output, nil, plaintext, UInt64(plaintext.count), associated,
            UInt64(associated.count), nil, nonce, key)
        return nonce + output
    }

    /// Nil when key, context or any byte is not the one it was sealed with.
    static func open(_ sealed: ArraySlice<UInt8>, key: [UInt8], associated: [UInt8]) -> [UInt8]? {
        precondition(isReady, "libsodium does not start")
        guard sealed.count >= nonceCount + tagCount else { return nil }
        let nonce = Array(sealed.prefix(nonceCount))
        let ciphertext = Array(sealed.dropFirst(nonceCount))
        var output = [UInt8](repeating: 0, count: ciphertext.count - tagCount)
        let result = crypto_aead_xchacha20poly1305_ietf_decrypt(
            &output, nil, nil, ciphertext, UInt64(ciphertext.count), associated,
            UInt64(associated.count), nonce, key)
        return result == 0 ? output : nil
    }

    private static let nonceCount = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    private static let tagCount = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
}

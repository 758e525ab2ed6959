import CSodium
import Glibc

/// BLAKE2b-256 of a content (RFC 7693), unkeyed: the same content has the same digest everywhere.
public enum ContentDigest {
    public static func of(_ bytes: [UInt8]) -> [UInt8] {
        Sodium.hash(bytes, key: [], count: 32)
    }

    /// The digest of a file, read in pieces; nil when it cannot be read.
    public static func ofFile(at path: String) -> [UInt8]? {
        precondition(Sodium.isReady, "libsodium does not start")
        guard let file = fopen(path, "rbe") else { return nil }
        defer { fclose(file) }
        // The library keeps its state's layout to itself, and wants it aligned.
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: crypto_generichash_statebytes(), alignment: 64)
        defer { memory.deallocate() }
        let state = OpaquePointer(memory)
        crypto_generichash_init(state, nil, 0, 32)
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            if count == 0 { break }
            crypto_generichash_update(state, piece, UInt64(count))
        }
        guard ferror(file) == 0 else { return nil }
        var output = [UInt8](repeating: 0, count: 32)
        crypto_generichash_final(state, &output, 32)
        return output
    }
}

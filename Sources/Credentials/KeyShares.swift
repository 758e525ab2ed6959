import CGFShare
import CSodium
import FoundationEssentials

/// One officer's part of a master key (Shamir): so many together make it, fewer say nothing of it.
public struct KeyShare: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// Which of one splitting's shares this is, from 1.
    public let number: Int
    /// How many it takes.
    public let threshold: Int
    /// Which splitting it comes from: shares of two do not go together.
    let splitting: [UInt8]
    private let bytes: [UInt8]

    public var description: String { "KeyShare(\(number))" }
    public var debugDescription: String { description }

    /// Why shares make no key.
    public enum Problem: Error, Equatable, Sendable {
        /// How many it takes.
        case tooFew(Int)
        case ofDifferentKeys
        case damaged
    }

    /// Must be asked before any call of the library: it draws from what it is told, also to join.
    private static let isReady: Bool = {
        gfshare_draw_from { buffer, count in
            if let buffer { randombytes_buf(buffer, Int(count)) }
        }
        return Sodium.isReady
    }()

    private static let secretCount = 32
    private static let splittingCount = 8

    /// Splits a key; nil unless `2...count` shares of at most 255 are asked for.
    public static func split(_ master: MasterKey, into count: Int, threshold: Int) -> [KeyShare]? {
        guard (2...255).contains(count), (2...count).contains(threshold) else { return nil }
        precondition(isReady, "libsodium does not start")
        var numbers = (1...count).map { UInt8($0) }
        guard
            let context = gfshare_ctx_init_enc(
                &numbers, UInt32(count), UInt8(threshold), UInt32(secretCount))
        else { return nil }
        defer { gfshare_ctx_free(context) }
        var secret = master.bytes
        gfshare_ctx_enc_setsecret(context, &secret)
        let splitting = Sodium.random(splittingCount)
        return numbers.indices.map { index in
            var bytes = [UInt8](repeating: 0, count: secretCount)
            gfshare_ctx_enc_getshare(context, UInt8(index), &bytes)
            return KeyShare(
                number: index + 1, threshold: threshold, splitting: splitting, bytes: bytes)
        }
    }

    /// The key that these shares are of.
    ///
    /// Shares that were altered make a key that no keyring knows: each file's own checksum is what
    /// finds that out before.
    public static func join(_ shares: [KeyShare]) throws(Problem) -> MasterKey {
        var taken: [Int: KeyShare] = [:]
        for share in shares { taken[share.number] = share }
        guard let first = shares.first else { throw .tooFew(2) }
        guard shares.allSatisfy({ $0.splitting == first.splitting }) else {
            throw .ofDifferentKeys
        }
        guard taken.count >= first.threshold else { throw .tooFew(first.threshold) }
        precondition(isReady, "libsodium does not start")
        let used = taken.values.sorted { $0.number < $1.number }.prefix(first.threshold)
        var numbers = used.map { UInt8($0.number) }
        guard
            let context = gfshare_ctx_init_dec(
                &numbers, UInt32(numbers.count), UInt32(secretCount))
        else { throw .damaged }
        defer { gfshare_ctx_free(context) }
        for (index, share) in used.enumerated() {
            var bytes = share.bytes
            gfshare_ctx_dec_giveshare(context, UInt8(index), &bytes)
        }
        var secret = [UInt8](repeating: 0, count: secretCount)
        gfshare_ctx_dec_extract(context, &secret)
        return MasterKey(bytes: secret)
    }

    private static let label = "hub-key-share-1:"

    public static func read(from path: String) throws(KeyError) -> KeyShare {
        let text = String(decoding: try KeyFile.read(path), as: UTF8.self)
            .split(whereSeparator: \.isWhitespace)
        guard text.count == 1, text[0].hasPrefix(label),
            let content = Data(base64Encoded: String(text[0].dropFirst(label.count))),
            content.count == 2 + splittingCount + secretCount + 4
        else { throw .damaged(path) }
        let bytes = Array(content)
        guard checksum(bytes.dropLast(4)) == Array(bytes.suffix(4)), bytes[0] > 0, bytes[1] > 1
        else { throw .damaged(path) }
        return KeyShare(
            number: Int(bytes[0]), threshold: Int(bytes[1]),
            splitting: Array(bytes[2..<2 + splittingCount]),
            bytes: Array(bytes[(2 + splittingCount)..<(2 + splittingCount + secretCount)]))
    }

    /// Writes a new file that only its owner may read; never over one that is there.
    public func write(to path: String) throws(KeyError) {
        let content = [UInt8(number), UInt8(threshold)] + splitting + bytes
        let text = Data(content + Self.checksum(content[...])).base64EncodedString()
        try KeyFile.write("\(Self.label)\(text)", to: path)
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        Array(ContentDigest.of(Array(bytes)).prefix(4))
    }
}

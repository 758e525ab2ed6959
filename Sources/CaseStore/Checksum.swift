/// The fingerprint by which the ledger notices that a file changed.
///
/// FNV-1a, 64 bits: it guards against accident. Tampering is the audit trail's business.
enum Checksum {
    static func of(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

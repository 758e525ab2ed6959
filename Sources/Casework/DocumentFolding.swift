/// A document's number as two records of it are compared.
public enum DocumentFolding {
    /// Upper-case, letters and digits only (ASCII: documents are numbered in nothing else).
    public static func fold(_ number: some StringProtocol) -> String {
        var folded: [UInt8] = []
        for byte in number.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A: folded.append(byte)
            case 0x61...0x7A: folded.append(byte - 0x20)
            default: break
            }
        }
        return String(decoding: folded, as: UTF8.self)
    }
}

/// Text with what people write differently taken away: case, accents, spacing, punctuation.
///
/// Two spellings that fold alike are one value, one heading, one name.
public enum TextFolding {
    /// Letters and digits only, lower-case, without accents. Linear; a name takes well under a
    /// microsecond while its letters are Latin.
    public static func fold(_ text: some StringProtocol) -> String {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { append(scalar, to: &folded) }
        return String(decoding: folded, as: UTF8.self)
    }

    /// The folded words, parted by anything that is neither a letter, a digit nor an apostrophe.
    public static func words(_ text: some StringProtocol) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        for scalar in text.unicodeScalars {
            let before = word.count
            append(scalar, to: &word)
            let isPart = word.count > before || scalar == "'" || scalar == "’" || isMark(scalar)
            if !isPart, !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self))
                word.removeAll(keepingCapacity: true)
            }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    private static func append(_ scalar: Unicode.Scalar, to folded: inout [UInt8]) {
        let value = scalar.value
        switch value {
        case 0x30...0x39, 0x61...0x7A: folded.append(UInt8(value))
        case 0x41...0x5A: folded.append(UInt8(value + 0x20))
        case 0..<0xAA: break
        case 0xAA..<0x180: folded.append(contentsOf: latin[Int(value) - 0xAA])
        case 0x300...0x36F: break
        default:
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                return
            }
            folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        (0x300...0x36F).contains(scalar.value)
    }

    /// U+00AA to U+017F as base letters: Latin-1 Supplement, then Latin Extended-A.
    private static let latin: [[UInt8]] = {
        let supplement =
            "a,,,,,,,,,,,,,,,,o,,,,,,"
            + "a,a,a,a,a,a,ae,c,e,e,e,e,i,i,i,i,d,n,o,o,o,o,o,,o,u,u,u,u,y,th,ss,"
            + "a,a,a,a,a,a,ae,c,e,e,e,e,i,i,i,i,d,n,o,o,o,o,o,,o,u,u,u,u,y,th,y,"
        let extended =
            "a,a,a,a,a,a,c,c,c,c,c,c,c,c,d,d,d,d,e,e,e,e,e,e,e,e,e,e,g,g,g,g,g,g,g,g,h,h,h,h,"
            + "i,i,i,i,i,i,i,i,i,i,ij,ij,j,j,k,k,k,l,l,l,l,l,l,l,l,l,l,n,n,n,n,n,n,n,n,n,"
            + "o,o,o,o,o,o,oe,oe,r,r,r,r,r,r,s,s,s,s,s,s,s,s,t,t,t,t,t,t,"
            + "u,u,u,u,u,u,u,u,u,u,u,u,w,w,y,y,y,z,z,z,z,z,z,s"
        return (supplement + extended).split(separator: ",", omittingEmptySubsequences: false)
            .map { Array($0.utf8) }
    }()
}

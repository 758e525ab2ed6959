/// How a name sounds to a Spanish ear, so that spellings by ear find each other.
///
/// The rules, applied to folded letters: h is silent but in ch, and ph is f; b, v and w before a
/// vowel are one; c before e or i, s, z, x and sh are s, and ch stays; c, k and q (with u before e
/// or i) are k; g before e or i, j and y before a vowel are j, as is a first letter i before a
/// vowel; ll is y; gu before e or i is g, and gu or hu before another vowel is w; ee and ea are i,
/// oo and ou are u, as in English and French; double letters are one; a final mute e, s, t, x or d
/// is dropped from words of four letters and more.
public struct PhoneticKey: Hashable, Sendable {
    public let code: String

    /// `word` is a folded word; other characters than Latin letters are kept as they are.
    public init(_ word: String) {
        let letters = Array(word.utf8)
        var code: [UInt8] = []
        var index = 0
        func letter(_ offset: Int) -> UInt8? {
            index + offset < letters.count ? letters[index + offset] : nil
        }
        while index < letters.count {
            let (sound, length) = Self.sound(
                letters[index], next: letter(1), after: letter(2), isFirst: index == 0)
            for unit in sound where code.last != unit { code.append(unit) }
            index += length
        }
        if letters.count >= 4, let last = code.last, Self.mute.contains(last) { code.removeLast() }
        self.code = String(decoding: code, as: UTF8.self)
    }

    private static let mute = Set("estxd".utf8)

    private static func sound(
        _ letter: UInt8, next: UInt8?, after: UInt8?, isFirst: Bool
    ) -> (sound: [UInt8], length: Int) {
        func isSoft(_ letter: UInt8?) -> Bool {
            letter == a("e") || letter == a("i") || letter == a("y")
        }
        switch (letter, next) {
        case (a("p"), a("h")): return ([a("f")], 2)
        case (a("c"), a("h")): return ([a("x")], 2)
        case (a("s"), a("h")): return ([a("s")], 2)
        case (a("l"), a("l")): return ([a("y")], 2)
        case (a("q"), a("u")): return ([a("k")], 2)
        case (a("g"), a("u")):
            return isSoft(after) ? ([a("g")], 2) : isVowel(after) ? ([a("w")], 2) : ([a("g")], 1)
        case (a("h"), a("u")): return isVowel(after) ? ([a("w")], 2) : ([], 1)
        case (a("j"), a("h")): return ([a("j")], 2)
        case (a("e"), a("e")), (a("e"), a("a")): return ([a("i")], 2)
        case (a("o"), a("o")), (a("o"), a("u")): return ([a("u")], 2)
        case (a("c"), _): return isSoft(next) ? ([a("s")], 1) : ([a("k")], 1)
        case (a("g"), _): return isSoft(next) ? ([a("j")], 1) : ([a("g")], 1)
        case (a("h"), _): return ([], 1)
        case (a("k"), _), (a("q"), _): return ([a("k")], 1)
        case (a("v"), _): return ([a("b")], 1)
        case (a("z"), _), (a("x"), _): return ([a("s")], 1)
        case (a("y"), _), (a("i"), _):
            return isFirst && isVowel(next) ? ([a("j")], 1) : ([a("i")], 1)
        default: return ([letter], 1)
        }
    }

    private static func a(_ scalar: Unicode.Scalar) -> UInt8 { UInt8(ascii: scalar) }

    private static func isVowel(_ letter: UInt8?) -> Bool {
        guard let letter else { return false }
        return "aeiou".utf8.contains(letter)
    }
}

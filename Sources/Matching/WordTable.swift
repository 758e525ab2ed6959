import Casework
import Codelists

/// Every word of the names of a set of records, once: its letters, how it sounds, how frequent it is.
struct WordTable: Sendable {
    /// How a word sounds and what it is short for, as numbers.
    struct Sound {
        var first: Int32
        var second: Int32
        /// −1 when it is in no group of short forms.
        var group: Int32
    }

    private var numbers: [String: Int32] = [:]
    private var soundNumbers: [String: Int32] = [:]
    private var letters: [UInt8] = []
    private var ends: [Int] = [0]
    private(set) var sounds: [Sound] = []
    /// Which letters each word has, a bit for each.
    private var alphabets: [UInt32] = []

    private let isSounded: Bool

    /// Documents and telephones are not sounded.
    init(isSounded: Bool) { self.isSounded = isSounded }

    var count: Int { ends.count - 1 }

    /// The number of a folded word; a new one when it was not seen before.
    mutating func number(of word: String) -> Int32 {
        if let number = numbers[word] { return number }
        let number = Int32(count)
        numbers[word] = number
        letters.append(contentsOf: word.utf8)
        ends.append(letters.count)
        alphabets.append(word.utf8.reduce(0) { $0 | 1 << UInt32($1 & 31) })
        guard isSounded else { return number }
        let readings = PhoneticKey.readings(of: word).map { soundNumber($0.code) }
        sounds.append(
            Sound(
                first: readings[0], second: readings[readings.count - 1],
                group: ShortForms.group(of: word).map { Int32($0) } ?? -1))
        return number
    }

    private mutating func soundNumber(_ code: String) -> Int32 {
        if let number = soundNumbers[code] { return number }
        let number = Int32(soundNumbers.count)
        soundNumbers[code] = number
        return number
    }

    @inline(__always)
    func withLetters<Result>(
        of one: Int32, and other: Int32,
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        letters.withUnsafeBufferPointer { all in
            body(
                UnsafeBufferPointer(rebasing: all[ends[Int(one)]..<ends[Int(one) + 1]]),
                UnsafeBufferPointer(rebasing: all[ends[Int(other)]..<ends[Int(other) + 1]]))
        }
    }

    /// A bound that the Jaro–Winkler similarity of two words does not exceed, at little cost: each
    /// letter that only one of them has is left without a partner.
    @inline(__always)
    func similarityBound(_ one: Int32, _ other: Int32) -> Double {
        let (i, j) = (Int(one), Int(other))
        let n = ends[i + 1] - ends[i]
        let m = ends[j + 1] - ends[j]
        let common = min(
            n - (alphabets[i] & ~alphabets[j]).nonzeroBitCount,
            m - (alphabets[j] & ~alphabets[i]).nonzeroBitCount)
        if common <= 0 { return 0 }
        let jaro = (Double(common) / Double(n) + Double(common) / Double(m) + 1) / 3
        let prefix = letters[ends[i]] == letters[ends[j]] ? 0.4 : 0
        return jaro + prefix * (1 - jaro)
    }

    /// The first three letters, as one number.
    func start(of word: Int32) -> Int {
        letters[ends[Int(word)]..<ends[Int(word) + 1]].prefix(3).reduce(0) { $0 << 8 | Int($1) }
    }

    /// The folded words of a name that tell people apart: particles (`de la`) are left out as long
    /// as anything else is left.
    static func words(of name: String) -> [String] {
        let words = TextFolding.words(name)
        let telling = words.filter { !particles.contains($0) }.map(withoutJoinedParticles)
        return telling.isEmpty ? words : telling
    }

    /// `delacruz` as `cruz`, as it is where `de la` stands apart.
    private static func withoutJoinedParticles(_ word: String) -> String {
        for joined in ["delas", "delos", "dela"]
        where word.hasPrefix(joined) && word.utf8.count >= joined.utf8.count + 4 {
            return String(word.dropFirst(joined.count))
        }
        return word
    }

    private static let particles: Set<String> = [
        "de", "del", "la", "las", "los", "el", "y", "e", "i", "da", "do", "dos", "das", "di", "du",
        "van", "von", "der", "den", "of",
    ]
}

import Casework
import Codelists

/// By what a name is found: how its words sound, alone and by twos.
///
/// The order of the words, the fields they stand in, particles, accents and one surname more or less
/// do not matter: what is written and what is asked for meet in any two words that sound alike.
public struct NameSounds: Sendable {
    /// The readings of each word that tells people apart.
    public let words: [[String]]

    /// More words than this tell nothing more, and would make a square of pairs.
    private static let mostWords = 5

    /// A name as it is kept.
    public init(kept name: String) {
        words = Self.words(of: name).map(Self.readings)
    }

    /// A name as it is asked for: short forms and what they are short for count as readings.
    public init(asked name: String) {
        words = Self.words(of: name).map { word in
            var readings = Self.readings(of: word)
            for other in ShortForms.fellows(of: word) { readings += Self.readings(of: other) }
            return Self.unique(readings)
        }
    }

    /// The readings of any two words together, for every two words, in the order of the places.
    public var pairs: [(places: (Int, Int), readings: [String])] {
        var pairs: [(places: (Int, Int), readings: [String])] = []
        for one in words.indices {
            for other in words.indices where other > one {
                let readings = words[one].flatMap { left in
                    words[other].map { Self.pair(left, $0) }
                }
                pairs.append(((one, other), Self.unique(readings)))
            }
        }
        return pairs
    }

    /// Everything that a kept name is found by.
    public var all: [String] { Self.unique(words.flatMap(\.self) + pairs.flatMap(\.readings)) }

    /// The readings of a given name and a family name together, for every two: what people of one
    /// family do not share.
    public static func crossed(given: String, family: String) -> [[String]] {
        words(of: given).flatMap { one in
            words(of: family).map { other in
                unique(
                    readings(of: one).flatMap { left in
                        readings(of: other).map { pair(left, $0) }
                    })
            }
        }
    }

    private static func pair(_ one: String, _ other: String) -> String {
        one < other ? "\(one) \(other)" : "\(other) \(one)"
    }

    private static func words(of name: String) -> [String] {
        let words = unique(WordTable.words(of: name))
        // The first are given names, the last family names.
        return words.count <= mostWords ? words : Array(words.prefix(2) + words.suffix(3))
    }

    private static func readings(of word: String) -> [String] {
        PhoneticKey.readings(of: word).map(\.code)
    }

    private static func unique(_ texts: [String]) -> [String] {
        var seen = Set<String>()
        return texts.filter { seen.insert($0).inserted }
    }
}

/// How a name sounds, so that spellings by ear find each other.
///
/// A word has one or two readings, and two words sound alike if they share one. The first reading is
/// a Spanish one: b is v; c, s and z are one; ll is y, and at the start also j, as in Yessica; h is
/// silent; x is ks. The second reads what may be French, Haitian or English, and Spanish spellings of
/// it: mute endings, au, oi, ou, double l as l, h as j, w as v. Keys are for searching: they find too
/// much rather than too little, and nothing is decided by them.
public struct PhoneticKey: Hashable, Sendable {
    public let code: String

    /// The readings of a folded word, the Spanish one first. Other characters than Latin letters are
    /// kept as they are.
    public static func readings(of word: String) -> [PhoneticKey] {
        let letters = Array(word.utf8)
        let spanish = PhoneticKey(letters, by: spanishRules) ?? PhoneticKey(code: word)
        guard let foreign = PhoneticKey(letters, by: foreignRules), foreign != spanish,
            foreign.code.utf8.count > 1
        else { return [spanish] }
        return [spanish, foreign]
    }

    /// Whether two folded words share a reading.
    public static func match(_ one: String, _ other: String) -> Bool {
        !Set(readings(of: one)).isDisjoint(with: readings(of: other))
    }

    private init(code: String) { self.code = code }

    /// Nil if nothing of the word is sounded.
    private init?(_ letters: [UInt8], by rules: SoundRules) {
        var code: [UInt8] = []
        code.reserveCapacity(letters.count)
        var index = 0
        while index < letters.count {
            guard let rule = rules.first(for: letters, at: index) else {
                Self.append(letters[index], to: &code)
                index += 1
                continue
            }
            for sound in rule.sounds { Self.append(sound, to: &code) }
            index += rule.letters.count
        }
        // Final s, d and t are often neither spoken nor written.
        if code.count >= 4, let last = code.last, "sdt".utf8.contains(last) { code.removeLast() }
        if code.isEmpty { return nil }
        self.code = String(decoding: code, as: UTF8.self)
    }

    /// Double letters are one; digits and parts of other scripts stay as many as they are.
    private static func append(_ sound: UInt8, to code: inout [UInt8]) {
        if code.last == sound, UInt8(ascii: "a")...UInt8(ascii: "z") ~= sound { return }
        code.append(sound)
    }
}

// MARK: - Rules

extension PhoneticKey {
    private static let spanishRules = SoundRules([spanish, common])
    private static let foreignRules = SoundRules([foreign, common])

    /// Letters and how they sound, the first that applies; see `SoundRule` for the notation.
    private static let common = """
        ^sC=es ph=f chC=k ch=x cS=s c=k quS=k qu=ku q=k z=s tz=s ts=s
        ^ximV=jim ^xav=jab ^x=s
        ^giV=j ^geo=jo gS=j guS=g guV=w gn=n dj=j jh=j
        ^yV=j ^iV=j ^hiV=j ^hy=j ^ll=j VyV=y ViV=y y=i
        ^huV=w VhuV=w ^uV=w h=
        v=b nv=mb nb=mb np=mp m$=n
        """

    private static let spanish = """
        sh=x x=ks ll=y nyV=nj CwV=u
        """

    private static let foreign = """
        sh=s x=s cois$=sua
        ^gue=we ^gui=wi ^h=j w=b
        ayV=i allV=i niV=n nyV=n ll=l pt=t
        eau=o au=o oi=ua ou=u oo=u ee=i ea$=i ean=an
        ques$=k ges$=j les$=l ste$=s dre$=d erre$=e er$=e nie$=ni ie$=i ey$=i e$=
        """
}

/// When some letters have a sound: written `letters=sounds`, and around the letters `^` for the
/// start, `$` for the end, and capitals for neighbours: V a vowel, S one that softens (e, i, y), C a
/// consonant.
private struct SoundRule {
    private(set) var letters: [UInt8] = []
    let sounds: [UInt8]
    private var before: UInt8?
    private var after: UInt8?

    init(_ notation: Substring) {
        let sides = notation.split(separator: "=", omittingEmptySubsequences: false)
        precondition(sides.count == 2, "not a rule: \(notation)")
        sounds = Array(sides[1].utf8)
        for sign in sides[0].utf8 {
            if UInt8(ascii: "a")...UInt8(ascii: "z") ~= sign {
                letters.append(sign)
            } else if letters.isEmpty {
                before = sign
            } else {
                after = sign
            }
        }
        precondition(!letters.isEmpty, "not a rule: \(notation)")
    }

    /// How much of a word it looks at: the longer rule goes first, and the one with neighbours.
    var weight: Int { 3 * letters.count + (before == nil ? 0 : 1) + (after == nil ? 0 : 1) }

    func applies(to word: [UInt8], at index: Int) -> Bool {
        let end = index + letters.count
        guard end <= word.count, word[index..<end].elementsEqual(letters) else { return false }
        return holds(before, index > 0 ? word[index - 1] : nil)
            && holds(after, end < word.count ? word[end] : nil)
    }

    private func holds(_ sign: UInt8?, _ neighbour: UInt8?) -> Bool {
        guard let sign else { return true }
        guard let neighbour else { return "^$".utf8.contains(sign) }
        return switch sign {
        case UInt8(ascii: "V"): "aeiou".utf8.contains(neighbour)
        case UInt8(ascii: "S"): "eiy".utf8.contains(neighbour)
        case UInt8(ascii: "C"): "bcdfgjklmnpqrstvwxz".utf8.contains(neighbour)
        default: false
        }
    }
}

/// Rules by the letter with which they begin, the more particular first.
private struct SoundRules: Sendable {
    private var byLetter = [[SoundRule]](repeating: [], count: 256)

    init(_ notations: [String]) {
        for notation in notations {
            for rule in notation.split(whereSeparator: \.isWhitespace).map(SoundRule.init) {
                byLetter[Int(rule.letters[0])].append(rule)
            }
        }
        for letter in byLetter.indices { byLetter[letter].sort { $0.weight > $1.weight } }
    }

    func first(for word: [UInt8], at index: Int) -> SoundRule? {
        byLetter[Int(word[index])].first { $0.applies(to: word, at: index) }
    }
}

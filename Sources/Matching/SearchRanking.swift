import Casework

/// What somebody who is looked for is known by; anything may be missing.
public struct SoughtPerson: Hashable, Sendable {
    /// A whole name, of which nobody knows which words are given names.
    public var name: String
    public var givenNames: String
    public var familyNames: String
    public var birth: WrittenBirth
    /// Years of birth, where an age is known; empty where none is.
    public var birthYears: ClosedRange<Int>?
    public var document: String
    public var phone: String

    public init(
        name: String = "", givenNames: String = "", familyNames: String = "",
        birth: WrittenBirth = .unknown, birthYears: ClosedRange<Int>? = nil, document: String = "",
        phone: String = ""
    ) {
        self.name = name
        self.givenNames = givenNames
        self.familyNames = familyNames
        self.birth = birth
        self.birthYears = birthYears
        self.document = document
        self.phone = phone
    }

    /// All words of the name.
    public var wholeName: String {
        [name, givenNames, familyNames].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Every record that it could be: the words parted at each place, given names first or last.
    fileprivate var readings: [PersonRecord] {
        let words = WordTable.words(of: name)
        var names: [(given: String, family: String)] = []
        if !givenNames.isEmpty || !familyNames.isEmpty { names.append((givenNames, familyNames)) }
        for place in 0...words.count where !words.isEmpty && place <= 4 {
            let first = words.prefix(place).joined(separator: " ")
            let last = words.dropFirst(place).joined(separator: " ")
            names += [(first, last), (last, first)]
        }
        if names.isEmpty { names.append(("", "")) }
        return names.map {
            PersonRecord(
                givenNames: $0.given, familyNames: $0.family, birth: birth, document: document,
                phone: phone)
        }
    }
}

/// Somebody who may be the one that is looked for.
public struct SearchHit: Hashable, Sendable {
    /// The place in the list of candidates.
    public let place: Int
    /// How much speaks for it, in bits.
    public let score: Double
    /// What speaks for and against it, the weightiest first.
    public let reasons: [MatchReason]
}

/// Ranks people by how like they are to somebody who is looked for.
public struct SearchRanking: Sendable {
    private let matcher = Matcher(.searching)

    /// From here on somebody is likely to be the one: all names agree, or much else does.
    public static let likely = 12.0

    public init() {}

    /// Those who could be the one, the likeliest first; equals in the order they were given.
    public func hits(of sought: SoughtPerson, among people: [PersonRecord]) -> [SearchHit] {
        let readings = sought.readings
        let comparator = ClearTextComparator(readings + people)
        var hits: [SearchHit] = []
        for place in people.indices {
            var best: SearchHit?
            for reading in readings.indices {
                var agreement = comparator.agreement(reading, readings.count + place)
                if let years = sought.birthYears {
                    agreement.setYears(years, of: people[place].birth)
                }
                let reasons = matcher.explain(agreement).reasons.filter {
                    $0.code != MatchReason.relatives
                }
                let score = reasons.reduce(0) { $0 + $1.weight }
                if score > best?.score ?? 0 {
                    best = SearchHit(place: place, score: score, reasons: reasons)
                }
            }
            if let best { hits.append(best) }
        }
        return hits.sorted { ($1.score, $0.place) < ($0.score, $1.place) }
    }
}

extension Agreement {
    /// An age tells a range of years: within it, it agrees.
    fileprivate mutating func setYears(_ years: ClosedRange<Int>, of birth: WrittenBirth) {
        guard birth.isKnown else { return }
        let year = Int(birth.year)
        let isNear = years.contains(year - 1) || years.contains(year + 1)
        set(.birth, years.contains(year) ? .part : isNear ? .shared : .different)
    }
}

extension MatchWeights {
    /// What agreement is worth where one side is asked for by somebody who may not know it well:
    /// fewer names, an age in place of a date, names as they are heard. Rounded experience, since
    /// nothing can be learnt from one question.
    fileprivate static let searching: Self = {
        var weights = initial(records: 1_000_000)
        // missing, same, reordered, part, alike, close, near, shared, different
        weights.matches.levels = LevelTable([
            .givenNames: [1, 0.7, 0.02, 0.2, 0.1, 0.08, 0.02, 0.05, 0.03],
            .familyNames: [1, 0.7, 0.02, 0.2, 0.1, 0.08, 0.02, 0.05, 0.03],
            .nameOrder: [1, 0.7, 0.3, 0, 0, 0, 0, 0, 0],
            .birth: [1, 0.8, 0.05, 0.7, 0, 0.1, 0.05, 0.1, 0.02],
            .sex: [1, 0.98, 0, 0, 0, 0, 0, 0, 0.02],
            .nationality: [1, 0.97, 0, 0, 0, 0, 0, 0, 0.03],
            .document: [1, 0.8, 0, 0, 0, 0.08, 0.02, 0, 0.1],
            .phone: [1, 0.6, 0, 0, 0, 0.05, 0.01, 0, 0.34],
        ])
        weights.unrelated.levels = LevelTable([
            .givenNames: [1, 0.01, 0.002, 0.012, 0.01, 0.01, 0.03, 0.05, 0.85],
            .familyNames: [1, 0.01, 0.002, 0.012, 0.01, 0.01, 0.03, 0.05, 0.85],
            .nameOrder: [1, 1, 1, 0, 0, 0, 0, 0, 0],
            .birth: [1, 0.0001, 0.0002, 0.03, 0, 0.002, 0.01, 0.06, 0.9],
            .sex: [1, 0.5, 0, 0, 0, 0, 0, 0, 0.5],
            .nationality: [1, 0.3, 0, 0, 0, 0, 0, 0, 0.7],
            .document: [1, 0.000_001, 0, 0, 0, 0.000_1, 0.001, 0, 0.99],
            .phone: [1, 0.000_02, 0, 0, 0, 0.000_2, 0.002, 0, 0.99],
        ])
        return weights
    }()
}

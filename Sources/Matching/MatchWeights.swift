/// What the levels of agreement are worth: their probabilities in three classes of pairs.
///
/// Fellegi and Sunter ("A Theory for Record Linkage", 1969) weigh a level of agreement by
/// log₂(m / u): m its probability among pairs of records of one person, u among other pairs. Here the
/// other pairs are two classes, as in W. E. Winkler, "Improved Decision Rules in the Fellegi–Sunter
/// Model of Record Linkage" (1993): *relatives*, who share family name, telephone, nationality and
/// perhaps, as twins, the birth date, but not the given name; and *unrelated* pairs. Within a class
/// fields are taken to be independent.
public struct MatchWeights: Hashable, Sendable {
    /// The probability of each level in each field, by `MatchField` and `AgreementLevel`. A missing
    /// field has probability 1: it says nothing.
    public struct Class: Hashable, Sendable {
        /// How many of all pairs of records are of this class.
        public internal(set) var share: Double
        var levels: [[Double]]

        public subscript(field: MatchField, level: AgreementLevel) -> Double {
            levels[field.rawValue][level.rawValue]
        }
    }

    public internal(set) var matches: Class
    public internal(set) var relatives: Class
    public internal(set) var unrelated: Class
    /// log₂ of the mean share of records, over matches, that have the value a pair agrees on.
    var meanRarity: [[Double]]

    /// What relatives share because they are relatives.
    static let familyFields: [MatchField] = [.familyNames, .birth, .nationality, .phone]
}

extension MatchWeights {
    /// The weights one starts from: rounded experience, which learning replaces.
    static func initial(records: Int) -> Self {
        let pairs = max(Double(records) * Double(records - 1) / 2, 1)
        var matches = Class(
            share: min(0.2 * Double(records) / pairs, 0.1), levels: blank)
        // missing, same, reordered, part, alike, close, near, shared, different
        matches[.givenNames] = [1, 0.75, 0.01, 0.06, 0.04, 0.06, 0.02, 0.03, 0.03]
        matches[.familyNames] = [1, 0.75, 0.01, 0.08, 0.03, 0.06, 0.02, 0.02, 0.03]
        matches[.nameOrder] = [1, 0.98, 0.02, 0, 0, 0, 0, 0, 0]
        matches[.birth] = [1, 0.8, 0.02, 0.02, 0, 0.07, 0.05, 0.02, 0.02]
        matches[.sex] = [1, 0.98, 0, 0, 0, 0, 0, 0, 0.02]
        matches[.nationality] = [1, 0.97, 0, 0, 0, 0, 0, 0, 0.03]
        matches[.document] = [1, 0.8, 0, 0, 0, 0.08, 0.02, 0, 0.1]
        matches[.phone] = [1, 0.6, 0, 0, 0, 0.05, 0.01, 0, 0.34]
        var unrelated = Class(share: 0, levels: blank)
        for field in MatchField.allCases {
            let used = matches.levels[field.rawValue].enumerated().filter { $0.1 > 0 && $0.0 > 0 }
            for (level, _) in used { unrelated.levels[field.rawValue][level] = 0.02 }
            unrelated.levels[field.rawValue][AgreementLevel.different.rawValue] =
                1 - 0.02 * Double(used.count - 1)
        }
        // Winkler's bound: names that match crosswise by chance are rarer than names that match.
        unrelated[.nameOrder] = [1, 1, 1, 0, 0, 0, 0, 0, 0]
        unrelated[.sex] = [1, 0.5, 0, 0, 0, 0, 0, 0, 0.5]
        var relatives = unrelated
        relatives.share = min(0.1 * Double(records) / pairs, 0.05)
        relatives[.familyNames] = [1, 0.7, 0.01, 0.1, 0.03, 0.06, 0.02, 0.07, 0.01]
        relatives[.birth] = [1, 0.15, 0.01, 0.05, 0, 0.02, 0.02, 0.2, 0.55]
        relatives[.nationality] = matches[.nationality]
        relatives[.phone] = [1, 0.4, 0, 0, 0, 0.02, 0.01, 0, 0.57]
        unrelated.share = 1 - matches.share - relatives.share
        return Self(
            matches: matches, relatives: relatives, unrelated: unrelated,
            meanRarity: MatchField.allCases.map { _ in
                AgreementLevel.allCases.map { _ in 0 }
            })
    }

    private static var blank: [[Double]] {
        MatchField.allCases.map { _ in
            AgreementLevel.allCases.map { $0 == .missing ? 1 : 0 }
        }
    }
}

extension MatchWeights.Class {
    subscript(field: MatchField) -> [Double] {
        get { levels[field.rawValue] }
        set { levels[field.rawValue] = newValue }
    }

    /// The probability of a pattern, its class given.
    func probability(of pattern: AgreementPattern) -> Double {
        var product = 1.0
        for field in 0..<levels.count { product *= levels[field][pattern.level(field)] }
        return product
    }
}

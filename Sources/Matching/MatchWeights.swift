/// What the levels of agreement are worth: their probabilities in three classes of pairs.
///
/// Fellegi and Sunter ("A Theory for Record Linkage", 1969) weigh a level of agreement by
/// log₂(m / u): m its probability among pairs of records of one person, u among other pairs. Here the
/// other pairs are two classes, as in W. E. Winkler, "Improved Decision Rules in the Fellegi–Sunter
/// Model of Record Linkage" (1993): *relatives*, who share family name, telephone, nationality and
/// now and then, as twins, the birth date, but not the given name; and *unrelated* pairs. Within a
/// class fields are taken to be independent, but for what `LevelTable` says of names.
public struct MatchWeights: Hashable, Codable, Sendable {
    public struct Class: Hashable, Codable, Sendable {
        /// How many of all pairs of records are of this class.
        public internal(set) var share: Double
        /// The probability of each level. A missing field has 1: it says nothing.
        var levels: LevelTable

        public subscript(field: MatchField, level: AgreementLevel) -> Double {
            levels.values[LevelTable.slot(field.rawValue, 0, level.rawValue)]
        }
    }

    public internal(set) var matches: Class
    public internal(set) var relatives: Class
    public internal(set) var unrelated: Class
    /// log₂ of the mean share of records, over matches, that have the value a pair agrees on.
    var meanRarity = LevelTable()

    /// What relatives share because they are relatives.
    static let familyFields: [MatchField] = [
        .familyNames, .birth, .nationality, .document, .phone,
    ]
}

extension MatchWeights {
    /// The weights one starts from: rounded experience, which learning replaces.
    static func initial(records: Int) -> Self {
        let pairs = max(Double(records) * Double(records - 1) / 2, 1)
        // missing, same, reordered, part, alike, close, near, shared, different
        let matches: [MatchField: [Double]] = [
            .givenNames: [1, 0.75, 0.01, 0.06, 0.04, 0.06, 0.02, 0.03, 0.03],
            .familyNames: [1, 0.75, 0.01, 0.08, 0.03, 0.06, 0.02, 0.02, 0.03],
            .nameOrder: [1, 0.98, 0.02, 0, 0, 0, 0, 0, 0],
            .birth: [1, 0.8, 0.02, 0.02, 0, 0.07, 0.05, 0.02, 0.02],
            .sex: [1, 0.98, 0, 0, 0, 0, 0, 0, 0.02],
            .nationality: [1, 0.97, 0, 0, 0, 0, 0, 0, 0.03],
            .document: [1, 0.8, 0, 0, 0, 0.08, 0.02, 0, 0.1],
            .phone: [1, 0.6, 0, 0, 0, 0.05, 0.01, 0, 0.34],
        ]
        var unrelated = matches.mapValues { row in
            let used = row.indices.dropFirst().filter { row[$0] > 0 }
            return row.indices.map { level in
                level == 0
                    ? 1
                    : row[level] == 0
                        ? 0 : level == row.count - 1 ? 1 - 0.02 * Double(used.count - 1) : 0.02
            }
        }
        // A bound: names that match crosswise by chance are rarer than names that match.
        unrelated[.nameOrder] = [1, 1, 1, 0, 0, 0, 0, 0, 0]
        var relatives = unrelated
        relatives[.familyNames] = [1, 0.7, 0.01, 0.1, 0.03, 0.06, 0.02, 0.07, 0.01]
        // One pair of siblings in twenty are twins; the births of the others are their own. Not
        // learnt: where given names are often wrong, all of those would be taken for twins.
        relatives[.birth] = [1, 0.05, 0.005, 0.05, 0, 0.005, 0.02, 0.2, 0.67]
        relatives[.nationality] = matches[.nationality]
        relatives[.document] = [1, 0, 0, 0, 0, 0.02, 0.03, 0, 0.95]
        relatives[.phone] = [1, 0.4, 0, 0, 0, 0.02, 0.01, 0, 0.57]
        let shares = (
            match: min(0.2 * Double(records) / pairs, 0.1),
            relative: min(0.1 * Double(records) / pairs, 0.05)
        )
        return Self(
            matches: Class(share: shares.match, levels: LevelTable(matches)),
            relatives: Class(share: shares.relative, levels: LevelTable(relatives)),
            unrelated: Class(
                share: 1 - shares.match - shares.relative, levels: LevelTable(unrelated)))
    }
}

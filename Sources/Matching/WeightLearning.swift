import func Glibc.log
import func Glibc.log2

/// Finds the weights without labels, by expectation–maximisation.
///
/// Source: A. P. Dempster, N. M. Laird and D. B. Rubin, "Maximum Likelihood from Incomplete Data via
/// the EM Algorithm", 1977; W. E. Winkler, "Using the EM Algorithm for Weight Computation in the
/// Fellegi–Sunter Model of Record Linkage", 1988.
///
/// Matches and relatives are learnt from the candidates. Since candidates were chosen by what they
/// agree on, their other pairs agree far more than others do: so u is learnt from random pairs, each
/// weighed with its probability of being no match, and the classes' shares are of all pairs, not of
/// the candidates. That a pair is a candidate follows from its pattern, and so changes nothing about
/// its class once the pattern is known.
struct WeightLearning {
    private let candidates: [PatternCounts.Line]
    private let random: [PatternCounts.Line]
    private let namesakes: [PatternCounts.Line]
    /// How many candidates each counted one stands for.
    private let scale: Double
    private let namesakeScale: Double
    private let pairs: Double
    private let start: MatchWeights

    /// The weight of the starting values, in pairs.
    private static let prior = 4.0
    private static let relativesPrior = 20.0
    private static let twinsPrior = 100.0
    private static let mostTwins = 0.8
    /// The weight of all contexts together within one: in pairs, and as a share of its own.
    private static let contextPrior = (pairs: 20.0, share: 0.1)
    /// How often a field of one person may agree little or not at all. Where hardly anybody is twice,
    /// far more strangers have a birth date in common than there are matches, and a few more of them
    /// than a sample of random pairs foretells would be taken for one person.
    private static let mostWeak: [MatchField: Double] = [
        .givenNames: 0.4, .familyNames: 0.4, .birth: 0.5, .document: 0.5,
    ]
    private static let weakLevels: [AgreementLevel] = [.near, .shared, .different]
    private static let rounds = 200

    init(
        candidates: PairSample, random: PairSample, namesakes: PairSample, records: Int
    ) {
        self.candidates = candidates.counts.lines
        self.random = random.counts.lines
        self.namesakes = namesakes.counts.lines
        scale = candidates.scale
        namesakeScale = namesakes.scale
        pairs = max(Double(records) * Double(records - 1) / 2, 1)
        start = MatchWeights.initial(records: records)
    }

    func weights() -> MatchWeights {
        var weights = start
        learnUnrelated(&weights)
        for _ in 0..<Self.rounds {
            let before = weights
            learnMatches(&weights)
            learnRelatives(&weights)
            learnUnrelated(&weights)
            if weights.isNear(before) { break }
        }
        learnRarity(&weights)
        return weights
    }

    private func learnMatches(_ weights: inout MatchWeights) {
        var matches = LevelTable()
        var matchCount = 0.0
        let classes = ClassProbabilities(weights)
        for line in candidates {
            let count = classes.memberships(of: line.slots).match * line.count * scale
            matchCount += count
            for field in 0..<LevelTable.fields { matches.values[Int(line.slots[field])] += count }
        }
        for field in MatchField.allCases {
            var counts = matches.pooled(field)
            if let most = Self.mostWeak[field] { Self.bound(&counts, to: most) }
            weights.matches.levels.set(
                field, counts, prior: start.matches.levels, weight: Self.prior)
        }
        weights.matches.share = max(matchCount, 0.5) / pairs
    }

    /// Lessens what agrees weakly to a share of all that is not missing.
    private static func bound(_ counts: inout [Double], to most: Double) {
        let weak = weakLevels.reduce(0) { $0 + counts[$1.rawValue] }
        let strong = counts.dropFirst().reduce(0, +) - weak
        guard weak > 0, weak > strong * most / (1 - most) else { return }
        let factor = strong * most / (1 - most) / weak
        for level in weakLevels { counts[level.rawValue] *= factor }
    }

    /// Relatives of the same family name stand for those whose name was written in two ways.
    private func learnRelatives(_ weights: inout MatchWeights) {
        var relatives = LevelTable()
        var relativeCount = 0.0
        let classes = ClassProbabilities(weights)
        for line in namesakes {
            let count = classes.memberships(of: line.slots).relative * line.count * namesakeScale
            relativeCount += count
            for field in 0..<LevelTable.fields { relatives.values[Int(line.slots[field])] += count }
        }
        for field in [MatchField.nationality, .document, .phone] {
            weights.relatives.levels.set(
                field, relatives.pooled(field), prior: start.relatives.levels,
                weight: Self.relativesPrior)
        }
        // Relatives may have neighbouring numbers, never the same.
        let document = LevelTable.slot(
            MatchField.document.rawValue, 0, AgreementLevel.same.rawValue)
        weights.relatives.levels.values[document] = weights.unrelated.levels.values[document]
        learnTwins(&weights, classes)
        let sameName = start.relatives[.familyNames, .same]
        weights.relatives.share = max(relativeCount / sameName, 0.5) / pairs
        weights.unrelated.share = 1 - weights.matches.share - weights.relatives.share
    }

    /// How many relatives are born on one day is learnt from those who are two for certain, by other
    /// given names and another document; there are at least as many as is usual.
    private func learnTwins(_ weights: inout MatchWeights, _ classes: ClassProbabilities) {
        func isDifferent(_ field: MatchField, _ line: PatternCounts.Line) -> Bool {
            Self.level(of: field, in: line) == .different
        }
        var (twins, all) = (0.0, 0.0)
        for line in namesakes
        where isDifferent(.givenNames, line) && isDifferent(.document, line)
            && Self.level(of: .birth, in: line) != .missing
        {
            let (match, relative) = classes.memberships(of: line.slots)
            let count = (match + relative) * line.count * namesakeScale
            all += count
            if Self.level(of: .birth, in: line) == .same { twins += count }
        }
        let usual = start.relatives[.birth, .same]
        let share = (twins + Self.twinsPrior * usual) / (all + Self.twinsPrior)
        let learnt = min(max(share, usual), Self.mostTwins)
        for row in LevelTable.rows(of: .birth) {
            for (level, slot) in row.enumerated() where level > 0 {
                let former = start.relatives.levels.values[slot]
                weights.relatives.levels.values[slot] =
                    level == AgreementLevel.same.rawValue
                    ? learnt : former * (1 - learnt) / (1 - usual)
            }
        }
    }

    private static func level(
        of field: MatchField, in line: PatternCounts.Line
    ) -> AgreementLevel? {
        AgreementLevel(rawValue: Int(line.slots[field.rawValue]) % LevelTable.levels)
    }

    private func learnUnrelated(_ weights: inout MatchWeights) {
        var counts = LevelTable()
        let classes = ClassProbabilities(weights)
        for line in random {
            let (match, relative) = classes.memberships(of: line.slots)
            let count = line.count * max(1 - match - relative, 0)
            for field in 0..<LevelTable.fields { counts.values[Int(line.slots[field])] += count }
        }
        for field in MatchField.allCases where field != .nameOrder {
            var pooled = counts.pooled(field)
            for level in pooled.indices where start.unrelated.levels.has(field, level) {
                pooled[level] += 0.5
            }
            let shares = LevelTable.distribution(pooled)
            for row in LevelTable.rows(of: field) {
                let own = counts.values[row].dropFirst().reduce(0, +)
                let prior = Self.contextPrior.pairs + Self.contextPrior.share * own
                let here = zip(counts.values[row], shares).map { $0 + prior * $1 }
                weights.unrelated.levels.values.replaceSubrange(
                    row, with: LevelTable.distribution(here))
                if !MatchWeights.familyFields.contains(field) {
                    weights.relatives.levels.values.replaceSubrange(
                        row, with: weights.unrelated.levels.values[row])
                }
            }
        }
    }

    /// The mean over matches of the share of records with the agreed value. A value's own share then
    /// takes the place of the mean: the weight of agreeing on a value v is log₂(m / f(v)), since
    /// both of two unrelated records have it with f(v)², and both of a match with about f(v).
    private func learnRarity(_ weights: inout MatchWeights) {
        var sums = LevelTable()
        var counts = LevelTable()
        let classes = ClassProbabilities(weights)
        for line in candidates {
            let match = classes.memberships(of: line.slots).match
            for field in 0..<LevelTable.fields where line.shares[field] > 0 {
                sums.values[Int(line.slots[field])] += match * Double(line.shares[field])
                counts.values[Int(line.slots[field])] += match * line.count
            }
        }
        for field in MatchField.allCases {
            let (sum, count) = (sums.pooled(field), counts.pooled(field))
            for row in LevelTable.rows(of: field) {
                for (level, slot) in row.enumerated() where sum[level] > 0 {
                    let mean =
                        (sums.values[slot] + Self.prior * sum[level] / count[level])
                        / (counts.values[slot] + Self.prior)
                    weights.meanRarity.values[slot] = log2(mean)
                }
            }
        }
    }
}

extension MatchWeights {
    /// Whether learning has come to rest.
    fileprivate func isNear(_ other: Self) -> Bool {
        abs(log(matches.share / other.matches.share)) < 1e-5
            && zip(matches.levels.values, other.matches.levels.values)
                .allSatisfy { abs($0 - $1) < 1e-5 }
            && zip(relatives.levels.values, other.relatives.levels.values)
                .allSatisfy { abs($0 - $1) < 1e-4 }
    }
}

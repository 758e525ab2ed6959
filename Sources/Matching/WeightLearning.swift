import func Glibc.log
import func Glibc.log2

/// How often each pattern was seen, with what is needed to weigh rare values.
struct PatternCounts {
    struct Entry {
        var count = 0.0
        /// The sums over its pairs of the share of records that have the agreed value, by field.
        var shares = SIMD8<Float>()
    }

    private(set) var entries: [UInt32: Entry] = [:]

    mutating func add(_ agreement: Agreement, shares: SIMD8<Float>) {
        var entry = entries[agreement.pattern.bits] ?? Entry()
        entry.count += 1
        entry.shares += shares
        entries[agreement.pattern.bits] = entry
    }

    /// In an order that does not depend on how they came.
    var sorted: [(pattern: AgreementPattern, entry: Entry)] {
        entries.sorted { $0.key < $1.key }.map { (AgreementPattern(bits: $0.key), $0.value) }
    }
}

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
    let candidates: PatternCounts
    /// How many candidates each counted one stands for.
    let scale: Double
    let random: PatternCounts
    let records: Int

    /// The weight of the starting values, in pairs.
    private static let prior = 4.0
    private static let relativesPrior = 20.0
    private static let rounds = 300

    func weights() -> MatchWeights {
        let candidates = candidates.sorted
        let random = random.sorted
        let start = MatchWeights.initial(records: records)
        var weights = start
        let pairs = max(Double(records) * Double(records - 1) / 2, 1)
        learnUnrelated(&weights, from: random)
        for _ in 0..<Self.rounds {
            let before = weights
            var matches = start.matches.levels.map { $0.map { $0 * Self.prior } }
            var relatives = start.relatives.levels.map { $0.map { $0 * Self.relativesPrior } }
            var (matchCount, relativeCount) = (0.0, 0.0)
            for (pattern, entry) in candidates {
                let (match, relative) = before.memberships(of: pattern)
                let count = entry.count * scale
                matchCount += match * count
                relativeCount += relative * count
                for field in MatchField.allCases {
                    matches[field.rawValue][pattern.level(field.rawValue)] += match * count
                    relatives[field.rawValue][pattern.level(field.rawValue)] += relative * count
                }
            }
            weights.matches.levels = matches.map(Self.distribution)
            for field in MatchWeights.familyFields {
                weights.relatives[field] = Self.distribution(relatives[field.rawValue])
            }
            weights.matches.share = max(matchCount, 0.5) / pairs
            weights.relatives.share = max(relativeCount, 0.5) / pairs
            weights.unrelated.share = 1 - weights.matches.share - weights.relatives.share
            learnUnrelated(&weights, from: random)
            if weights.isNear(before) { break }
        }
        learnRarity(&weights, from: candidates)
        return weights
    }

    private func learnUnrelated(
        _ weights: inout MatchWeights, from random: [(pattern: AgreementPattern, entry: PatternCounts.Entry)]
    ) {
        var counts = weights.unrelated.levels.map { $0.map { $0 > 0 ? 0.5 : 0 } }
        for (pattern, entry) in random {
            let (match, relative) = weights.memberships(of: pattern)
            let count = entry.count * max(1 - match - relative, 0)
            for field in 0..<counts.count { counts[field][pattern.level(field)] += count }
        }
        for field in MatchField.allCases where field != .nameOrder {
            weights.unrelated[field] = Self.distribution(counts[field.rawValue])
            if !MatchWeights.familyFields.contains(field) {
                weights.relatives[field] = weights.unrelated[field]
            }
        }
    }

    /// The mean over matches of the share of records with the agreed value. A value's own share then
    /// takes the place of the mean: the weight of agreeing on a value v is log₂(m / f(v)), since
    /// both of two unrelated records have it with f(v)², and both of a match with about f(v).
    private func learnRarity(
        _ weights: inout MatchWeights, from candidates: [(pattern: AgreementPattern, entry: PatternCounts.Entry)]
    ) {
        var sums = weights.meanRarity
        var counts = weights.meanRarity
        for (pattern, entry) in candidates {
            let match = weights.memberships(of: pattern).match
            for field in MatchField.allCases where entry.shares[field.rawValue] > 0 {
                let level = pattern.level(field.rawValue)
                sums[field.rawValue][level] += match * Double(entry.shares[field.rawValue])
                counts[field.rawValue][level] += match * entry.count
            }
        }
        for field in 0..<sums.count {
            for level in 0..<sums[field].count where sums[field][level] > 0 {
                weights.meanRarity[field][level] = log2(sums[field][level] / counts[field][level])
            }
        }
    }

    /// Counts as probabilities; the count of missing values is left out.
    private static func distribution(_ counts: [Double]) -> [Double] {
        let sum = counts.dropFirst().reduce(0, +)
        return [1] + counts.dropFirst().map { sum > 0 ? $0 / sum : 0 }
    }
}

extension MatchWeights {
    /// The probabilities that a pair of that pattern is of one person, and of two relatives.
    func memberships(of pattern: AgreementPattern) -> (match: Double, relative: Double) {
        let match = matches.share * matches.probability(of: pattern)
        let relative = relatives.share * relatives.probability(of: pattern)
        let other = unrelated.share * unrelated.probability(of: pattern)
        let all = match + relative + other
        return all > 0 ? (match / all, relative / all) : (0, 0)
    }

    /// Whether learning has come to rest.
    fileprivate func isNear(_ other: Self) -> Bool {
        abs(log(matches.share / other.matches.share)) < 1e-6
            && zip(matches.levels.joined(), other.matches.levels.joined())
                .allSatisfy { abs($0 - $1) < 1e-6 }
            && zip(relatives.levels.joined(), other.relatives.levels.joined())
                .allSatisfy { abs($0 - $1) < 1e-5 }
    }
}

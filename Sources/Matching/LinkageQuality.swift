import Casework

/// How pairs that were called the same person hold against those that are.
public struct LinkageQuality: Hashable, Sendable {
    public let right: Int
    public let wrong: Int
    public let missed: Int

    public init(right: Int, wrong: Int, missed: Int) {
        self.right = right
        self.wrong = wrong
        self.missed = missed
    }

    public init(found: Set<RecordPair>, truth: Set<RecordPair>) {
        let right = found.intersection(truth).count
        self.init(right: right, wrong: found.count - right, missed: truth.count - right)
    }

    /// The share of found pairs that are right; 1 where none was found.
    public var precision: Double { share(of: right, in: right + wrong) }
    /// The share of right pairs that were found; 1 where there are none.
    public var recall: Double { share(of: right, in: right + missed) }
    /// The harmonic mean of both.
    public var f1: Double { share(of: 2 * right, in: 2 * right + wrong + missed) }

    private func share(of part: Int, in whole: Int) -> Double {
        whole == 0 ? 1 : Double(part) / Double(whole)
    }
}

/// The matcher's findings over a table, held against the pairs known to be one person.
public struct MatchingEvaluation: Sendable {
    public let candidates: Int
    /// How many of the true pairs were compared at all.
    public let comparedTruth: Int
    /// The threshold chosen without labels, and what it gives.
    public let threshold: Double
    public let quality: LinkageQuality
    /// The threshold that gives the best F1, which only labels can tell.
    public let bestThreshold: Double
    public let bestQuality: LinkageQuality
    /// What the two exact rules merge without asking.
    public let automatic: LinkageQuality

    public init(
        _ result: DuplicateSearch.Result, of people: [PersonRecord], truth: Set<RecordPair>
    ) {
        candidates = result.candidates
        threshold = result.threshold
        var right = 0
        var known = 0
        var best = (threshold: result.pairs.first?.score ?? 0, quality: LinkageQuality(
            right: 0, wrong: 0, missed: truth.count))
        for (index, pair) in result.pairs.enumerated() {
            if truth.contains(RecordPair(pair.left, pair.right)) { right += 1 }
            known = right
            if index + 1 < result.pairs.count, result.pairs[index + 1].score == pair.score {
                continue
            }
            let quality = LinkageQuality(
                right: right, wrong: index + 1 - right, missed: truth.count - right)
            if quality.f1 > best.quality.f1 { best = (pair.score, quality) }
        }
        comparedTruth = known
        bestThreshold = best.threshold
        bestQuality = best.quality
        quality = LinkageQuality(found: result.matches, truth: truth)
        automatic = LinkageQuality(found: Self.automaticPairs(people), truth: truth)
    }

    /// The pairs that the two exact rules make one person.
    public static func automaticPairs(_ people: [PersonRecord]) -> Set<RecordPair> {
        var groups = PersonGroups(records: people.count)
        var first: [AutomaticIdentity: Int] = [:]
        for (index, person) in people.enumerated() {
            guard let identity = person.description.automaticIdentity else { continue }
            if let earlier = first[identity] {
                groups.unite(earlier, index)
            } else {
                first[identity] = index
            }
        }
        return groups.pairs
    }
}

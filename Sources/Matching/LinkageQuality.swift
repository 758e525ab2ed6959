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
    /// How many of the true pairs were compared, and not put aside at once.
    public let keptTruth: Int
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
        keptTruth = result.pairs.count { truth.contains(RecordPair($0.left, $0.right)) }
        let nothing = LinkageQuality(right: 0, wrong: 0, missed: truth.count)
        var (quality, best) = (nothing, nothing)
        var bestThreshold = result.links.first?.score ?? 0
        var groups = PersonGroups(records: people.count)
        var (right, found) = (0, 0)
        for (index, link) in result.links.enumerated() {
            for one in groups.members(of: groups.root(of: link.left)) {
                for other in groups.members(of: groups.root(of: link.right)) {
                    found += 1
                    if truth.contains(RecordPair(one, other)) { right += 1 }
                }
            }
            groups.unite(link.left, link.right)
            // A threshold takes all pairs of one score or none.
            let isLast = index + 1 == result.links.count
            if !isLast, result.links[index + 1].score == link.score { continue }
            let here = LinkageQuality(
                right: right, wrong: found - right, missed: truth.count - right)
            if link.score >= threshold { quality = here }
            if here.f1 > best.f1 { (best, bestThreshold) = (here, link.score) }
        }
        self.quality = quality
        self.bestThreshold = bestThreshold
        bestQuality = best
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

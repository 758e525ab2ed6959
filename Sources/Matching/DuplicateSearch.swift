import func Glibc.exp2f

/// Two records, by their places in the table given, the lesser first; and log₂ of the odds that they
/// are of one person.
public struct ScoredPair: Hashable, Sendable {
    public let left: Int
    public let right: Int
    public let score: Double
}

/// A pair, and what it is thought to be one person by: the weightiest first.
public struct ExplainedPair: Hashable, Sendable {
    public let pair: ScoredPair
    public let reasons: [MatchReason]
}

/// Finds the probable duplicates in a table of records, with weights learnt from the table itself.
///
/// What it finds depends on the records alone, not on their order, and is the same every time.
public struct DuplicateSearch: Sendable {
    public enum Stage: Sendable { case reading, learning, comparing }

    public struct Result: Sendable {
        public let weights: MatchWeights
        /// All pairs that could be of one person, the most certain first.
        public let pairs: [ScoredPair]
        /// The score from which pairs are taken to be of one person, chosen without labels.
        public let threshold: Double
        /// How many pairs were compared.
        public let candidates: Int
        /// The pairs by which records are gathered into people, the most certain first; below the
        /// threshold too.
        public let links: [ScoredPair]
        /// Why the most certain of the pairs are thought to be of one person, from `explainedFrom` on.
        public let explained: [ExplainedPair]

        /// The records of a table of `records` gathered into people by the links from the threshold on.
        public func people(of records: Int) -> PersonGroups {
            var groups = PersonGroups(records: records)
            for link in links.prefix(while: { $0.score >= threshold }) {
                groups.unite(link.left, link.right)
            }
            return groups
        }
    }

    /// How many records of a block each of them is compared with.
    public var window = 40
    /// The pairs that are compared, by the places of the records, where somebody else chose them; nil
    /// for those that share a blocking key.
    public var givenPairs: Set<RecordPair>?
    /// How many random pairs show what agreement by chance is, at least: of many records more, since
    /// what is rare by chance must be told from what is rarer still.
    public var randomPairs = 300_000
    /// How many candidates weights are learnt from.
    public var learningPairs = 1_000_000
    /// Pairs below this score are not kept.
    public var leastScore = -10.0
    /// Pairs from this score on are explained; none unless it is set.
    public var explainedFrom = Double.infinity

    public init() {}

    /// The pairs that would be compared.
    public func candidates(among people: [PersonRecord]) -> [RecordPair] {
        let order = Self.order(people)
        let candidates = chosenPairs(RecordTable(order.map { people[$0] }), order)
        var seen = [Int32](repeating: -1, count: people.count)
        var pairs: [RecordPair] = []
        for one in people.indices {
            candidates.forEach(of: one, seen: &seen) {
                pairs.append(RecordPair(order[one], order[$0]))
            }
        }
        return pairs
    }

    private static func order(_ people: [PersonRecord]) -> [Int] {
        people.indices.sorted { PersonRecord.precedes(people[$0], people[$1]) }
    }

    private func chosenPairs(_ table: RecordTable, _ order: [Int]) -> CandidatePairs {
        guard let givenPairs else { return CandidatePairs(table, window: window) }
        let places = Self.places(order)
        let placed = givenPairs.map { RecordPair(places[$0.left], places[$0.right]) }
            .sorted { ($0.left, $0.right) < ($1.left, $1.right) }
        return CandidatePairs(placed, of: table.count)
    }

    /// Where each record stands in an order.
    private static func places(_ order: [Int]) -> [Int] {
        var places = [Int](repeating: 0, count: order.count)
        for (sorted, original) in order.enumerated() { places[original] = sorted }
        return places
    }

    public func run(
        _ people: [PersonRecord],
        progress: (Stage, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
    ) -> Result {
        let order = Self.order(people)
        progress(.reading, 0, people.count)
        let comparator = ClearTextComparator(order.map { people[$0] })
        let table = comparator.table
        let candidates = chosenPairs(table, order)
        let weights = learn(comparator, candidates, progress: progress)
        let matcher = Matcher(weights)
        var seen = [Int32](repeating: -1, count: table.count)
        var pairs: [ScoredPair] = []
        var compared = 0
        for one in 0..<table.count {
            if one & 1023 == 0 { progress(.comparing, one, table.count) }
            candidates.forEach(of: one, seen: &seen) { other in
                compared += 1
                let score = matcher.score(comparator.agreement(one, other))
                if score < leastScore { return }
                let (left, right) = (order[one], order[other])
                pairs.append(
                    ScoredPair(left: min(left, right), right: max(left, right), score: score))
            }
        }
        pairs.sort {
            $0.score != $1.score
                ? $0.score > $1.score : ($0.left, $0.right) < ($1.left, $1.right)
        }
        let place = Self.places(order)
        func agreement(_ left: Int, _ right: Int) -> Agreement {
            let (one, other) = (place[left], place[right])
            return comparator.agreement(min(one, other), max(one, other))
        }
        let links = Self.links(pairs, records: people.count) {
            matcher.score(agreement($0, $1))
        }
        let explained = pairs.prefix { $0.score >= explainedFrom }.map {
            ExplainedPair(
                pair: $0, reasons: matcher.explain(agreement($0.left, $0.right)).reasons)
        }
        return Result(
            weights: weights, pairs: pairs, threshold: Self.threshold(pairs),
            candidates: compared, links: links, explained: explained)
    }

    /// The pairs that gather records into people, the most certain first. Two groups become one if all
    /// their records taken together speak for it: so that one likeness does not chain a family
    /// together.
    static func links(
        _ pairs: [ScoredPair], records: Int, score: (Int, Int) -> Double
    ) -> [ScoredPair] {
        var groups = PersonGroups(records: records)
        return pairs.filter { pair in
            let left = groups.members(of: groups.root(of: pair.left))
            let right = groups.members(of: groups.root(of: pair.right))
            if left.contains(pair.right) { return false }
            if left.count * right.count > 1 {
                var sum = 0.0
                for one in left {
                    for other in right { sum += score(one, other) }
                }
                if sum <= 0 { return false }
            }
            return groups.unite(pair.left, pair.right)
        }
    }

    private func learn(
        _ comparator: ClearTextComparator, _ candidates: CandidatePairs,
        progress: (Stage, Int, Int) -> Void
    ) -> MatchWeights {
        let count = comparator.table.count
        // Every so-manieth record with its candidates, until there are enough.
        let most = givenPairs?.count ?? count * window
        let stride = max(1, most / max(learningPairs, 1))
        var seen = [Int32](repeating: -1, count: count)
        var sample = PairSample(scale: Double(stride))
        for one in Swift.stride(from: 0, to: count, by: stride) {
            if one & 1023 == 0 { progress(.learning, one, count) }
            candidates.forEach(of: one, seen: &seen) { other in
                let agreement = comparator.agreement(one, other)
                sample.counts.add(agreement, shares: Self.shares(agreement))
            }
        }
        return WeightLearning(
            candidates: sample,
            random: .random(comparator, limit: max(randomPairs, 4 * count)),
            namesakes: .namesakes(comparator, limit: randomPairs), records: count
        ).weights()
    }

    private static func shares(_ agreement: Agreement) -> SIMD8<Float> {
        var shares = SIMD8<Float>()
        for field in 0..<8 where agreement.rarity[field] > 0 {
            shares[field] = exp2f(-agreement.rarity[field])
        }
        return shares
    }

    /// The score from which on the expected F1 is greatest, if scores are true odds; never below even
    /// odds, where nobody would call it the same person.
    ///
    /// Of the k first pairs Σp are expected to be right, of all pairs P; so F1 = 2 Σp / (k + P). Source:
    /// Z. C. Lipton, C. Elkan and B. Naryanaswamy, "Optimal Thresholding of Classifiers to Maximize F1
    /// Measure", 2014.
    static func threshold(_ pairs: [ScoredPair]) -> Double {
        let probabilities = pairs.map { Matcher.probability(ofScore: $0.score) }
        let all = probabilities.reduce(0, +)
        var right = 0.0
        var best = (value: 0.0, score: 0.0)
        for (index, pair) in pairs.enumerated() {
            right += probabilities[index]
            let value = 2 * right / (Double(index + 1) + all)
            if value > best.value { best = (value, pair.score) }
        }
        return max(best.score, 0)
    }
}

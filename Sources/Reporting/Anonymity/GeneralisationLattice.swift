/// All ways to generalise the columns of a table as wholes, and the search for the one that loses
/// least.
///
/// A node names a level for each ladder. What makes a class publishable (people, different sets of
/// services, nothing harmful shared by all) survives when classes are joined, so the share of people
/// suppressed never grows on the way up. The search uses that like Flash and OLA: a node that
/// suppresses too many rules out all below it. Unlike theirs, its loss counts suppressed people as
/// well, so the best node need not be a lowest one; nodes are taken in the order of the least that
/// they can lose, and the search ends when no node left can beat the best. The result is the
/// optimum over all nodes.
struct GeneralisationLattice {
    typealias Node = [Int]

    let ladders: [Ladder]
    let base: EquivalenceClasses
    let rule: AnonymityRule
    /// For each ladder and level, the share of the column's information that is lost: one minus
    /// what is left of its entropy.
    let losses: [[Double]]
    let people: Int

    init(ladders: [Ladder], base: EquivalenceClasses, rule: AnonymityRule) {
        self.ladders = ladders
        self.base = base
        self.rule = rule
        losses = ladders.map { ladder in
            let entropies = ladder.levels.map { level in
                Self.entropy(of: ladder.quasiIdentifier, at: level, in: base)
            }
            let whole = entropies.first ?? 0
            return entropies.map { whole > 0 ? max(0, 1 - $0 / whole) : 0 }
        }
        people = base.contents.reduce(0) { $0 + $1.people }
    }

    /// The loss by generalisation alone, from 0 to 1: the mean over the columns.
    func generalisationLoss(of node: Node) -> Double {
        zip(losses, node).reduce(0) { $0 + $1.0[$1.1] } / Double(max(node.count, 1))
    }

    /// The loss in all: somebody suppressed has lost everything.
    func loss(of node: Node, suppressed: Int) -> Double {
        let share = people == 0 ? 0 : Double(suppressed) / Double(people)
        return share + (1 - share) * generalisationLoss(of: node)
    }

    /// How the keys of the people as they are become those of a node.
    func generalise(to node: Node) -> (UInt64) -> UInt64 {
        Self.rewrite(
            zip(ladders, node).map { ladder, level in
                let level = ladder.levels[level]
                return (ladder.quasiIdentifier, level.table)
            })
    }

    /// How the keys of a node become those of a more general one.
    func generalise(from finer: Node, to node: Node) -> (UInt64) -> UInt64 {
        if finer.allSatisfy({ $0 == 0 }) { return generalise(to: node) }
        return Self.rewrite(
            zip(ladders, zip(finer, node)).map { ladder, step in
                let from = ladder.levels[step.0]
                let to = ladder.levels[step.1]
                var table = [UInt16](repeating: 0, count: from.values.count)
                for number in ladder.levels[0].table.indices {
                    table[Int(from.value(of: number))] = to.value(of: number)
                }
                return (ladder.quasiIdentifier, table)
            })
    }

    /// Puts another number into each place of a key; a number beyond its table is the table's first.
    private static func rewrite(
        _ tables: [(quasiIdentifier: QuasiIdentifier, table: [UInt16])]
    ) -> (UInt64) -> UInt64 {
        let steps = tables.map { ($0.quasiIdentifier.place, $0.table) }
        return { key in
            var result: UInt64 = 0
            for (place, table) in steps {
                let number = Int(key >> place.shift & (1 << place.width - 1))
                result |= UInt64(number < table.count ? table[number] : table[0]) << place.shift
            }
            return result
        }
    }

    var nodes: [Node] {
        ladders.reduce([[]]) { nodes, ladder in
            nodes.flatMap { node in ladder.levels.indices.map { node + [$0] } }
        }
    }

    /// The best node, how many people it suppresses, and how many nodes were counted to find it; nil
    /// when even the most general suppresses too many.
    func optimum() -> (node: Node, suppressed: Int, counted: Int)? {
        var search = GeneralisationSearch(lattice: self)
        let ordered = nodes.map { (node: $0, least: generalisationLoss(of: $0)) }
            .sorted {
                $0.least == $1.least
                    ? $0.node.lexicographicallyPrecedes($1.node) : $0.least < $1.least
            }
        for (node, least) in ordered {
            if let best = search.best, least >= best.loss { break }
            search.settle(node)
        }
        return search.best.map { ($0.node, $0.suppressed, search.counted.count) }
    }

    private static func entropy(
        of quasiIdentifier: QuasiIdentifier, at level: Ladder.Level, in classes: EquivalenceClasses
    ) -> Double {
        var counts = [Int](repeating: 0, count: level.values.count)
        for (key, content) in zip(classes.keys, classes.contents) {
            counts[Int(level.value(of: quasiIdentifier.number(in: key)))] += content.people
        }
        return Entropy.bits(of: counts)
    }
}

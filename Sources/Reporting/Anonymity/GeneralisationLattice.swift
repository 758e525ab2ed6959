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

    func generalise(to node: Node) -> (UInt64) -> UInt64 {
        let steps = zip(ladders, node).map { ladder, level in
            (ladder.quasiIdentifier.place, ladder.quasiIdentifier, ladder.levels[level])
        }
        return { key in
            var result: UInt64 = 0
            for (place, quasiIdentifier, level) in steps {
                result |= UInt64(level.value(of: quasiIdentifier.number(in: key))) << place.shift
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
        var search = Search(lattice: self)
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

/// What a search has found so far.
private struct Search {
    let lattice: GeneralisationLattice
    var best: (node: GeneralisationLattice.Node, suppressed: Int, loss: Double)?
    private(set) var counted: [(node: GeneralisationLattice.Node, suppressed: Int)] = []
    private let allowed: Int

    init(lattice: GeneralisationLattice) {
        self.lattice = lattice
        allowed = Int(Double(lattice.people) * lattice.rule.maximumSuppressed)
    }

    /// Counts the node, or shows that it cannot be the best; on the way it looks half-way up the
    /// lattice, where one count rules out many.
    mutating func settle(_ node: GeneralisationLattice.Node) {
        guard canBeBest(node) else { return }
        var path = path(up: node)
        while !path.isEmpty {
            let middle = path[path.count / 2]
            count(middle)
            if !canBeBest(node) { return }
            path = Array(path.prefix(path.count / 2))
        }
    }

    /// Whether the node is not counted yet, and could lose less than the best there is.
    private func canBeBest(_ node: GeneralisationLattice.Node) -> Bool {
        // Whoever a more general node suppresses, this one suppresses too.
        var suppressed = 0
        for other in counted {
            if other.node == node { return false }
            if other.suppressed > suppressed, zip(node, other.node).allSatisfy({ $0 <= $1 }) {
                suppressed = other.suppressed
            }
        }
        guard suppressed <= allowed else { return false }
        guard let best else { return true }
        return lattice.loss(of: node, suppressed: suppressed) < best.loss
    }

    /// The node, then always the step that loses least, up to the most general.
    private func path(up node: GeneralisationLattice.Node) -> [GeneralisationLattice.Node] {
        var path = [node]
        var node = node
        while true {
            let steps = node.indices.filter { node[$0] + 1 < lattice.losses[$0].count }
            let step = steps.min { left, right in
                increase(of: left, in: node) < increase(of: right, in: node)
            }
            guard let step else { return path }
            node[step] += 1
            path.append(node)
        }
    }

    private func increase(of column: Int, in node: GeneralisationLattice.Node) -> Double {
        lattice.losses[column][node[column] + 1] - lattice.losses[column][node[column]]
    }

    private mutating func count(_ node: GeneralisationLattice.Node) {
        guard !counted.contains(where: { $0.node == node }) else { return }
        let classes = EquivalenceClasses(
            joining: lattice.base, by: lattice.generalise(to: node))
        let suppressed = classes.suppressed(under: lattice.rule)
        counted.append((node, suppressed))
        guard suppressed <= allowed else { return }
        let loss = lattice.loss(of: node, suppressed: suppressed)
        if let best,
            best.loss < loss || (best.loss == loss && !node.lexicographicallyPrecedes(best.node))
        {
            return
        }
        best = (node, suppressed, loss)
    }
}

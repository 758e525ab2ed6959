/// A search of a lattice, and what it has found so far.
struct GeneralisationSearch {
    let lattice: GeneralisationLattice
    private(set) var best: (node: GeneralisationLattice.Node, suppressed: Int, loss: Double)?
    private(set) var counted: [(node: GeneralisationLattice.Node, suppressed: Int)] = []
    private let allowed: Int
    /// The classes of some nodes, from which those above them are joined sooner than from the base:
    /// few and small, so that they cost little memory.
    private var kept: [(node: GeneralisationLattice.Node, classes: EquivalenceClasses)] = []
    private static let keptNodes = 6

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

    private mutating func classes(of node: GeneralisationLattice.Node) -> EquivalenceClasses {
        let finest = [Int](repeating: 0, count: node.count)
        var source = (node: finest, classes: lattice.base)
        for (other, classes) in kept
        where classes.count < source.classes.count && zip(other, node).allSatisfy({ $0 <= $1 }) {
            source = (other, classes)
        }
        let classes = EquivalenceClasses(
            joining: source.classes, by: lattice.generalise(from: source.node, to: node))
        if kept.count < Self.keptNodes, 8 * classes.count <= lattice.base.count,
            2 * classes.count <= source.classes.count || source.node == finest
        {
            kept.append((node, classes))
        }
        return classes
    }

    private mutating func count(_ node: GeneralisationLattice.Node) {
        guard !counted.contains(where: { $0.node == node }) else { return }
        let classes = classes(of: node)
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

public import Casework
public import Codelists

/// Rows about people in whom nobody can be found: the only form in which rows leave the service.
///
/// Nothing outside this module can make one: what is exported has been through the rule. A row is a
/// person, counted once: an identified person with all their contacts of the quarter, or one of the
/// anonymous people of a tally. So k counts people, and rows and suppressed add up to the people of
/// the quarter.
public struct AnonymousMicrodata: Sendable {
    /// How one column is told.
    public struct Column: Sendable {
        public let quasiIdentifier: QuasiIdentifier
        /// The step that was taken, from 0, and how many there are.
        public let level: Int
        public let levels: Int
        public let levelName: String
        public let values: [Ladder.Value]
        /// The share of the column's information that is lost.
        public let loss: Double
    }

    public let quarter: Quarter
    public let rule: AnonymityRule
    public let columns: [Column]
    /// Rows that are alike, with how many people they stand for; sorted by what they show.
    public let groups: [PeopleGroup]
    public let people: Int
    public let suppressed: Int
    public let before: ReidentificationRisk
    public let after: ReidentificationRisk
    /// From 0 to 1: the mean loss of the columns for whoever is published, and 1 for who is not.
    public let loss: Double
    /// How many ways to generalise there are, and how many had to be counted to find the best.
    public let nodes: Int
    public let nodesCounted: Int
    /// The fewest different sets of services in any class.
    public let fewestSets: Int

    public var published: Int { people - suppressed }

    /// Generalises the people of a quarter with the least loss that satisfies the rule.
    ///
    /// `withheld` are people of the quarter of whom nothing may be told: they are among the
    /// suppressed, so that nobody sees why.
    ///
    /// - Throws: `CannotAnonymise` when even the most general form suppresses too many.
    public init(
        _ groups: consuming [PeopleGroup], withheld: Int = 0, in quarter: Quarter,
        rule: AnonymityRule
    ) throws(CannotAnonymise) {
        var rows = groups
        let ladders = QuasiIdentifier.allCases.map { Ladder($0, in: quarter) }
        let base = EquivalenceClasses(rows, l: rule.l)
        let lattice = GeneralisationLattice(ladders: ladders, base: base, rule: rule)
        guard lattice.people > 0, let best = lattice.optimum() else {
            throw CannotAnonymise(people: lattice.people + withheld)
        }
        let generalise = lattice.generalise(to: best.node)
        let classes = EquivalenceClasses(joining: base, by: generalise)
        self.quarter = quarter
        self.rule = rule
        columns = zip(ladders, zip(best.node, lattice.losses)).map { ladder, choice in
            let level = ladder.levels[choice.0]
            return Column(
                quasiIdentifier: ladder.quasiIdentifier, level: choice.0,
                levels: ladder.levels.count, levelName: level.name, values: level.values,
                loss: choice.1[choice.0])
        }
        people = lattice.people + withheld
        suppressed = best.suppressed + withheld
        let published = Double(lattice.people - best.suppressed) / Double(people)
        loss = 1 - published * (1 - lattice.generalisationLoss(of: best.node))
        nodes = lattice.nodes.count
        nodesCounted = best.counted
        before = ReidentificationRisk(base.contents.lazy.map(\.people), k: rule.k)
        let kept = classes.contents.filter { EquivalenceClasses.isAnonymous($0, under: rule) }
        after = ReidentificationRisk(kept.lazy.map(\.people), k: rule.k)
        fewestSets = kept.lazy.map(\.sets).min() ?? 0
        for index in rows.indices { rows[index].key = generalise(rows[index].key) }
        rows.removeAll { !classes.isAnonymous($0.key, under: rule) }
        // By what is shown and nothing else: the order tells nothing more.
        rows.sort { ($0.key, $0.services) < ($1.key, $1.services) }
        self.groups = rows
    }

    /// The place in a column's values that a group has.
    public func value(of group: PeopleGroup, in column: Column) -> Int {
        column.quasiIdentifier.number(in: group.key)
    }

    /// The services that a group had, as their codelist numbers them.
    public static func services(of group: PeopleGroup) -> [Service] {
        (0..<Int16(64)).filter { group.services >> UInt64($0) & 1 == 1 }.map { Service(number: $0) }
    }
}

/// There are too few people, or they are too much alike, for any row to be published.
public struct CannotAnonymise: Error, Hashable, Sendable {
    public let people: Int
}

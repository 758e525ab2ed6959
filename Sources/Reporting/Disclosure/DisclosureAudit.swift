/// What the audit of a public release found: how closely each hidden number can be bounded by
/// somebody who sees the whole release, and the editions before it, and knows the counting rule.
public struct DisclosureAudit: Hashable, Sendable {
    /// The feasible interval of a hidden number, whether or not somebody believes its mark.
    public struct Interval: Hashable, Sendable {
        public let address: CellAddress
        public let measure: Measure
        /// The mark of its cell.
        public let suppression: Suppression
        public let least: Int
        /// Nil where nothing published bounds it.
        public let greatest: Int?
        /// The same for somebody who believes all marks.
        public let leastBelieved: Int
        public let greatestBelieved: Int?
    }

    /// One for each hidden number, in the order of the release.
    public let intervals: [Interval]
    /// Tables that could not be protected, and are left out of the release.
    public let withheld: [[Dimension]]
    public let cellsShown: Int
    public let cellsSuppressed: Int
    /// Cells that show their people, but not how they divide or how many events there were.
    public let cellsInPart: Int
    /// The people in cells hidden only to protect others; over all tables, so one person may
    /// count several times.
    public let peopleComplementary: Int
    public let peoplePrimary: Int
    /// The fewest people that any choice among these cells has to hide, as far as a linear program
    /// can tell; over all tables, as above. None of the earlier editions' is shown again.
    public let peopleAtLeast: Int
    /// Linear programs solved, from the first choice to the last check.
    public let programsSolved: Int
    public let solver = "COIN-OR CLP"

    public var peopleHidden: Int { peoplePrimary + peopleComplementary }

    /// The optimality gap: by how much of those hidden the choice may be worse than the best one,
    /// from 0, which proves it best, to 1.
    public var gap: Double {
        peopleHidden == 0 ? 0 : Double(peopleHidden - peopleAtLeast) / Double(peopleHidden)
    }
}

extension DisclosureAudit {
    /// Bounds every hidden number by linear programs of its own, from nothing but what is shown.
    ///
    /// Fails when one is bounded more narrowly than the threshold, or when something is shown
    /// that must not be.
    init(
        of frozen: FrozenRelease, after earlier: [FrozenRelease], withheld: [[Dimension]],
        programs: Int
    ) throws(DisclosureFailure) {
        let cells = CellNumbers(frozen.counts, threshold: frozen.threshold, after: earlier)
        var isHidden = cells.system.numbers.map { !$0.isShowable }
        for (key, number) in cells.place {
            isHidden[number] = isHidden[number] || frozen.hiddenKeys.contains(key)
            guard isHidden[number] || !cells.isForced[number] else {
                throw .auditFailed(key.address)
            }
        }
        for (number, what) in cells.system.numbers.enumerated() where isHidden[number] {
            guard what.hides.allSatisfy({ isHidden[$0] }) else {
                throw .auditFailed(cells.keys[number].address)
            }
        }
        let pattern = Concealment(of: cells.system, hiding: isHidden)
        for number in cells.system.numbers.indices where isHidden[number] {
            guard try pattern.attack(on: number) == nil else {
                throw .auditFailed(cells.keys[number].address)
            }
        }
        var intervals: [Interval] = []
        var (suppressed, inPart, primary, complementary) = (0, 0, 0, 0)
        for cell in frozen.counts.cells {
            guard let suppression = frozen.suppression(cell) else { continue }
            for measure in Measure.allCases {
                let key = CellNumbers.Key(address: cell.address, measure: measure)
                guard let number = cells.place[key], isHidden[number] else { continue }
                let bounds = try pattern.attacks[0].interval(of: number)
                let believed = try pattern.attacks[1].interval(of: number)
                intervals.append(
                    Interval(
                        address: cell.address, measure: measure, suppression: suppression,
                        least: bounds.least, greatest: bounds.greatest,
                        leastBelieved: believed.least, greatestBelieved: believed.greatest))
            }
            guard frozen.hides(cell.address, .people) else {
                inPart += 1
                continue
            }
            suppressed += 1
            let people = cell.count[.people]
            if suppression == .primary { primary += people } else { complementary += people }
        }
        peopleAtLeast = try cells.fewestPeople(of: frozen.counts, hiding: isHidden)
        self.intervals = intervals
        self.withheld = withheld
        cellsSuppressed = suppressed
        cellsInPart = inPart
        cellsShown = frozen.counts.cells.count - suppressed
        peoplePrimary = primary
        peopleComplementary = complementary
        programsSolved = programs + pattern.programsSolved
    }
}

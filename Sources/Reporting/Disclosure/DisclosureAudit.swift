/// What the audit of a public release found: how closely each hidden number can be bounded by
/// somebody who sees the whole release, and the editions before it, and knows the counting rule.
public struct DisclosureAudit: Hashable, Sendable {
    /// The feasible interval of a cell's hidden people.
    public struct Interval: Hashable, Sendable {
        public let address: CellAddress
        public let suppression: Suppression
        public let least: Int
        /// Nil where nothing published bounds it.
        public let greatest: Int?
    }

    /// One for each cell whose people are hidden, in the order of the release.
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
    /// Linear programs solved, from the first choice to the last check.
    public let programsSolved: Int
    public let solver = "COIN-OR CLP"
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
        var primary = 0
        var complementary = 0
        var inPart = 0
        for cell in frozen.counts.cells {
            guard let suppression = frozen.suppression(cell) else { continue }
            let key = CellNumbers.Key(address: cell.address, measure: .people)
            guard let number = cells.place[key], isHidden[number] else {
                inPart += 1
                continue
            }
            let people = cell.count[.people]
            if suppression == .primary { primary += people } else { complementary += people }
            let bounds = try pattern.attacks[0].interval(of: number)
            intervals.append(
                Interval(
                    address: cell.address, suppression: suppression, least: bounds.least,
                    greatest: bounds.greatest))
        }
        self.intervals = intervals
        self.withheld = withheld
        cellsSuppressed = intervals.count
        cellsInPart = inPart
        cellsShown = frozen.counts.cells.count - intervals.count
        peoplePrimary = primary
        peopleComplementary = complementary
        programsSolved = programs + pattern.programsSolved
    }
}

/// Everything that the public may ever see of one edition of a quarter, protected as a whole.
///
/// A public report shows a part of the release and nothing else, so however many reports somebody
/// puts beside each other, in whatever languages and formats, they hold no more than the release;
/// and the release holds the audit. It is:
/// - the tables by one dimension, protected first and among themselves: what they hide does not
///   depend on any other table;
/// - the tables by two dimensions of `crossTables`, protected with the first as they stand; one
///   that cannot be protected, because its few people are too many to hide in it, is withheld.
///
/// **What is hidden.** A cell with 0 < people < k hides all its numbers (primary); so do the cells
/// without which it could be bounded to an interval narrower than k (complementary). A cell that
/// shows its people may yet hide how they divide into identified and anonymous, when one of these
/// is below k or would tell of another; and its events, when they would tell of hidden ones.
/// That costs the reader less than hiding people does, so it is tried first. Tables by two
/// dimensions are protected with the parts that the tables by one dimension show as they are.
///
/// **Against whom.** Somebody who sees the release and every edition before it, knows the counting
/// rule (`CellNumbers`), and guesses rightly which hidden numbers did not change between
/// editions. Cells whose people were hidden once stay hidden. Not covered: somebody who subtracts
/// a participant's data that they know, or that a hidden group as a whole is seen to change
/// between editions.
///
/// **How uncertain.** Every hidden number but a part that is truly nobody
/// - can be anything within an interval at least k wide, for somebody who passes over the marks;
/// - has two possible values at least for somebody who believes them: `primary`, that there are
///   between 1 and k − 1 people, and `complementary`, that there are none or at least k. Nothing
///   is ever known exactly, but that nobody is in a cell which is hidden for others' sake.
///
/// An audit says so of each, and without it there is no release. More doubt than that in the face
/// of the marks is dear: two possible values cost the sample quarter nobody, three cost it 7 %
/// more people and a table, and hiding the complementary ones k wide twice as many people.
/// A quarter of so few people that its rows would tell them apart shows its total alone.
///
/// **How good.** The audit states a lower bound on the people that any choice must hide, given the
/// tables by one dimension, and so how far from the best this one may be (`gap`).
public struct Release: Sendable {
    /// The tables by two dimensions that are public, in the order in which they are protected.
    ///
    /// A hub by nationality or by service is not among them: most of its cells are of few people.
    public static let crossTables: [(Dimension, Dimension)] = [
        (.country, .sex), (.country, .age), (.country, .nationality), (.country, .service),
        (.country, .profile), (.country, .channel), (.hub, .sex), (.hub, .age), (.sex, .age),
        (.sex, .nationality), (.age, .nationality), (.sex, .service), (.age, .service),
        (.sex, .profile), (.age, .profile), (.sex, .channel), (.age, .channel),
    ]

    public let frozen: FrozenRelease
    public let audit: DisclosureAudit
    private let figures: [CellAddress: Figure]

    /// Protects what was counted. `threshold` below 5 counts as 5; `earlier` are the editions of
    /// the same quarter, oldest first.
    ///
    /// Fails, and releases nothing, when the counts break the counting rule, when not even the
    /// total can be protected from what earlier editions told, or when the audit of the result
    /// fails.
    public init(
        protecting counts: FrozenCounts, threshold: Int = Self.defaultThreshold,
        after earlier: [FrozenRelease] = []
    ) throws(DisclosureFailure) {
        let threshold = max(threshold, Self.defaultThreshold)
        var counts = counts.adding(empty: Self.emptied(counts, since: earlier))
        var programs = 0
        var withheld: [[Dimension]] = []
        var oneWay: Set<CellNumbers.Key>?
        while oneWay == nil {
            do throws(DisclosureFailure) {
                oneWay = try Self.choose(
                    CellNumbers(counts.oneWay, threshold: threshold, after: earlier),
                    fixing: nil, loosely: false, &programs)
            } catch .unprotectable(let address) {
                // Each row says that somebody is in it: of few people, a few rows tell all.
                guard withheld.isEmpty else { throw .unprotectable(address) }
                withheld = counts.tables.filter { !$0.isEmpty }
                for table in withheld { counts = counts.without(table) }
            }
        }
        var filled = Set<[Dimension]>()
        var isLoose = false
        while true {
            do throws(DisclosureFailure) {
                let hidden = try Self.choose(
                    CellNumbers(counts, threshold: threshold, after: earlier), fixing: oneWay,
                    loosely: isLoose, &programs)
                let kept = counts.keeping {
                    hidden.contains(.init(address: $0, measure: .people))
                }
                try self.init(
                    FrozenRelease(counts: kept, threshold: threshold, hiddenKeys: hidden),
                    after: earlier, withheld: withheld, programs: programs)
                return
            } catch .unprotectable(let address) {
                // First the tables around it may hide where nobody is, then the tables by one
                // dimension how their people divide; at last a table is not shown at all.
                let crossed = counts.tables.filter { $0.count == 2 }
                let around = crossed.filter { Set($0).isSuperset(of: address.dimensions) }
                guard let least = around.last ?? crossed.last else {
                    throw .unprotectable(address)
                }
                if !filled.isSuperset(of: around) {
                    for table in around where filled.insert(table).inserted {
                        counts = counts.filling(table)
                    }
                } else if !isLoose, counts.cells.count < Self.looseLimit {
                    isLoose = true
                } else {
                    withheld.append(least)
                    counts = counts.without(least)
                }
            }
        }
    }

    /// How many cells a release may have for its tables by one dimension to hide parts for the
    /// sake of the others: all tables then hang together, and programs grow with them. Greater
    /// releases have little need of it.
    private static let looseLimit = 400

    /// Makes an edition's figures again from what was stored, after another audit.
    public init(
        thawing frozen: FrozenRelease, after earlier: [FrozenRelease] = []
    ) throws(DisclosureFailure) {
        let shown = Set(frozen.counts.tables)
        let tables = Dimension.reportOrder.map { [$0] } + Self.crossTables.map { [$0.0, $0.1] }
        try self.init(
            frozen, after: earlier, withheld: tables.filter { !shown.contains($0) }, programs: 0)
    }

    private init(
        _ frozen: FrozenRelease, after earlier: [FrozenRelease], withheld: [[Dimension]],
        programs: Int
    ) throws(DisclosureFailure) {
        self.frozen = frozen
        audit = try DisclosureAudit(
            of: frozen, after: earlier, withheld: withheld, programs: programs)
        figures = Dictionary(
            frozen.counts.cells.map { ($0.address, frozen.figure($0)) },
            uniquingKeysWith: { first, _ in first })
    }

    public static let defaultThreshold = 5

    /// The published numbers of a cell; nothing for one in which nothing was counted, nor for one
    /// of a table that the release does not hold.
    public func figure(_ address: CellAddress) -> Figure? { figures[address] }

    /// Rows that were hidden before and are empty now: leaving them out would tell.
    private static func emptied(
        _ counts: FrozenCounts, since earlier: [FrozenRelease]
    ) -> [CellAddress] {
        let present = Set(counts.cells.map(\.address))
        let tables = Set(counts.tables)
        var missing: [CellAddress] = []
        for edition in earlier {
            for cell in edition.counts.cells
            where edition.hides(cell.address, .people) && !present.contains(cell.address)
                && tables.contains(cell.address.dimensions) && !missing.contains(cell.address)
            {
                missing.append(cell.address)
            }
        }
        return missing
    }

    /// The numbers to hide; with the tables by one dimension as they were fixed before.
    private static func choose(
        _ cells: CellNumbers, fixing fixed: Set<CellNumbers.Key>?, loosely isLoose: Bool,
        _ programs: inout Int
    ) throws(DisclosureFailure) -> Set<CellNumbers.Key> {
        if let broken = cells.system.brokenRelation() {
            throw .countsDisagree(
                broken.terms.first.map { cells.keys[$0.number].address } ?? .total)
        }
        var isForced = cells.isForced
        var isLocked = isForced.map { _ in false }
        if let fixed {
            for (key, number) in cells.place where key.address.places.count < 2 {
                isForced[number] = fixed.contains(key)
                isLocked[number] = !isLoose || key.measure == .people
            }
        }
        let chosen = try Protection(
            of: cells.system, forcing: isForced, locking: isLocked,
            name: { cells.keys[$0].address }
        ).hidden()
        programs += chosen.programs
        return Set(cells.place.filter { chosen.isHidden[$0.value] }.keys)
    }
}

extension FrozenRelease {
    /// The figure of a cell under this pattern, which has passed the audit.
    func figure(_ cell: FrozenCounts.Cell) -> Figure {
        func shown(_ measure: Measure) -> Int? {
            hides(cell.address, measure) ? nil : cell.count[measure]
        }
        return Figure(
            events: shown(.events), identified: shown(.identified), anonymous: shown(.anonymous),
            people: shown(.people), suppression: suppression(cell))
    }

    func suppression(_ cell: FrozenCounts.Cell) -> Suppression? {
        let people = cell.count[.people]
        if hides(cell.address, .people) {
            return people > 0 && people < threshold ? .primary : .complementary
        }
        let isWhole = Measure.allCases.allSatisfy { !hides(cell.address, $0) }
        return isWhole ? nil : .complementary
    }
}

import LinearPrograms

/// What somebody who sees the numbers shown, and knows the relations, can work out about those
/// hidden: linear programs over every table that agrees with what is shown.
///
/// A program spans only the hidden numbers that hang together, and measures deviations from the
/// true numbers, so that the truth is always where the simplex method starts.
final class Attack {
    /// One table that agrees with everything shown: which numbers differ from the truth.
    final class Witness {
        let moved: Set<Int>
        init(_ moved: Set<Int>) { self.moved = moved }
    }

    static let tolerance = 1e-5

    let system: LinkedNumbers
    let relationsByNumber: [[Int]]
    let slacks: [Int]
    let ceiling: Double
    private(set) var isHidden: [Bool]
    private var parts: [Part?]
    /// The deviations known to be possible, at least these; with a table that shows each.
    private var lowest: [Double]
    private var greatest: [Double]
    private var lowWitness: [Witness?]
    private var greatWitness: [Witness?]
    private(set) var programsSolved = 0

    init(on system: LinkedNumbers, hiding isHidden: [Bool]) {
        self.system = system
        self.isHidden = isHidden
        relationsByNumber = system.relationsByNumber()
        slacks = system.relations.map(system.slack)
        ceiling = system.ceiling
        let count = system.numbers.count
        parts = Array(repeating: nil, count: count)
        lowest = Array(repeating: 0, count: count)
        greatest = Array(repeating: 0, count: count)
        lowWitness = Array(repeating: nil, count: count)
        greatWitness = Array(repeating: nil, count: count)
    }

    /// How far below the truth the number is known to be possible, in whole people.
    func wholeLowest(_ number: Int) -> Double {
        (lowest[number] - Self.tolerance).rounded(.up)
    }

    func wholeGreatest(_ number: Int) -> Double {
        (greatest[number] + Self.tolerance).rounded(.down)
    }

    /// How wide the interval is known to be.
    func width(of number: Int) -> Int { Int(wholeGreatest(number) - wholeLowest(number)) }

    func isProtected(_ number: Int) -> Bool { width(of: number) >= system.numbers[number].need }

    /// Finds how far a hidden number may be from the truth, until its interval is wide enough.
    func widen(_ number: Int) throws(DisclosureFailure) {
        guard !isProtected(number) else { return }
        try reach(number, upward: true)
        guard !isProtected(number) else { return }
        try reach(number, upward: false)
    }

    /// Finds how far a hidden number may be from the truth on one side, exactly.
    func reach(_ number: Int, upward: Bool) throws(DisclosureFailure) {
        let part = part(of: number)
        guard let place = part.place[number] else { throw .solverStopped }
        programsSolved += 1
        let outcome = part.program.maximize([.init(place, upward ? 1 : -1)])
        guard outcome == .optimal else { throw .solverStopped }
        record(part.program.values, of: part)
    }

    /// The exact interval of a hidden number, in whole people.
    func interval(
        of number: Int
    ) throws(DisclosureFailure) -> (least: Int, greatest: Int?) {
        try reach(number, upward: false)
        try reach(number, upward: true)
        let value = system.numbers[number].value
        let least = value + Int(wholeLowest(number))
        let isBounded = greatest[number] < ceiling - 1
        return (
            least,
            isBounded ? value + Int(wholeGreatest(number)) : nil
        )
    }

    private func record(_ values: [Double], of part: Part) {
        var moved = Set<Int>()
        for (place, number) in part.numbers.enumerated() where abs(values[place]) > 1e-7 {
            moved.insert(number)
        }
        let witness = Witness(moved)
        for number in moved {
            let value = values[part.place[number] ?? 0]
            if value < lowest[number] - 1e-7 {
                (lowest[number], lowWitness[number]) = (value, witness)
            }
            if value > greatest[number] + 1e-7 {
                (greatest[number], greatWitness[number]) = (value, witness)
            }
        }
    }

    /// The hidden numbers whose intervals hang together with this one's.
    func company(of number: Int) -> [Int] { part(of: number).numbers.filter { isHidden[$0] } }

    private func part(of number: Int) -> Part {
        if let known = parts[number] { return known }
        let part = makePart(around: number)
        for member in part.numbers { parts[member] = part }
        return part
    }
}

extension Attack {
    /// Hides further numbers; what was possible stays so.
    func hide(_ numbers: [Int]) {
        for number in numbers where !isHidden[number] {
            isHidden[number] = true
            forget(around: number)
        }
    }

    /// Shows numbers, whether or not everything stays protected.
    func show(_ shown: [Int]) {
        let gone = Set(shown)
        for number in shown {
            isHidden[number] = false
            if let part = parts[number], let place = part.place[number] {
                part.program.bound(place, from: 0, to: 0)
            }
            (lowest[number], greatest[number]) = (0, 0)
            (lowWitness[number], greatWitness[number]) = (nil, nil)
        }
        for number in system.numbers.indices where isHidden[number] {
            if let witness = lowWitness[number], !witness.moved.isDisjoint(with: gone) {
                (lowest[number], lowWitness[number]) = (0, nil)
            }
            if let witness = greatWitness[number], !witness.moved.isDisjoint(with: gone) {
                (greatest[number], greatWitness[number]) = (0, nil)
            }
        }
    }

    /// Drops the programs that a number takes part in, or would if it were hidden.
    private func forget(around number: Int) {
        for relation in relationsByNumber[number] {
            for term in system.relations[relation].terms {
                guard let part = parts[term.number] else { continue }
                for member in part.numbers { parts[member] = nil }
            }
        }
    }

    /// What is hidden and what is known to be possible then.
    struct State {
        fileprivate(set) var isHidden: [Bool]
        fileprivate var lowest: [Double]
        fileprivate var greatest: [Double]
        fileprivate var lowWitness: [Witness?]
        fileprivate var greatWitness: [Witness?]
    }

    var state: State {
        get {
            State(
                isHidden: isHidden, lowest: lowest, greatest: greatest, lowWitness: lowWitness,
                greatWitness: greatWitness)
        }
        set {
            let changed = isHidden.indices.filter { isHidden[$0] != newValue.isHidden[$0] }
            // Programs know what was hidden when they were made, and all that touch a change go.
            for number in changed { forget(around: number) }
            isHidden = newValue.isHidden
            for number in changed { forget(around: number) }
            (lowest, greatest) = (newValue.lowest, newValue.greatest)
            (lowWitness, greatWitness) = (newValue.lowWitness, newValue.greatWitness)
        }
    }
}

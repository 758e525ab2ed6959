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

    private final class Part {
        let numbers: [Int]
        let place: [Int: Int]
        let lower: [Double]
        let upper: [Double]
        let program: LinearProgram

        init(
            _ numbers: [Int], _ place: [Int: Int], lower: [Double], upper: [Double],
            rows: [LinearProgram.Row]
        ) {
            self.numbers = numbers
            self.place = place
            self.lower = lower
            self.upper = upper
            program = LinearProgram(lower: lower, upper: upper, rows: rows)
        }
    }

    static let tolerance = 1e-5

    let system: LinkedNumbers
    private let relationsByNumber: [[Int]]
    private let slacks: [Int]
    /// For each number those that must not be hidden where it is shown.
    private let leaders: [[Int]]
    private let ceiling: Double
    private(set) var isHidden: [Bool]
    private var parts: [Part?]
    /// The deviations known to be possible, at least these; with a table that shows each.
    private(set) var lowest: [Double]
    private(set) var greatest: [Double]
    private(set) var lowWitness: [Witness?]
    private(set) var greatWitness: [Witness?]
    private(set) var programsSolved = 0

    init(on system: LinkedNumbers, hiding isHidden: [Bool]) {
        self.system = system
        self.isHidden = isHidden
        relationsByNumber = system.relationsByNumber()
        slacks = system.relations.map(system.slack)
        ceiling = system.ceiling
        var leaders = [[Int]](repeating: [], count: system.numbers.count)
        for (leader, number) in system.numbers.enumerated() {
            for follower in number.hides { leaders[follower].append(leader) }
        }
        self.leaders = leaders
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

    /// Hides further numbers; what was possible stays so.
    func hide(_ numbers: [Int]) {
        for number in numbers where !isHidden[number] {
            isHidden[number] = true
            forget(around: number)
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

    private func part(of number: Int) -> Part {
        if let known = parts[number] { return known }
        var members = [number]
        var isMember: Set<Int> = [number]
        var relations: [Int] = []
        var isSeen = Set<Int>()
        var next = 0
        while next < members.count {
            for relation in relationsByNumber[members[next]] where isSeen.insert(relation).inserted
            {
                relations.append(relation)
                for term in system.relations[relation].terms
                where isHidden[term.number] && isMember.insert(term.number).inserted {
                    members.append(term.number)
                }
            }
            next += 1
        }
        members.sort()
        relations.sort()
        let place = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
        var lower = members.map { Double(system.numbers[$0].least - system.numbers[$0].value) }
        var upper = members.map { _ in ceiling }
        var rows: [LinearProgram.Row] = []
        for relation in relations {
            let terms = system.relations[relation].terms.compactMap { term in
                place[term.number].map { LinearProgram.Term($0, Double(term.coefficient)) }
            }
            let isEquality = system.relations[relation].isEquality
            let slack = Double(slacks[relation])
            guard let only = terms.first, terms.count == 1 else {
                rows.append(.init(terms, lower: -slack, upper: isEquality ? 0 : .infinity))
                continue
            }
            // With one number left, a relation is but a bound of it.
            if isEquality || only.coefficient > 0 {
                lower[only.column] = max(lower[only.column], -slack / abs(only.coefficient))
            }
            if isEquality || only.coefficient < 0 {
                upper[only.column] = min(upper[only.column], slack / abs(only.coefficient))
            }
        }
        let part = Part(members, place, lower: lower, upper: upper, rows: rows)
        for member in members { parts[member] = part }
        return part
    }
}

extension Attack {
    /// Shows numbers, and with them whatever was hidden for their sake alone: a number that is
    /// not forced and loses its protection is shown as well.
    ///
    /// Returns the forced ones that are no longer protected; `stopsThere` returns the first.
    func show(
        _ shown: [Int], unless isForced: [Bool], stopsThere: Bool
    ) throws(DisclosureFailure) -> [Int] {
        var queue = shown
        var failed: [Int] = []
        while !queue.isEmpty {
            force(showing: queue)
            queue = []
            failed = []
            for number in system.numbers.indices
            where isHidden[number] && system.numbers[number].need > 0 {
                try widen(number)
                guard !isProtected(number) else { continue }
                // A cell's parts cannot be shown while its people are hidden.
                let leader = leader(of: number) ?? number
                let group = [leader] + followers(of: leader, unless: isForced)
                guard isForced[number] || isForced[leader] || !mayShow(group) else {
                    queue = group
                    break
                }
                failed.append(number)
                if stopsThere { return failed }
            }
        }
        return failed
    }

    /// The hidden numbers that may be shown once this one is.
    func followers(of number: Int, unless isForced: [Bool]) -> [Int] {
        system.numbers[number].hides.filter { isHidden[$0] && !isForced[$0] }
    }

    /// The hidden numbers whose intervals hang together with this one's.
    func company(of number: Int) -> [Int] { part(of: number).numbers.filter { isHidden[$0] } }

    /// Whether no number that would stay hidden keeps one of these from being shown.
    func mayShow(_ numbers: [Int]) -> Bool {
        numbers.allSatisfy { number in
            leaders[number].allSatisfy { !isHidden[$0] || numbers.contains($0) }
        }
    }

    /// A hidden number that keeps this one from being shown.
    func leader(of number: Int) -> Int? {
        leaders[number].first { isHidden[$0] && !system.numbers[number].hides.contains($0) }
    }

    private func setShown(_ number: Int, _ isShown: Bool) {
        isHidden[number] = !isShown
        guard let part = parts[number], let place = part.place[number] else {
            // A program that was made meanwhile does not know the number.
            if !isShown {
                isHidden[number] = false
                hide([number])
            }
            return
        }
        if isShown {
            part.program.bound(place, from: 0, to: 0)
            (lowest[number], greatest[number]) = (0, 0)
            (lowWitness[number], greatWitness[number]) = (nil, nil)
        } else {
            part.program.bound(place, from: part.lower[place], to: part.upper[place])
        }
    }
}

extension Attack {
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

    /// Shows numbers whether or not everything stays protected.
    func force(showing shown: [Int]) {
        let gone = Set(shown)
        for number in shown {
            setShown(number, true)
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
}

/// What is hidden at the moment, and what each attacker makes of it.
final class Concealment {
    /// One for each reading of the numbers.
    let attacks: [Attack]
    private let numbers: [LinkedNumbers.Number]
    /// For each number those that must not be hidden where it is shown.
    private let leaders: [[Int]]

    init(of system: LinkedNumbers, hiding isHidden: [Bool]) {
        attacks = system.readings.map { Attack(on: $0, hiding: isHidden) }
        numbers = system.numbers
        var leaders = [[Int]](repeating: [], count: numbers.count)
        for (leader, number) in numbers.enumerated() {
            for follower in number.hides { leaders[follower].append(leader) }
        }
        self.leaders = leaders
    }

    var isHidden: [Bool] { attacks[0].isHidden }

    var programsSolved: Int { attacks.reduce(0) { $0 + $1.programsSolved } }

    func hide(_ numbers: [Int]) {
        for attack in attacks { attack.hide(numbers) }
    }

    /// The place of the first attack that bounds a hidden number too narrowly.
    func attack(on number: Int) throws(DisclosureFailure) -> Int? {
        for (place, attack) in attacks.enumerated() {
            try attack.widen(number)
            guard attack.isProtected(number) else { return place }
        }
        return nil
    }

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
            for attack in attacks { attack.show(queue) }
            queue = []
            failed = []
            for number in numbers.indices where isHidden[number] && numbers[number].need > 0 {
                guard try attack(on: number) != nil else { continue }
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
        numbers[number].hides.filter { isHidden[$0] && !isForced[$0] }
    }

    /// The hidden numbers whose intervals hang together with this one's.
    func company(of number: Int) -> [Int] { attacks[0].company(of: number) }

    /// Whether no number that would stay hidden keeps one of these from being shown.
    func mayShow(_ numbers: [Int]) -> Bool {
        numbers.allSatisfy { number in
            leaders[number].allSatisfy { !isHidden[$0] || numbers.contains($0) }
        }
    }

    /// A hidden number that keeps this one from being shown.
    private func leader(of number: Int) -> Int? {
        leaders[number].first { isHidden[$0] && !numbers[number].hides.contains($0) }
    }

    /// What is hidden and what is known to be possible then.
    var state: [Attack.State] {
        get { attacks.map(\.state) }
        set { for (attack, state) in zip(attacks, newValue) { attack.state = state } }
    }
}

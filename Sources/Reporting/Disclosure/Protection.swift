/// Chooses which numbers to hide so that nothing hidden can be worked out.
///
/// 1. While a hidden number's interval is too narrow, the cheapest move that widens it says what
///    else to hide.
/// 2. Then whatever was hidden to protect others is shown again, the dearest first, as far as
///    everything stays protected without it.
///
/// No step depends on anything but the numbers and their order, so the choice is the same each time.
struct Protection {
    let system: LinkedNumbers
    /// Hidden whatever follows: too small, or hidden in an earlier edition.
    let isForced: [Bool]
    /// Not to be hidden beyond those that are forced.
    let isLocked: [Bool]
    /// How numbers are called in a failure.
    let name: (Int) -> CellAddress

    init(
        of system: LinkedNumbers, forcing isForced: [Bool], locking isLocked: [Bool],
        name: @escaping (Int) -> CellAddress
    ) {
        self.system = system
        self.isForced = isForced
        self.isLocked = isLocked
        self.name = name
    }

    /// Hidden numbers that must be protected; the dearest first, since what hides them helps most.
    private func secrets(_ isHidden: [Bool]) -> [Int] {
        system.numbers.indices.filter { isHidden[$0] && system.numbers[$0].need > 0 }
            .sorted { (-system.numbers[$0].value, $0) < (-system.numbers[$1].value, $1) }
    }

    /// The numbers hidden at the end, and how many programs it took.
    func hidden() throws(DisclosureFailure) -> (isHidden: [Bool], programs: Int) {
        var start = isForced
        close(&start)
        let pattern = Concealment(of: system, hiding: start)
        let moves = pattern.attacks.map {
            CheapestMove(in: $0.system, locking: isLocked, hiding: start)
        }
        try hideMore(pattern, moves)
        try showAgain(pattern, unless: start)
        try exchange(pattern, moves, unless: start)
        return (pattern.isHidden, programs(pattern, moves))
    }

    /// Hides what cannot be shown without a number that is hidden.
    private func close(_ isHidden: inout [Bool]) {
        for number in system.numbers.indices {
            if !system.numbers[number].isShowable { isHidden[number] = true }
            guard isHidden[number] else { continue }
            for follower in system.numbers[number].hides { isHidden[follower] = true }
        }
    }

    private func programs(_ pattern: Concealment, _ moves: [CheapestMove]) -> Int {
        moves.reduce(pattern.programsSolved) { $0 + $1.programsSolved }
    }

    private func hideMore(
        _ pattern: Concealment, _ moves: [CheapestMove], sparing spared: [Int] = []
    ) throws(DisclosureFailure) {
        var isDone = false
        while !isDone {
            isDone = true
            for secret in secrets(pattern.isHidden) {
                while let place = try pattern.attack(on: secret) {
                    isDone = false
                    let found = try cheapest(
                        for: secret, pattern.attacks[place], moves[place], spared)
                    guard let found, !found.isEmpty else { throw .unprotectable(name(secret)) }
                    var isHidden = pattern.isHidden
                    for number in found { isHidden[number] = true }
                    close(&isHidden)
                    pattern.hide(isHidden.indices.filter { isHidden[$0] && !pattern.isHidden[$0] })
                }
            }
        }
    }

    /// What to hide so that the interval grows to what is needed, at one end or the other.
    private func cheapest(
        for secret: Int, _ attack: Attack, _ moves: CheapestMove, _ spared: [Int]
    ) throws(DisclosureFailure) -> [Int]? {
        let need = Double(attack.system.numbers[secret].need)
        let (lowest, greatest) = (attack.wholeLowest(secret), attack.wholeGreatest(secret))
        func find(_ target: Double) throws(DisclosureFailure) -> (numbers: [Int], cost: Double)? {
            try moves.find(
                for: secret, deviating: target, hiding: attack.isHidden, sparing: spared)
        }
        let up = try find(lowest + need)
        let down = try find(greatest - need)
        if let up, let down { return down.cost < up.cost ? down.numbers : up.numbers }
        if let one = up ?? down { return one.numbers }
        // Where neither end can be that far from the truth, both have to give way.
        if let most = attack.system.roomAbove(secret), most > greatest, most < lowest + need {
            return try find(most)?.numbers
        }
        let least = -attack.system.roomBelow(secret)
        return least < lowest ? try find(least)?.numbers : nil
    }

    /// Tries to show each number again, together with those that went with it.
    private func showAgain(
        _ pattern: Concealment, unless isForced: [Bool], among numbers: [Int]? = nil
    ) throws(DisclosureFailure) {
        let candidates = (numbers ?? Array(system.numbers.indices)).filter {
            pattern.isHidden[$0] && !isForced[$0]
        }
        .sorted { (-system.numbers[$0].cost, $0) < (-system.numbers[$1].cost, $1) }
        for number in candidates where pattern.isHidden[number] {
            let before = pattern.state
            let followers = pattern.followers(of: number, unless: isForced)
            for shown in followers.isEmpty ? [[number]] : [[number] + followers, [number]]
            where pattern.mayShow(shown) {
                let failed = try pattern.show(shown, unless: isForced, stopsThere: true)
                if failed.isEmpty { break }
                pattern.state = before
            }
        }
    }

    /// Tries to do without each number that protects others, whatever takes its place, and keeps
    /// what is cheaper.
    private func exchange(
        _ pattern: Concealment, _ moves: [CheapestMove], unless isForced: [Bool]
    ) throws(DisclosureFailure) {
        let limit = programs(pattern, moves) + Self.exchangeBudget
        var isBetter = true
        while isBetter {
            isBetter = false
            let candidates = system.numbers.indices.filter {
                pattern.isHidden[$0] && !isForced[$0] && system.numbers[$0].cost >= 1
            }.sorted { (-system.numbers[$0].cost, $0) < (-system.numbers[$1].cost, $1) }
            for number in candidates where pattern.isHidden[number] {
                guard programs(pattern, moves) < limit else { return }
                let shown = [number] + pattern.followers(of: number, unless: isForced)
                guard pattern.mayShow(shown) else { continue }
                let before = pattern.state
                let wasHidden = pattern.isHidden
                let company = pattern.company(of: number)
                let cost = cost(pattern.isHidden)
                do throws(DisclosureFailure) {
                    _ = try pattern.show(shown, unless: isForced, stopsThere: false)
                    try hideMore(pattern, moves, sparing: [number])
                    let added = pattern.isHidden.indices.filter {
                        pattern.isHidden[$0] && !wasHidden[$0]
                    }
                    try showAgain(
                        pattern, unless: isForced, among: Set(company + added).sorted())
                } catch .unprotectable {
                    pattern.state = before
                    continue
                }
                if self.cost(pattern.isHidden) < cost - 1e-9 {
                    isBetter = true
                } else {
                    pattern.state = before
                }
            }
        }
    }

    /// How many programs may be spent on exchanges: a number, not a time, so that the same counts
    /// are protected in the same way on any machine.
    private static let exchangeBudget = 4000

    private func cost(_ isHidden: [Bool]) -> Double {
        system.numbers.indices.reduce(0) { isHidden[$1] ? $0 + system.numbers[$1].cost : $0 }
    }
}

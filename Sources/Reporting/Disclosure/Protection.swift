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
        let attack = Attack(on: system, hiding: start)
        let moves = CheapestMove(in: system, locking: isLocked, hiding: attack.isHidden)
        try hideMore(attack, moves)
        try showAgain(attack, unless: start)
        try exchange(attack, moves, unless: start)
        return (attack.isHidden, attack.programsSolved + moves.programsSolved)
    }

    /// Hides what cannot be shown without a number that is hidden.
    private func close(_ isHidden: inout [Bool]) {
        for number in system.numbers.indices {
            if !system.numbers[number].isShowable { isHidden[number] = true }
            guard isHidden[number] else { continue }
            for follower in system.numbers[number].hides { isHidden[follower] = true }
        }
    }

    private func hideMore(
        _ attack: Attack, _ moves: CheapestMove, sparing spared: [Int] = []
    ) throws(DisclosureFailure) {
        var isDone = false
        while !isDone {
            isDone = true
            for secret in secrets(attack.isHidden) {
                try attack.widen(secret)
                while !attack.isProtected(secret) {
                    isDone = false
                    let found = try cheapest(for: secret, attack, moves, spared)
                    guard let found, !found.isEmpty else { throw .unprotectable(name(secret)) }
                    var isHidden = attack.isHidden
                    for number in found { isHidden[number] = true }
                    close(&isHidden)
                    attack.hide(isHidden.indices.filter { isHidden[$0] && !attack.isHidden[$0] })
                    try attack.widen(secret)
                }
            }
        }
    }

    /// What to hide so that the interval grows to what is needed, at one end or the other.
    private func cheapest(
        for secret: Int, _ attack: Attack, _ moves: CheapestMove, _ spared: [Int]
    ) throws(DisclosureFailure) -> [Int]? {
        let need = Double(system.numbers[secret].need)
        let up = try moves.find(
            for: secret, deviating: attack.wholeLowest(secret) + need,
            hiding: attack.isHidden, sparing: spared)
        let down = try moves.find(
            for: secret, deviating: attack.wholeGreatest(secret) - need,
            hiding: attack.isHidden, sparing: spared)
        guard let up else { return down?.numbers }
        guard let down else { return up.numbers }
        return down.cost < up.cost ? down.numbers : up.numbers
    }

    /// Tries to show each number again, together with those that went with it.
    private func showAgain(
        _ attack: Attack, unless isForced: [Bool], among numbers: [Int]? = nil
    ) throws(DisclosureFailure) {
        let candidates = (numbers ?? Array(system.numbers.indices)).filter {
            attack.isHidden[$0] && !isForced[$0]
        }
        .sorted { (-system.numbers[$0].cost, $0) < (-system.numbers[$1].cost, $1) }
        for number in candidates where attack.isHidden[number] {
            let before = attack.state
            let followers = attack.followers(of: number, unless: isForced)
            for shown in followers.isEmpty ? [[number]] : [[number] + followers, [number]]
            where attack.mayShow(shown) {
                let failed = try attack.show(shown, unless: isForced, stopsThere: true)
                if failed.isEmpty { break }
                attack.state = before
            }
        }
    }

    /// Tries to do without each number that protects others, whatever takes its place, and keeps
    /// what is cheaper.
    private func exchange(
        _ attack: Attack, _ moves: CheapestMove, unless isForced: [Bool]
    ) throws(DisclosureFailure) {
        let limit = attack.programsSolved + moves.programsSolved + Self.exchangeBudget
        var isBetter = true
        while isBetter {
            isBetter = false
            let candidates = system.numbers.indices.filter {
                attack.isHidden[$0] && !isForced[$0] && system.numbers[$0].cost >= 1
            }.sorted { (-system.numbers[$0].cost, $0) < (-system.numbers[$1].cost, $1) }
            for number in candidates where attack.isHidden[number] {
                guard attack.programsSolved + moves.programsSolved < limit else { return }
                let shown = [number] + attack.followers(of: number, unless: isForced)
                guard attack.mayShow(shown) else { continue }
                let before = attack.state
                let company = attack.company(of: number)
                let cost = cost(attack.isHidden)
                do throws(DisclosureFailure) {
                    _ = try attack.show(shown, unless: isForced, stopsThere: false)
                    try hideMore(attack, moves, sparing: [number])
                    let added = attack.isHidden.indices.filter {
                        attack.isHidden[$0] && !before.isHidden[$0]
                    }
                    try showAgain(
                        attack, unless: isForced, among: Set(company + added).sorted())
                } catch .unprotectable {
                    attack.state = before
                    continue
                }
                if self.cost(attack.isHidden) < cost - 1e-9 {
                    isBetter = true
                } else {
                    attack.state = before
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

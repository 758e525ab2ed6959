import LinearPrograms

/// Finds which shown numbers would have to be hidden, at least cost, for a hidden one to reach a
/// given deviation (after Kelly, Golden and Assad, and Fischetti and Salazar).
///
/// A move pays for every unit by which a shown number leaves the truth; hidden numbers move almost
/// for nothing. The numbers that a cheapest move uses are the ones to hide.
final class CheapestMove {
    private let system: LinkedNumbers
    private let isLocked: [Bool]
    private let relationsByNumber: [[Int]]
    private let ceiling: Double
    private var regions: [Region?]
    private(set) var programsSolved = 0

    /// The numbers that a move from any of them may use.
    private final class Region {
        let numbers: [Int]
        let place: [Int: Int]
        let program: LinearProgram

        init(_ numbers: [Int], _ place: [Int: Int], _ program: LinearProgram) {
            self.numbers = numbers
            self.place = place
            self.program = program
        }
    }

    /// Locked numbers stay as they are: shown ones cannot be used.
    init(in system: LinkedNumbers, locking isLocked: [Bool], hiding isHidden: [Bool]) {
        self.system = system
        self.isLocked = zip(isLocked, isHidden).map { $0 && !$1 }
        relationsByNumber = system.relationsByNumber()
        ceiling = system.ceiling
        regions = Array(repeating: nil, count: system.numbers.count)
    }

    /// The shown numbers used, and the cost; nil when no move gets there.
    func find(
        for number: Int, deviating target: Double, hiding isHidden: [Bool],
        sparing spared: [Int] = []
    ) throws(DisclosureFailure) -> (numbers: [Int], cost: Double)? {
        let region = region(of: number)
        guard let place = region.place[number] else { throw .solverStopped }
        let (up, down) = (up(number), system.roomBelow(number))
        if target > 0 {
            guard target <= up else { return nil }
            region.program.bound(2 * place, from: target, to: up)
            region.program.bound(2 * place + 1, from: 0, to: 0)
        } else {
            guard -target <= down else { return nil }
            region.program.bound(2 * place, from: 0, to: 0)
            region.program.bound(2 * place + 1, from: -target, to: down)
        }
        for other in spared {
            guard let place = region.place[other] else { continue }
            region.program.bound(2 * place, from: 0, to: 0)
            region.program.bound(2 * place + 1, from: 0, to: 0)
        }
        defer {
            for other in [number] + spared { release(other, in: region) }
        }
        var best: (numbers: [Int], cost: Double)?
        var weight = region.numbers.map { isHidden[$0] ? 1e-5 : system.numbers[$0].cost }
        for _ in 0..<Self.rounds {
            guard let values = try solve(region, weight) else { return best }
            var used: [Int] = []
            var cost = 0.0
            for (place, number) in region.numbers.enumerated() where !isHidden[number] {
                let moved = abs(values[2 * place] - values[2 * place + 1])
                // Next time a unit costs what the whole number would, divided by how far it went:
                // what is hidden is paid for once, however far it moves.
                weight[place] =
                    system.numbers[number].cost * abs(target) / max(moved, abs(target) * 0.01)
                guard moved > 1e-6 else { continue }
                used.append(number)
                cost += system.numbers[number].cost
            }
            if let known = best, known.cost <= cost { return best }
            best = (used, cost)
        }
        return best
    }

    private static let rounds = 4

    /// The cheapest move's deviations, up and down; nil when there is none.
    private func solve(
        _ region: Region, _ weight: [Double]
    ) throws(DisclosureFailure) -> [Double]? {
        programsSolved += 1
        let costs = weight.enumerated().flatMap { place, weight in
            [LinearProgram.Term(2 * place, weight), LinearProgram.Term(2 * place + 1, weight)]
        }
        switch region.program.minimize(costs) {
        case .optimal: return region.program.values
        case .infeasible: return nil
        default: throw .solverStopped
        }
    }

    private func release(_ number: Int, in region: Region) {
        guard let place = region.place[number] else { return }
        region.program.bound(2 * place, from: 0, to: up(number))
        region.program.bound(2 * place + 1, from: 0, to: system.roomBelow(number))
    }

    private func region(of number: Int) -> Region {
        if let known = regions[number] { return known }
        let (members, relations) = system.neighbourhood(of: number, relationsByNumber) {
            !isLocked[$0]
        }
        let place = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
        let rows = relations.map { number in
            let relation = system.relations[number]
            return LinearProgram.Row(
                relation.terms.flatMap { term -> [LinearProgram.Term] in
                    guard let place = place[term.number] else { return [] }
                    let coefficient = Double(term.coefficient)
                    return [.init(2 * place, coefficient), .init(2 * place + 1, -coefficient)]
                },
                lower: -Double(system.slack(of: relation)),
                upper: relation.isEquality ? 0 : .infinity)
        }
        let upper = members.flatMap { [up($0), system.roomBelow($0)] }
        let region = Region(
            members, place,
            LinearProgram(lower: upper.map { _ in 0 }, upper: upper, rows: rows))
        for member in members { regions[member] = region }
        return region
    }

    private func up(_ number: Int) -> Double { min(system.roomAbove(number) ?? ceiling, ceiling) }
}

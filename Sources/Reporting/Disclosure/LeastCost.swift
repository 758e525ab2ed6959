import LinearPrograms

extension LinkedNumbers {
    /// What any choice of hidden numbers costs at least: the optimum of a linear program that
    /// every choice meets which protects what it hides.
    ///
    /// A column says whether a number is uncertain: 1 for those that must be hidden. The rows know
    /// no more than this: a number of a sum is uncertain only with others of the sum. Where they
    /// are all on its own side, they and the number itself must together be as much as its
    /// interval has to be wide, since that is as wide as it can be; and what is truly nobody can
    /// only grow.
    /// Locked numbers are shown.
    func leastCost(
        forcing isForced: [Bool], locking isLocked: [Bool], costs: [Double]
    ) throws(DisclosureFailure) -> Double {
        var rows = relations.flatMap(rows)
        for (leader, number) in numbers.enumerated() {
            for follower in number.hides where numbers[follower].need > 0 {
                rows.append(
                    .init([.init(follower, 1), .init(leader, -1)], lower: 0, upper: .infinity))
            }
        }
        let lower = zip(numbers, isForced).map { $0.need > 0 && $1 ? 1.0 : 0 }
        let program = LinearProgram(lower: lower, upper: isLocked.map { $0 ? 0 : 1 }, rows: rows)
        let terms = costs.enumerated().filter { $1 > 0 }.map { LinearProgram.Term($0, $1) }
        guard program.minimize(terms) == .optimal else { throw .solverStopped }
        return zip(costs, program.values).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// What the numbers of a relation need of each other.
    private func rows(_ relation: Relation) -> [LinearProgram.Row] {
        guard relation.isEquality || slack(of: relation) == 0 else { return [] }
        return relation.terms.compactMap { term in
            let number = numbers[term.number]
            guard relation.isEquality || (number.value == 0 && term.coefficient < 0) else {
                return nil
            }
            let lacking = relation.isEquality ? max(number.need, 1) - number.value : 1
            var terms = [LinearProgram.Term(term.number, -1)]
            for other in relation.terms where other.number != term.number {
                let isOnItsSide = other.coefficient == term.coefficient
                let share =
                    isOnItsSide && lacking > 0
                    ? min(1, Double(numbers[other.number].value) / Double(lacking)) : 1
                if share > 0 { terms.append(.init(other.number, share)) }
            }
            return .init(terms, lower: 0, upper: .infinity)
        }
    }
}

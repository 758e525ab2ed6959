/// A linear program that is solved again and again with other objectives and bounds.
///
/// The simplex method starts each time from the basis at which it stopped, so a question near the
/// last one costs a few steps. The same questions in the same order give the same answers: no
/// clock and no random number is involved. The solver is COIN-OR CLP, one thread; an instance
/// belongs to whoever made it and is not to be shared between tasks.
public final class LinearProgram {
    /// lower ≤ Σ coefficient × column ≤ upper; an infinity leaves a side open.
    public struct Row: Hashable, Sendable {
        public var terms: [Term]
        public var lower: Double
        public var upper: Double

        public init(_ terms: [Term], lower: Double, upper: Double) {
            self.terms = terms
            self.lower = lower
            self.upper = upper
        }
    }

    public struct Term: Hashable, Sendable {
        public var column: Int
        public var coefficient: Double

        public init(_ column: Int, _ coefficient: Double) {
            self.column = column
            self.coefficient = coefficient
        }
    }

    /// What became of a question.
    public enum Outcome: Hashable, Sendable {
        case optimal
        case infeasible
        case unbounded
        /// The solver gave up: the answer is not known, and must not be taken for one.
        case stopped
    }

    private let model: ClpModel
    private var lower: [Double]
    private var upper: [Double]
    private var objective: [Double]

    /// One pair of bounds a column; a row names each column once at most.
    public init(lower: [Double], upper: [Double], rows: [Row]) {
        precondition(lower.count == upper.count)
        self.lower = lower
        self.upper = upper
        objective = Array(repeating: 0, count: lower.count)
        model = ClpModel(lower: lower, upper: upper, rows: rows)
    }

    public var columnCount: Int { lower.count }

    /// Other bounds of one column, from the next question on.
    public func bound(_ column: Int, from lowest: Double, to greatest: Double) {
        guard lower[column] != lowest || upper[column] != greatest else { return }
        lower[column] = lowest
        upper[column] = greatest
        model.setBounds(lower: lower, upper: upper)
    }

    /// Looks for the values that make the sum of the costs least.
    public func minimize(_ costs: [Term]) -> Outcome {
        for term in costs { objective[term.column] = term.coefficient }
        model.setObjective(objective)
        let outcome = model.solve()
        for term in costs { objective[term.column] = 0 }
        return outcome
    }

    public func maximize(_ gains: [Term]) -> Outcome {
        minimize(gains.map { Term($0.column, -$0.coefficient) })
    }

    /// The columns' values at the last optimum.
    public var values: [Double] { model.columnValues }
}

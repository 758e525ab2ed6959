internal import CClp

/// CLP's model behind its C interface; the only place that holds its pointer.
final class ClpModel {
    private let model: UnsafeMutableRawPointer?
    private let columnCount: Int

    init(lower: [Double], upper: [Double], rows: [LinearProgram.Row]) {
        columnCount = lower.count
        model = Clp_newModel()
        Clp_setLogLevel(model, 0)
        // Perturbed bounds help only with programs far larger than ours.
        Clp_setPerturbation(model, 100)
        var counts = [Int32](repeating: 0, count: columnCount + 1)
        for row in rows { for term in row.terms { counts[term.column + 1] += 1 } }
        for column in 0..<columnCount { counts[column + 1] += counts[column] }
        var next = counts
        var index = [Int32](repeating: 0, count: Int(counts[columnCount]))
        var elements = [Double](repeating: 0, count: index.count)
        for (number, row) in rows.enumerated() {
            for term in row.terms {
                let place = Int(next[term.column])
                index[place] = Int32(number)
                elements[place] = term.coefficient
                next[term.column] += 1
            }
        }
        Clp_loadProblem(
            model, Int32(columnCount), Int32(rows.count), counts, index, elements, lower, upper,
            nil, rows.map(\.lower), rows.map(\.upper))
    }

    deinit { Clp_deleteModel(model) }

    func setBounds(lower: [Double], upper: [Double]) {
        Clp_chgColumnLower(model, lower)
        Clp_chgColumnUpper(model, upper)
    }

    func setObjective(_ objective: [Double]) { Clp_chgObjCoefficients(model, objective) }

    func solve() -> LinearProgram.Outcome {
        Clp_primal(model, 0)
        // A basis that went bad in an earlier question: the dual method starts from its own.
        if Clp_status(model) > 2 { Clp_initialDualSolve(model) }
        return switch Clp_status(model) {
        case 0: .optimal
        case 1: .infeasible
        case 2: .unbounded
        default: .stopped
        }
    }

    var columnValues: [Double] {
        Array(UnsafeBufferPointer(start: Clp_getColSolution(model), count: columnCount))
    }
}

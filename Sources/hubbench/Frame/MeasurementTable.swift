/// Measurements as lines of a table, the numbers to the right.
struct MeasurementTable: CustomStringConvertible {
    let measurements: [Measurement]

    var description: String {
        let heading = ["benchmark", "what", "value", "unit", "target", "met", "load"]
        let rows =
            [heading]
            + measurements.map { line in
                [
                    line.benchmark, line.what, Measurement.text(line.value), line.unit,
                    line.target ?? "", line.isMet.map { $0 ? "yes" : "NO" } ?? "",
                    Measurement.text(line.load),
                ]
            }
        let widths = heading.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                let isNumber = heading[column] == "value" || heading[column] == "load"
                return isNumber ? padding + row[column] : row[column] + padding
            }.joined(separator: "  ").trimmingEnd
        }.joined(separator: "\n")
    }
}

extension String {
    fileprivate var trimmingEnd: String {
        String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
    }
}

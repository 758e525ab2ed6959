import Casework
public import Reporting
public import Texts

/// A quarterly report as rows of a tidy table: one row a cell, one column a variable.
public enum ReportRows {
    public static let header = [
        "quarter", "dimension", "code", "label", "dimension_2", "code_2", "label_2", "events",
        "identified", "anonymous", "people", "suppressed",
    ]

    public static func rows(of report: QuarterlyReport, language: Language) -> [[String]] {
        let quarter = report.quarter.description
        var rows = [
            [quarter, "total", "", "", "", "", ""] + numbers(report.totals)
        ]
        for table in report.tables {
            for row in table.rows {
                rows.append(
                    [
                        quarter, table.dimension.description, row.category.code,
                        row.category.label(in: language), "", "", "",
                    ] + numbers(row.figure))
            }
        }
        for table in report.cross {
            for row in table.rows {
                rows.append(
                    [
                        quarter, table.first.description, row.first.code,
                        row.first.label(in: language), table.second.description, row.second.code,
                        row.second.label(in: language),
                    ] + numbers(row.figure))
            }
        }
        return rows
    }

    private static func numbers(_ figure: Figure) -> [String] {
        [figure.events, figure.identified, figure.anonymous, figure.people]
            .map { $0.map(String.init) ?? "" } + [figure.suppression?.rawValue ?? ""]
    }
}

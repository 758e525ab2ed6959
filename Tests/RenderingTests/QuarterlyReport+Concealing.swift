@testable import Reporting

extension QuarterlyReport {
    /// The report with each figure as `conceal` leaves it: what a release may make of it.
    init(
        _ report: QuarterlyReport, for policy: DisclosurePolicy = .internal,
        edition: Int? = nil, secondary: SecondaryFigures = .none,
        conceal: (Figure) -> Figure
    ) {
        self.init(
            quarter: report.quarter, hub: report.hub, policy: policy, edition: edition,
            totals: conceal(report.totals),
            quarterBefore: report.quarterBefore.map(conceal),
            yearBefore: report.yearBefore.map(conceal),
            trend: report.trend.map {
                TrendRow(quarter: $0.quarter, figure: conceal($0.figure))
            },
            tables: report.tables.map { table in
                Table(
                    dimension: table.dimension,
                    rows: table.rows.map {
                        Row(category: $0.category, figure: conceal($0.figure))
                    })
            },
            cross: report.cross.map { table in
                CrossTable(
                    first: table.first, second: table.second,
                    rows: table.rows.map {
                        CrossRow(
                            first: $0.first, second: $0.second, figure: conceal($0.figure))
                    })
            },
            completeness: report.completeness, secondary: secondary,
            isDemonstration: report.isDemonstration)
    }
}

import Casework
import Console
import Operations
import Reporting
import Texts

/// `hubctl report quarter 2021-Q1`.
struct ReportQuarter: Command {
    static let usage = Usage(
        "report quarter", summary: "command.report.quarter",
        discussion: "command.report.quarter.discussion",
        positionals: [.required("quarter", help: "argument.quarter")],
        options: [
            .value(
                "by", "dimensions",
                values: .listOf(Dimension.reportOrder.map(\.description)), help: "option.by"),
            .flag("json", help: "option.json"), .flag("csv", help: "option.csv"),
        ],
        examples: [
            "hubctl report quarter 2021-Q1", "hubctl report quarter 2021-Q1 --by country,sex",
            "hubctl report quarter 2021-Q1 --lang es --csv > 2021-T1.csv",
        ])

    let quarter: Quarter
    let dimensions: [Dimension]
    let form: ReportForm

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        dimensions = try arguments.values("by")
        form = ReportForm(&arguments)
    }

    func run(in session: Session) async throws {
        let cross = dimensions.count == 2 ? [(dimensions[0], dimensions[1])] : []
        let report = try await session.withApplication {
            try await $0.report(on: quarter, by: cross)
        }
        let shown = dimensions.isEmpty ? nil : cross.isEmpty ? Set(dimensions) : []
        try form.write(report, only: shown, in: session)
    }
}

import Casework
import Console
import HubLogs
import Operations
import Rendering
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
    let isJSON: Bool
    let isCSV: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        dimensions = try arguments.values("by")
        isJSON = arguments.flag("json")
        isCSV = arguments.flag("csv")
    }

    func run(in session: Session) async throws {
        let cross = dimensions.count == 2 ? [(dimensions[0], dimensions[1])] : []
        let report = try await session.withApplication {
            try await $0.report(on: quarter, by: cross)
        }
        if isJSON {
            try session.terminal.json(
                ReportDocument(report, language: session.texts.language))
        } else if isCSV {
            var writer = DelimitedWriter()
            writer.row(ReportRows.header)
            for row in ReportRows.rows(of: report, language: session.texts.language) {
                writer.row(row)
            }
            session.terminal.write(String(decoding: writer.bytes, as: UTF8.self))
        } else {
            let shown = dimensions.isEmpty || !cross.isEmpty ? nil : Set(dimensions)
            session.terminal.write(
                ReportText(report: report, texts: session.texts, terminal: session.terminal)
                    .render(only: cross.isEmpty ? shown : []))
        }
    }
}

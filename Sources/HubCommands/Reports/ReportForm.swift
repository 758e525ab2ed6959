import Console
import HubLogs
import Rendering
import Reporting
import Texts

/// How a report is asked for: as tables for people, as JSON or as CSV.
enum ReportForm {
    case tables, json, csv

    init(_ arguments: inout Arguments) {
        let isJSON = arguments.flag("json")
        let isCSV = arguments.flag("csv")
        self = isJSON ? .json : isCSV ? .csv : .tables
    }

    /// Writes the report; as tables, only those of the dimensions named.
    func write(
        _ report: QuarterlyReport, only shown: Set<Dimension>?, in session: Session
    ) throws {
        let language = session.texts.language
        switch self {
        case .json: try session.terminal.json(ReportDocument(report, language: language))
        case .csv:
            var writer = DelimitedWriter()
            writer.row(ReportRows.header)
            for row in ReportRows.rows(of: report, language: language) { writer.row(row) }
            session.terminal.write(
                String(decoding: writer.bytes, as: UTF8.self), terminator: "")
        case .tables:
            session.terminal.write(
                ReportText(report: report, texts: session.texts, terminal: session.terminal)
                    .render(only: shown))
        }
    }
}

import Casework
import Console
import FoundationEssentials
import Glibc
import HubLogs
import Operations
import Rendering
import Reporting
import Texts

/// How a report is asked for, and where it goes.
struct ReportForm {
    enum Format: String, CaseIterable {
        case table, json, csv, xlsx, html, pdf, svg, png

        /// Whether it is a file that no terminal shows.
        var isBinary: Bool { [.xlsx, .pdf, .png].contains(self) }
        /// Whether it has charts, and so wants the pyramid's table and the trend.
        var isPicture: Bool { [.xlsx, .html, .pdf, .svg, .png].contains(self) }
    }

    let format: Format
    let output: String?
    let paper: Paper

    /// The options of every report, beside its own.
    static let options: [Usage.Option] = [
        .value(
            "format", "format", values: .oneOf(Format.allCases.map(\.rawValue)),
            help: "option.format"),
        .value("output", "file", values: .file, help: "option.output"),
        .value(
            "paper", "size", values: .oneOf(Paper.allCases.map(\.rawValue)),
            help: "option.paper"),
        .flag("json", help: "option.json"), .flag("csv", help: "option.csv"),
    ]

    init(_ arguments: inout Arguments) throws(UsageError) {
        let isJSON = arguments.flag("json")
        let isCSV = arguments.flag("csv")
        let asked: Format? = try arguments.value("format", parse: { Format(rawValue: $0) })
        format = asked ?? (isJSON ? .json : isCSV ? .csv : .table)
        output = try arguments.value("output")
        paper = try arguments.value("paper", parse: { Paper(rawValue: $0) }) ?? .a4
    }

    /// Refuses, before any work, to write a file to a terminal.
    func check() throws {
        if format.isBinary, output == nil { throw OutputProblem.missing(format.rawValue) }
    }

    /// Writes the report; as tables, only those of the dimensions named.
    func write(
        _ report: QuarterlyReport, only shown: Set<Dimension>?, in session: Session
    ) throws {
        let bytes = try bytes(of: report, only: shown, in: session)
        guard let output else {
            session.terminal.write(String(decoding: bytes, as: UTF8.self), terminator: "")
            return
        }
        // Renamed into place: whoever finds the name finds the whole file.
        let draft = "\(output).\(ProcessInfo.processInfo.processIdentifier).part"
        do {
            if format == .xlsx {
                try ReportWorkbook(report, texts: session.texts, made: .today).write(to: draft)
            } else {
                try Data(bytes).write(to: URL(filePath: draft))
            }
            guard rename(draft, output) == 0 else { throw OutputProblem.unwritable(output) }
        } catch {
            unlink(draft)
            throw OutputProblem.unwritable(output)
        }
        session.terminal.writeError(session.texts("output.written", ["file": output]))
    }

    private func bytes(
        of report: QuarterlyReport, only shown: Set<Dimension>?, in session: Session
    ) throws -> [UInt8] {
        let texts = session.texts
        switch format {
        case .table:
            let tables = ReportText(report: report, texts: texts, terminal: session.terminal)
            return Array((tables.render(only: shown) + "\n").utf8)
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let document = ReportDocument(report, language: texts.language)
            return Array(try encoder.encode(document)) + [UInt8(ascii: "\n")]
        case .csv:
            var writer = DelimitedWriter()
            writer.row(ReportRows.header)
            for row in ReportRows.rows(of: report, language: texts.language) { writer.row(row) }
            return Array(writer.bytes)
        case .html: return Array(ReportPage(report, texts: texts, made: .today).html.utf8)
        case .pdf: return try ReportPDF(report, texts: texts, paper: paper, made: .today).bytes
        case .svg: return Array(ReportPicture(report, texts: texts, made: .today).svg.utf8)
        case .png: return try ReportPicture(report, texts: texts, made: .today).png
        case .xlsx: return []
        }
    }
}

/// Why a report has nowhere to go.
enum OutputProblem: Error, Equatable {
    case missing(String)
    case unwritable(String)

    var isUsage: Bool { if case .missing = self { true } else { false } }

    func text(_ texts: Texts) -> String {
        switch self {
        case .missing(let format): texts("output.missing", ["format": format])
        case .unwritable(let file): texts("output.unwritable", ["file": file])
        }
    }
}

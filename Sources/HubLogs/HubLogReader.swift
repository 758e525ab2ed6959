public import Casework

/// Reads a hub log twice: once to settle its habits, once to turn its rows into events.
///
/// Memory stays bounded whatever the file's size; rows are read as they are asked for.
public struct HubLogReader {
    /// A row as it came out.
    public enum Outcome: Sendable {
        case event(AssistanceEvent, line: Int)
        case reject(HubLogReject)
    }

    public let heading: HubLogHeading
    public let rows: Int
    private var table: any TableReader
    private var parser: HubLogParser

    /// Surveys the file; throws when it is not a hub log or its dates cannot be settled.
    public init(
        path: String, options: TableOptions, context: HubLogContext,
        progress: (Int64, Int64) -> Void = { _, _ in }
    ) throws(HubLogFileProblem) {
        let source = try Self.reading { () throws(TableError) in
            try TableSource(path: path, options: options)
        }
        var first = try Self.reading { () throws(TableError) in try source.rows() }
        guard let row = try Self.next(&first) else { throw .empty }
        heading = try HubLogHeading(row.fields)
        if heading[.hub] == nil, context.defaultHub == nil { throw .hubMissing }
        var survey = HubLogSurvey(heading)
        while let row = try Self.next(&first) {
            survey.add(row)
            if survey.rows % 5_000 == 0 { progress(first.progress.done, first.progress.total) }
        }
        if survey.rows == 0 { throw .noRows }
        rows = survey.rows
        let order = if let order = context.dateOrder { order } else { try survey.dateOrder() }
        parser = HubLogParser(
            heading: heading, context: context, dateOrder: order, bareM: survey.bareM)
        table = try Self.reading { () throws(TableError) in try source.rows() }
        _ = try Self.next(&table)
    }

    /// The next row, or nil at the end.
    public mutating func next() throws(HubLogFileProblem) -> Outcome? {
        guard let row = try Self.next(&table) else { return nil }
        do {
            return .event(try parser.event(row), line: row.line)
        } catch {
            return .reject(error)
        }
    }

    private static func next(
        _ table: inout any TableReader
    ) throws(HubLogFileProblem) -> TableRow? {
        do {
            return try table.next()
        } catch {
            throw .table(error)
        }
    }

    private static func reading<Result>(
        _ body: () throws(TableError) -> Result
    ) throws(HubLogFileProblem) -> Result {
        do {
            return try body()
        } catch {
            throw .table(error)
        }
    }
}

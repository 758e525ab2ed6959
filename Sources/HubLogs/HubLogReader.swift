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
        var survey = HubLogSurvey()
        var first = try Self.open(path, options)
        heading = try Self.heading(of: &first)
        while let row = try Self.next(&first) {
            survey.add(row, heading: heading)
            if survey.rows % 5_000 == 0 { progress(first.progress.done, first.progress.total) }
        }
        rows = survey.rows
        let order =
            if let order = context.dateOrder { order } else { try survey.dateOrder(heading) }
        parser = HubLogParser(
            heading: heading, context: context, dateOrder: order, bareM: survey.bareM)
        table = try Self.open(path, options)
        _ = try Self.heading(of: &table)
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

    private static func open(
        _ path: String, _ options: TableOptions
    ) throws(HubLogFileProblem) -> any TableReader {
        do {
            return try TableFile.open(path: path, options: options)
        } catch {
            throw .table(error)
        }
    }

    private static func next(_ table: inout any TableReader) throws(HubLogFileProblem) -> TableRow?
    {
        do {
            return try table.next()
        } catch {
            throw .table(error)
        }
    }

    private static func heading(
        of table: inout any TableReader
    ) throws(HubLogFileProblem) -> HubLogHeading {
        guard let row = try next(&table) else { throw .empty }
        return try HubLogHeading(row.fields)
    }
}

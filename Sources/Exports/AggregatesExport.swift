public import Casework
import HubLogs
public import Reporting
import Texts

/// Where a hub is, as far as a table says it.
public struct HubPlace: Hashable, Sendable {
    /// ISO 3166-1 alpha-3.
    public let country: String
    /// ISO 3166-2, where the hub has one.
    public let admin1: String?

    public init(country: String, admin1: String?) {
        self.country = country
        self.admin1 = admin1
    }
}

/// A quarter's published cells as a folder: a tidy table, its descriptor, its codes, and the list of
/// what is hidden.
///
/// Takes nothing but a report: every number in it has been through a disclosure policy.
public struct AggregatesExport {
    /// From what it is made, and for whom.
    public let origin: ExportOrigin
    let cells: [AggregateCell]
    let places: [HubCode: HubPlace]
    let hasHashtags: Bool
    /// People reached and referrals sent, in tables of their own.
    let secondary: SecondaryFigures
    let texts = ExportTexts()

    /// - Throws: `ExportProblem.internalFigures` for a preview: what is not frozen is not published,
    ///   whatever it hides.
    public init(
        _ report: QuarterlyReport, places: [HubCode: HubPlace], hasHashtags: Bool
    ) throws(ExportProblem) {
        let isInternal = report.policy.audience == .internal
        guard isInternal || report.edition != nil else { throw .internalFigures }
        self.init(
            AggregateCell.cells(of: report),
            origin: ExportOrigin(
                quarter: report.quarter, edition: report.edition,
                isDemonstration: report.isDemonstration, isInternal: isInternal),
            places: places, hasHashtags: hasHashtags, secondary: report.secondary)
    }

    init(
        _ cells: [AggregateCell], origin: ExportOrigin, places: [HubCode: HubPlace],
        hasHashtags: Bool, secondary: SecondaryFigures = .none
    ) {
        self.cells = cells
        self.origin = origin
        self.places = places
        self.hasHashtags = hasHashtags
        self.secondary = secondary
    }

    /// Writes everything into a new or empty directory; what fails or is interrupted leaves nothing
    /// there.
    public func write(to path: String) throws -> ExportSummary {
        let folder = try ExportFolder(path)
        let files = try write(into: folder)
        try folder.publish()
        return ExportSummary(
            quarter: origin.quarter, edition: origin.edition, audience: origin.audience,
            synthetic: origin.isDemonstration, output: folder.destination,
            rows: files[0].rows ?? 0, sha256: files[0].sha256, files: files)
    }

    func write(into folder: ExportFolder) throws -> [WrittenFile] {
        var writer = DelimitedWriter()
        writer.row(columns.map(\.name))
        // The hashtags begin with # and are no formula: they stand as they are.
        if hasHashtags { writer.row(columns.map(\.hashtag)) }
        for cell in cells { writer.row(columns.map { $0.value(cell, self) }) }
        let file = try folder.file("aggregates\(origin.suffix).csv")
        try file.write(writer.bytes)
        let table = try file.finish(rows: cells.count)
        let hidden = try writeSuppressions(into: folder)
        let codes = codeTable()
        let codeFile = try codes.write("codes\(origin.suffix).csv", into: folder)
        var more: [DataPackage.Resource] = []
        var files = [table, hidden]
        for secondary in secondaryTables {
            let file = try write(secondary, into: folder)
            files.append(file)
            more.append(resource(secondary, file, codes))
        }
        files += [
            codeFile,
            try folder.json(
                "datapackage.json",
                package(
                    table: table, hidden: hidden, more: more, codes: codes, codeFile: codeFile)),
        ]
        files.append(try folder.digests(files))
        return files
    }

    private func writeSuppressions(
        into folder: ExportFolder
    ) throws(ExportProblem) -> WrittenFile {
        let columns = suppressionColumns
        let hidden = cells.filter { $0.figure.suppression != nil }
        var writer = DelimitedWriter()
        writer.row(columns.map(\.name))
        for cell in hidden { writer.row(columns.map { $0.value(cell, self) }) }
        let file = try folder.file("suppressions\(origin.suffix).csv")
        try file.write(writer.bytes)
        return try file.finish(rows: hidden.count)
    }

    /// The codes that occur, with their labels.
    private func codeTable() -> CodeTable {
        var codes = CodeTable()
        for cell in cells {
            let title = cell.categories.map { texts("export.column.\($0.dimension)") }
            let whole = texts("export.total")
            codes.add(
                "table", cell.table,
                title.isEmpty
                    ? whole.english : title.map(\.english).joined(separator: " × "),
                title.isEmpty
                    ? whole.spanish : title.map(\.spanish).joined(separator: " × "))
        }
        for dimension in Dimension.reportOrder {
            for cell in cells {
                guard let category = cell.categories.first(where: { $0.dimension == dimension })
                else { continue }
                codes.add(
                    dimension.description, category.code, category.english, category.spanish)
            }
        }
        for reason in [Suppression.primary, .complementary] {
            let label = texts("export.suppressed.\(reason.rawValue)")
            codes.add("suppressed", reason.rawValue, label.english, label.spanish)
        }
        addSecondaryCodes(to: &codes)
        return codes
    }
}

/// A cell of any of a report's tables.
struct AggregateCell {
    /// The table's name: its dimensions, or `total`.
    let table: String
    let categories: [Category]
    let figure: Figure

    func code(_ dimension: Dimension) -> String {
        categories.first { $0.dimension == dimension }?.code ?? ""
    }

    /// Every cell, in the order of the report, which tells nothing of what is hidden.
    static func cells(of report: QuarterlyReport) -> [Self] {
        let total = Self(table: "total", categories: [], figure: report.totals)
        let single = report.tables.flatMap { table in
            table.rows.map { row in
                Self(
                    table: table.dimension.description, categories: [row.category],
                    figure: row.figure)
            }
        }
        let cross = report.cross.flatMap { table in
            table.rows.map { row in
                Self(
                    table: "\(table.first)_\(table.second)",
                    categories: [row.first, row.second], figure: row.figure)
            }
        }
        return [total] + single + cross
    }
}

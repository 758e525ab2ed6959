import Casework
import Codelists
import HubLogs
import Reporting
import Texts

/// A table beside the people assisted: people reached, or referrals sent.
struct SecondaryExport {
    struct Column {
        let name: String
        let type: String
        /// The column of the codes that explain it; nil where there is none.
        var codes: String?
    }

    let name: String
    let columns: [Column]
    let rows: [[String]]
}

extension AggregatesExport {
    /// Those that have rows.
    var secondaryTables: [SecondaryExport] {
        [reachedTable, referralTable].filter { !$0.rows.isEmpty }
    }

    private var reachedTable: SecondaryExport {
        SecondaryExport(
            name: "reached",
            columns: [
                .init(name: "quarter", type: "string"),
                .init(name: "by", type: "string", codes: "by"),
                .init(name: "category", type: "string"),
                .init(name: "reached", type: "integer"), .init(name: "minimum", type: "boolean"),
                .init(name: "activities", type: "integer"),
                .init(name: "sessions", type: "integer"),
                .init(name: "sessions_without_count", type: "integer"),
                .init(name: "suppressed", type: "string", codes: "suppressed"),
            ],
            rows: secondary.reached.map { row in
                [
                    origin.quarter.description, row.dimension.rawValue, row.entry?.code ?? "",
                    row.people.map(String.init) ?? "", String(row.isMinimum),
                    String(row.activities), String(row.sessions), String(row.uncountedSessions),
                    row.suppression?.rawValue ?? "",
                ]
            })
    }

    private var referralTable: SecondaryExport {
        let numbers = ["sent", "accepted", "completed", "completed_in_time"]
        return SecondaryExport(
            name: "referrals",
            columns: ["quarter", "from", "to"].map { .init(name: $0, type: "string") }
                + numbers.map { .init(name: $0, type: "integer") }
                + [.init(name: "suppressed", type: "string", codes: "suppressed")],
            rows: secondary.referrals.map { row in
                [origin.quarter.description, row.from?.code ?? "", row.to?.code ?? ""]
                    + [row.sent, row.accepted, row.completed, row.inTime]
                    .map { $0.map(String.init) ?? "" } + [row.suppression?.rawValue ?? ""]
            })
    }

    /// The codes that these tables use, with their labels.
    func addSecondaryCodes(to codes: inout CodeTable) {
        for row in secondary.reached {
            let way = texts(
                row.dimension == .total ? "reached.total" : "reached.by.\(row.dimension)")
            codes.add("by", row.dimension.rawValue, way.english, way.spanish)
            if let entry = row.entry {
                codes.add("category", entry.code, entry.english, entry.spanish)
            }
        }
        for row in secondary.referrals {
            for (column, country) in [("from", row.from), ("to", row.to)] {
                guard let country, let entry = Country.list[country.number] else { continue }
                codes.add(column, entry.code, entry.english, entry.spanish)
            }
        }
    }

    func write(_ table: SecondaryExport, into folder: ExportFolder) throws(ExportProblem)
        -> WrittenFile
    {
        var writer = DelimitedWriter()
        let audience = origin.isInternal ? ["audience"] : []
        writer.row(table.columns.map(\.name) + audience)
        for row in table.rows {
            writer.row(row + (origin.isInternal ? [origin.audience] : []))
        }
        let file = try folder.file("\(table.name)\(origin.suffix).csv")
        try file.write(writer.bytes)
        return try file.finish(rows: table.rows.count)
    }

    func resource(
        _ table: SecondaryExport, _ file: WrittenFile, _ codes: CodeTable
    ) -> DataPackage.Resource {
        var columns = table.columns
        if origin.isInternal { columns.append(.init(name: "audience", type: "string")) }
        return DataPackage.Resource(
            table.name, file, title: texts("rendering.\(table.name)"),
            fields: columns.map { column in
                var field = DataPackage.Field(
                    column.name, column.type, texts,
                    constraints: column.type == "integer"
                        ? DataPackage.Constraints(minimum: 0) : nil)
                let categories = column.codes.map { codes.categories(of: $0) } ?? []
                if !categories.isEmpty { field.categories = categories }
                return field
            })
    }
}

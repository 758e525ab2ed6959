import Casework
import Reporting
import Texts

/// A column of the table of aggregates: its name, its type, its hashtag and where its values are.
struct AggregateColumn {
    let name: String
    let type: String
    /// HXL 1.1.
    let hashtag: String
    var isRequired = false
    let value: (AggregateCell, AggregatesExport) -> String

    var isNumber: Bool { type == "integer" }
}

extension AggregatesExport {
    var columns: [AggregateColumn] {
        var columns = [
            AggregateColumn(
                name: "quarter", type: "string", hashtag: "#meta+quarter", isRequired: true
            ) {
                $1.origin.quarter.description
            },
            AggregateColumn(
                name: "start_date", type: "date", hashtag: "#date+start", isRequired: true
            ) {
                $1.origin.quarter.firstDay.description
            },
            AggregateColumn(name: "end_date", type: "date", hashtag: "#date+end", isRequired: true)
            {
                $1.origin.quarter.days.upperBound.adding(days: -1).description
            },
        ]
        columns += placeColumns
        columns += [
            Self.number("people", "#reached") { $0.people },
            Self.number("identified", "#reached+identified") { $0.identified },
            Self.number("anonymous", "#reached+anonymous") { $0.anonymous },
            Self.number("events", "#output+events") { $0.events },
            Self.suppressed,
        ]
        if origin.isInternal {
            columns.append(
                AggregateColumn(
                    name: "audience", type: "string", hashtag: "#meta+audience",
                    isRequired: true
                ) { $1.origin.audience })
        }
        return columns
    }

    /// What says which cell is hidden, and why.
    var suppressionColumns: [AggregateColumn] { placeColumns + [Self.suppressed] }

    /// The table, and one column a dimension, empty where the cell is not of one category.
    private var placeColumns: [AggregateColumn] {
        [
            AggregateColumn(
                name: "table", type: "string", hashtag: "#indicator+code", isRequired: true
            ) { cell, _ in cell.table },
            // A hub's row says in which country it is, so that it can be put on a map.
            AggregateColumn(name: "country", type: "string", hashtag: "#country+code+v_iso3") {
                cell, export in
                let code = cell.code(.country)
                return code.isEmpty ? export.place(of: cell)?.country ?? "" : code
            },
            AggregateColumn(name: "admin1", type: "string", hashtag: "#adm1+code+v_iso3166_2") {
                cell, export in export.place(of: cell)?.admin1 ?? ""
            },
            Self.category(.hub, "#loc+code+hub"),
            Self.category(.sex, "#group+code+sex"),
            Self.category(.age, "#group+code+age"),
            Self.category(.nationality, "#group+code+nationality+v_iso3"),
            Self.category(.profile, "#group+code+profile"),
            Self.category(.channel, "#channel+code"),
            Self.category(.service, "#service+code"),
        ]
    }

    private static func category(_ dimension: Dimension, _ hashtag: String) -> AggregateColumn {
        AggregateColumn(name: dimension.description, type: "string", hashtag: hashtag) {
            cell, _ in cell.code(dimension)
        }
    }

    private static func number(
        _ name: String, _ hashtag: String, _ value: @escaping (Figure) -> Int?
    ) -> AggregateColumn {
        AggregateColumn(name: name, type: "integer", hashtag: hashtag) { cell, _ in
            value(cell.figure).map(String.init) ?? ""
        }
    }

    private static var suppressed: AggregateColumn {
        AggregateColumn(name: "suppressed", type: "string", hashtag: "#meta+suppressed") {
            cell, _ in cell.figure.suppression?.rawValue ?? ""
        }
    }

    private func place(of cell: AggregateCell) -> HubPlace? {
        HubCode(cell.code(.hub)).flatMap { places[$0] }
    }
}

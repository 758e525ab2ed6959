import Casework
import Codelists
import Reporting
import Texts

extension ReportWording {
    /// People reached by activities, which no other table counts.
    var reachedTable: ReportTable {
        let rows = report.secondary.reached.map { row in
            var name = row.entry.map { label($0) } ?? texts("reached.total")
            if row.isMinimum { name = texts("reached.atleast", ["label": name]) }
            let way = row.dimension == .total ? "" : texts(TextKey("reached.by.\(row.dimension)"))
            return ReportTable.Row(
                cells: [.text(way), .text(name), .number(row.people)]
                    + [row.activities, row.sessions, row.uncountedSessions].map { .number($0) },
                suppression: row.suppression, isTotal: row.dimension == .total)
        }
        return ReportTable(
            name: "reached", title: texts("rendering.reached"),
            columns: [label(texts("reached.by")), label(texts("reached.category"))]
                + ["reached", "activities", "sessions", "uncounted"].map {
                    number(texts(TextKey("reached.\($0)")))
                },
            rows: rows.filter { !$0.isTotal } + rows.filter(\.isTotal),
            note: texts("reached.note"))
    }

    /// Referrals by pair of countries.
    var referralTable: ReportTable {
        ReportTable(
            name: "referrals", title: texts("rendering.referrals"),
            columns: ["from", "to"].map { label(texts(TextKey("referral.column.\($0)"))) }
                + ["sent", "accepted", "completed", "intime"].map {
                    number(texts(TextKey("referral.column.\($0)")))
                },
            rows: report.secondary.referrals.map { row in
                let isTotal = row.from == nil
                return ReportTable.Row(
                    cells: [
                        .text(row.from.map(country) ?? ""),
                        .text(row.to.map(country) ?? texts("rendering.total")),
                    ] + [row.sent, row.accepted, row.completed, row.inTime].map { .number($0) },
                    suppression: row.suppression, isTotal: isTotal)
            }, note: texts("rendering.referrals.note"))
    }

    private func country(_ country: Country) -> String {
        Country.list[country.number].map { label($0) } ?? country.code
    }

    private func label(_ entry: CodelistEntry) -> String {
        texts.language == .spanish ? entry.spanish : entry.english
    }
}

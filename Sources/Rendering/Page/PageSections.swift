import Drawing
import Reporting
import Texts

/// The page below its head: each subject's picture with its tables, then quality and method.
struct PageSections {
    struct Section {
        let name: String
        let heading: String
        var html: String
    }

    let wording: ReportWording
    /// Where the name of a table's row leads, by table and code; nil for nowhere.
    var link: (_ table: String, _ code: String) -> String? = { _, _ in nil }
    /// Where a row's number of events leads, by table and the codes of its categories.
    var events: (_ table: String, _ codes: [String]) -> String? = { _, _ in nil }

    var all: [Section] {
        let tables = wording.tables
        var shown: Set<String> = []
        var sections: [Section] = []
        let typesetter = Typesetter()
        let (figures, narrow): ([ReportFigure], [ReportFigure]) =
            wording.report.totals.events == 0
            ? ([], [])
            : (
                ReportFigure.all(wording, .page, typesetter),
                ReportFigure.all(wording, .phone, typesetter)
            )
        for (figure, small) in zip(figures, narrow) {
            let name = figure.subject.rawValue
            var body = html(of: figure.pictures, named: name, as: "wide")
            body += html(of: small.pictures, named: "\(name)-narrow", as: "narrow")
            for table in tables where Self.tables(of: figure.subject).contains(table.name) {
                shown.insert(table.name)
                body += html(of: table)
            }
            sections.append(section(name, figure.heading, body))
        }
        let rest = tables.filter { !shown.contains($0.name) && !$0.rows.isEmpty }
        if !rest.isEmpty {
            let body = rest.map { html(of: $0) }.joined()
            sections.append(section("tables", wording.texts("rendering.section.tables"), body))
        }
        return sections + [quality, method]
    }

    /// Pictures of one width; the stylesheet shows those that fit the screen.
    private func html(of pictures: [Picture], named name: String, as width: String) -> String {
        pictures.enumerated().map { index, picture in
            let identifier = index == 0 ? name : "\(name)-\(index + 1)"
            let svg = picture.svg(named: "\(identifier)-picture", standalone: false)
            return "<figure class=\"\(width)\">\n\(svg)</figure>\n"
        }.joined()
    }

    /// The tables that say in numbers what a picture shows.
    private static func tables(of subject: ReportFigure.Subject) -> Set<String> {
        switch subject {
        case .trend: ["trend"]
        case .map: ["country"]
        case .hubs: ["hub"]
        case .pyramid: ["sex", "age", "age-sex", "sex-age"]
        case .sex, .age, .nationality, .service, .profile, .channel: [subject.rawValue]
        }
    }

    private var quality: Section {
        var body = wording.completeness.map { element("p", $0) }.joined()
        body += element("p", wording.texts("rendering.quality.text"), class: "quiet")
        body += html(of: wording.completenessTable)
        return section("quality", wording.texts("rendering.section.quality"), body)
    }

    private var method: Section {
        var body = ""
        for paragraph in wording.method {
            body += element("h3", paragraph.heading) + element("p", paragraph.text)
        }
        if let note = wording.hiddenNote { body += element("p", note, class: "quiet") }
        return section("method", wording.texts("rendering.section.method"), body)
    }

    private func section(_ name: String, _ heading: String, _ body: String) -> Section {
        var html = "<section id=\"\(name)\" aria-labelledby=\"\(name)-heading\">\n"
        html += "<h2 id=\"\(name)-heading\">\(heading.markupEscaped)</h2>\n"
        return Section(name: name, heading: heading, html: html + body + "</section>\n")
    }

    /// A table; on a narrow screen, where it is no table to a browser any more, a row is its label with
    /// each number beside what it counts. So what each part is, is said.
    private func html(of table: ReportTable) -> String {
        guard !table.rows.isEmpty else { return "" }
        let title = table.title.markupEscaped
        var html = "<div class=\"scroll\" role=\"group\" tabindex=\"0\""
        html += " aria-label=\"\(title)\">\n<table id=\"table-\(table.name)\" role=\"table\">\n"
        html += "<caption>\(title)</caption>\n<thead role=\"rowgroup\">\n<tr role=\"row\">"
        for (index, column) in table.columns.enumerated() {
            html += "<th scope=\"col\" role=\"columnheader\"\(style(of: index, table))>"
            html += "\(column.title.markupEscaped)</th>"
        }
        html += "</tr>\n</thead>\n<tbody role=\"rowgroup\">\n"
        for row in table.rows { html += self.html(of: row, in: table) }
        html += "</tbody>\n</table>\n</div>\n"
        if let note = table.note { html += element("p", note, class: "quiet") }
        return html
    }

    private func html(of row: ReportTable.Row, in table: ReportTable) -> String {
        var html = row.isTotal ? "<tr role=\"row\" class=\"total\">" : "<tr role=\"row\">"
        let target = target(of: row, in: table)
        for (index, cell) in row.cells.enumerated() {
            let isLabel = index < table.labels
            let column = " data-label=\"\(table.columns[index].title.markupEscaped)\""
            switch cell {
            case .text(let text):
                let tag =
                    isLabel && !text.isEmpty
                    ? "th scope=\"row\" role=\"rowheader\""
                    : "td role=\"cell\"\(isLabel ? "" : column)"
                var name = text.markupEscaped
                if let target, index == table.labels - 1 {
                    name = "<a href=\"\(target.markupEscaped)\">\(name)</a>"
                }
                html += "<\(tag)\(style(of: index, table))>\(name)</\(tag.prefix(2))>"
            case .number(let number?):
                let shown = linked(wording.texts.number(number), index, row, table)
                html += "<td role=\"cell\" class=\"number\"\(column)>\(shown)</td>"
            case .number(nil):
                html += "<td role=\"cell\" class=\"number hidden\"\(column)>\(wording.hidden)</td>"
            }
        }
        return html + "</tr>\n"
    }

    /// A number; that of events as the way to them, named by what it counts.
    private func linked(
        _ number: String, _ index: Int, _ row: ReportTable.Row, _ table: ReportTable
    ) -> String {
        let title = table.columns[index].title
        guard title == wording.texts("column.events"), let codes = row.codes, number != "0",
            let target = events(table.name, codes)
        else { return number }
        let names = row.cells.prefix(table.labels).compactMap { cell in
            if case .text(let text) = cell, !text.isEmpty { text } else { nil }
        }
        let label = "\(names.joined(separator: ", ")): \(number) \(title)"
        return "<a href=\"\(target.markupEscaped)\""
            + " aria-label=\"\(label.markupEscaped)\">\(number)</a>"
    }

    private func target(of row: ReportTable.Row, in table: ReportTable) -> String? {
        guard case .text(let code)? = row.cells.first, !code.isEmpty else { return nil }
        return link(table.name, code)
    }

    private func style(of index: Int, _ table: ReportTable) -> String {
        if table.columns[index].isNumber { return " class=\"number\"" }
        // A telephone leaves codes out; a label stands beside each.
        if index == 0, table.hasCodes { return " class=\"code\"" }
        return index > table.labels || table.labels == 1 ? " class=\"date\"" : ""
    }
}

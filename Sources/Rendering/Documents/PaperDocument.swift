import Casework
import Drawing
import Texts

/// What every document of the region's work has: its title and day at the foot of each page, its
/// language, and a band where nobody in it exists.
struct PaperDocument {
    let title: String
    let texts: Texts
    let made: CalendarDate
    var isDemonstration = false
    /// What a list of documents shows beside the title.
    var subject = ""

    /// The document's bytes: the same content gives the same ones.
    func bytes(
        _ flow: PageFlow, _ typesetter: Typesetter, marksFirstPage: Bool = true
    ) throws -> [UInt8] {
        try PDFDocument(
            width: flow.width, height: flow.height,
            pages: flow.finished(
                head: { page in head(flow, isFirst: page == 1) },
                foot: { foot(flow, page: $0, of: $1) }),
            bookmarks: flow.bookmarks,
            metadata: PDFDocument.Metadata(
                title: title, author: texts("rendering.author"), subject: subject, keywords: "",
                language: texts.language.rawValue, made: "\(made)T00:00:00Z")
        ).bytes(typesetter)
    }

    private func head(_ flow: PageFlow, isFirst: Bool) -> [Mark] {
        var marks: [Mark] = []
        if isFirst {
            marks.append(.rectangle(Box(x: 0, y: 0, width: flow.width, height: 10), fill: .accent))
        }
        if isDemonstration {
            marks.append(
                .text(
                    texts("document.demonstration"),
                    at: Point(flow.margin + flow.contentWidth, 36), .end,
                    TextStyle(8, .semibold)))
        }
        return marks
    }

    private func foot(_ flow: PageFlow, page: Int, of pages: Int) -> [Mark] {
        let style = TextStyle(7.5, .regular, .quiet)
        let y = flow.height - 30
        let right = flow.margin + flow.contentWidth
        let number = texts("rendering.page", ["page": String(page), "pages": String(pages)])
        let room = flow.contentWidth - flow.typesetter.width(of: number, style) - 20
        let left =
            flow.typesetter.lines(
                of: "\(title) · \(made.inWords(texts))", style, width: room
            ).first ?? ""
        return [
            .text(left, at: Point(flow.margin, y), .start, style),
            .text(number, at: Point(right, y), .end, style),
        ]
    }
}

extension CalendarDate {
    func inWords(_ texts: Texts) -> String {
        let (year, month, day) = parts
        return texts.date(year: year, month: month, day: day)
    }
}

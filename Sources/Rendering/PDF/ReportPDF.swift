public import Casework
import Drawing
public import Reporting
public import Texts

/// The quarterly report as a PDF document: to read on a screen, to print and to send.
///
/// The same report gives the same bytes: the day it was made is the caller's to say.
public struct ReportPDF {
    let wording: ReportWording
    let paper: Paper

    public init(
        _ report: QuarterlyReport, texts: Texts, paper: Paper = .a4, made: CalendarDate
    ) {
        wording = ReportWording(report: report, texts: texts, made: made)
        self.paper = paper
    }

    /// Fails only where the drawing library does: without memory or without fonts.
    public var bytes: [UInt8] {
        get throws {
            let typesetter = Typesetter()
            return try document(typesetter).bytes(typesetter)
        }
    }

    /// The pages as they will be drawn.
    func document(_ typesetter: Typesetter) -> PDFDocument {
        var flow = PageFlow(paper, typesetter)
        let cover = ReportCover(wording: wording)
        cover.draw(on: &flow)
        addFigures(to: &flow)
        addTables(to: &flow)
        addQuality(to: &flow)
        addMethod(to: &flow)
        let texts = wording.texts
        return PDFDocument(
            width: flow.width, height: flow.height,
            pages: flow.finished(
                head: { $0 == 1 ? [] : cover.runningHead(flow) },
                foot: { cover.foot(flow, page: $0, of: $1) }),
            bookmarks: flow.bookmarks,
            metadata: PDFDocument.Metadata(
                title: wording.documentTitle, author: texts("rendering.author"),
                subject: [wording.period, wording.audience, wording.synthetic]
                    .compactMap(\.self).joined(separator: ". "),
                keywords: wording.edition, language: texts.language.rawValue,
                made: "\(wording.made)T00:00:00Z"))
    }

    private func addFigures(to flow: inout PageFlow) {
        let style = ChartStyle.print.with(width: flow.contentWidth)
        var figures = ReportFigure.all(wording, style, flow.typesetter)[...]
        guard !figures.isEmpty, wording.report.totals.events != 0 else { return }
        flow.newPage()
        while !figures.isEmpty {
            // What does not fit leaves its room to the next that does.
            let place = figures.firstIndex { figure in
                flow.hasRoom(figure.pictures.first.map { room($0, of: figure, flow) } ?? 0)
            }
            let figure = figures.remove(at: place ?? figures.startIndex)
            for (index, picture) in figure.pictures.enumerated() {
                flow.need(room(picture, of: figure, flow))
                if index == 0 {
                    flow.heading(figure.heading)
                    if let note = figure.note { flow.paragraph(note, Self.small) }
                }
                flow.picture(picture)
                flow.y += 14
            }
        }
    }

    private static let small = TextStyle(8, .regular, .quiet)

    /// How much room a picture takes with its heading and note.
    private func room(_ picture: Picture, of figure: ReportFigure, _ flow: PageFlow) -> Double {
        picture.height + 40 + (figure.note.map { flow.height(of: $0, Self.small) } ?? 0)
    }

    private func addTables(to flow: inout PageFlow) {
        let tables = wording.tables
        guard !tables.isEmpty else { return }
        flow.newPage()
        flow.heading(wording.texts("rendering.section.tables"))
        flow.paragraph(wording.texts("rendering.tables.text"))
        for table in tables { flow.table(table, wording) }
    }

    private func addQuality(to flow: inout PageFlow) {
        let table = wording.completenessTable
        flow.begin(
            sectionOf: wording.completeness.reduce(90) { $0 + flow.height(of: $1, TextStyle(9.5)) }
                + Double(table.rows.count) * 14)
        flow.heading(wording.texts("rendering.section.quality"))
        for sentence in wording.completeness { flow.paragraph(sentence) }
        flow.paragraph(
            wording.texts("rendering.quality.text"), TextStyle(8, .regular, .quiet))
        flow.table(table, wording)
    }

    private func addMethod(to flow: inout PageFlow) {
        flow.begin(
            sectionOf: wording.method.reduce(40) {
                $0 + 24 + flow.height(of: $1.text, TextStyle(9.5))
            })
        flow.heading(wording.texts("rendering.section.method"))
        for paragraph in wording.method {
            flow.need(60)
            flow.subheading(paragraph.heading)
            flow.paragraph(paragraph.text)
            flow.y += 4
        }
    }
}

public import Casework
public import CommonMark
import Drawing
public import Texts

/// An item of the bulletin as paper shows it.
public struct PrintedItem: Sendable {
    public let title: String
    /// Its day and country, in words.
    public let dateline: String
    public let blocks: [CommonMark.Block]
    /// Where its figures come from, in the order of their numbers in the text.
    public let sources: [String]
    /// What was corrected, and when.
    public let corrections: [String]

    public init(
        title: String, dateline: String, blocks: [CommonMark.Block], sources: [String],
        corrections: [String]
    ) {
        self.title = title
        self.dateline = dateline
        self.blocks = blocks
        self.sources = sources
        self.corrections = corrections
    }
}

/// An issue of the bulletin as a PDF document; each figure says beneath where it comes from.
public struct BulletinPDF {
    let title: String
    let day: CalendarDate
    let items: [PrintedItem]
    let document: PaperDocument
    let paper: Paper

    public init(
        title: String, day: CalendarDate, items: [PrintedItem], texts: Texts, paper: Paper = .a4,
        isDemonstration: Bool
    ) {
        self.title = title
        self.day = day
        self.items = items
        self.paper = paper
        document = PaperDocument(
            title: title, texts: texts, made: day, isDemonstration: isDemonstration,
            subject: texts("bulletin.title"))
    }

    public var bytes: [UInt8] {
        get throws {
            let typesetter = Typesetter()
            var flow = PageFlow(paper, typesetter)
            flow.y = 50
            flow.title(
                title, above: "\(document.texts("bulletin.title")) · \(day.inWords(document.texts))"
            )
            flow.y += 6
            for item in items { add(item, to: &flow) }
            return try document.bytes(flow, typesetter)
        }
    }

    private func add(_ item: PrintedItem, to flow: inout PageFlow) {
        let quiet = TextStyle(8, .regular, .quiet)
        flow.need(90)
        flow.heading(item.title)
        flow.paragraph(item.dateline, quiet)
        for block in item.blocks {
            switch block.kind {
            case .heading:
                flow.need(40)
                flow.subheading(block.text)
            case .paragraph: flow.paragraph(block.text)
            case .item(let mark): flow.item(mark, block.text)
            case .quote: flow.item("“", block.text)
            case .code: flow.paragraph(block.text, TextStyle(8.5))
            }
        }
        for (index, source) in item.sources.enumerated() {
            flow.paragraph("[\(index + 1)] \(source)", quiet)
        }
        for correction in item.corrections { flow.paragraph(correction, quiet) }
        flow.y += 12
    }
}

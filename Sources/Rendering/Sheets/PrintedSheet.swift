import Drawing
import QRCodes

/// A short document to print: facts, texts, and a code that leads to the page.
public struct PrintedSheet: Sendable {
    public enum Part: Sendable {
        case heading(String)
        case paragraph(String)
        case quiet(String)
        case fact(String, String)
        /// A text that a telephone's camera reads, with what it leads to in words.
        case code(String, String)
    }

    public var title: String
    public var parts: [Part]
    /// At the foot of each page.
    public var foot: String
    public var author: String
    /// ISO 639-1.
    public var language: String
    /// ISO 8601: the clock is not asked.
    public var made: String

    public init(
        title: String, parts: [Part], foot: String, author: String, language: String, made: String
    ) {
        self.title = title
        self.parts = parts
        self.foot = foot
        self.author = author
        self.language = language
        self.made = made
    }

    /// As a tagged PDF. Fails only where the drawing library does.
    public func pdf(paper: Paper = .a4) throws -> [UInt8] {
        let typesetter = Typesetter()
        var flow = PageFlow(paper, typesetter)
        flow.y = 56
        flow.heading(title)
        flow.y += 4
        for part in parts { draw(part, on: &flow, typesetter) }
        let small = TextStyle(8, .regular, .quiet)
        let (margin, width, bottom) = (flow.margin, flow.width, flow.height - 32)
        let foot = foot
        return try PDFDocument(
            width: flow.width, height: flow.height,
            pages: flow.finished(
                head: { _ in [] },
                foot: { page, pages in
                    [
                        .text(
                            typesetter.fitted(foot, small, width: width - 2 * margin - 50),
                            at: Point(margin, bottom), .start, small),
                        .text(
                            "\(page) / \(pages)", at: Point(width - margin, bottom), .end, small),
                    ]
                }),
            bookmarks: flow.bookmarks,
            metadata: .init(
                title: title, author: author, subject: "", keywords: "", language: language,
                made: made)
        ).bytes(typesetter)
    }

    private func draw(_ part: Part, on flow: inout PageFlow, _ typesetter: Typesetter) {
        switch part {
        case .heading(let text):
            flow.y += 6
            flow.need(60)
            flow.subheading(text)
        case .paragraph(let text):
            for piece in Self.paragraphs(text) { flow.paragraph(piece, TextStyle(10)) }
        case .quiet(let text): flow.paragraph(text, TextStyle(8.5, .regular, .quiet))
        case .fact(let name, let value): fact(name, value, on: &flow, typesetter)
        case .code(let text, let caption): code(text, caption, on: &flow)
        }
    }

    private static func paragraphs(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }

    /// A name and its value beside each other.
    private func fact(
        _ name: String, _ value: String, on flow: inout PageFlow, _ typesetter: Typesetter
    ) {
        let (left, right) = (TextStyle(9, .regular, .quiet), TextStyle(10))
        let column = 130.0
        let names = typesetter.lines(of: name, left, width: column - 12)
        let lines = Self.paragraphs(value).flatMap {
            typesetter.lines(of: $0, right, width: flow.contentWidth - column)
        }
        flow.add(.begin("P"))
        for index in 0..<max(names.count, lines.count) {
            flow.need(right.lineHeight)
            flow.y += right.lineHeight
            let line = flow.y - right.lineHeight * 0.28
            if index < names.count {
                flow.add(.text(names[index], at: Point(flow.margin, line), .start, left))
            }
            if index < lines.count {
                flow.add(.text(lines[index], at: Point(flow.margin + column, line), .start, right))
            }
        }
        flow.add(.end)
        flow.y += 3
    }

    private func code(_ text: String, _ caption: String, on flow: inout PageFlow) {
        guard let code = QRCode(text, correction: .strong) else { return }
        let module = 3.2
        let side = Double(code.size + 2 * QRCode.quietZone) * module
        flow.need(side + 30)
        flow.add(.beginFigure(caption))
        let (x, y) = (flow.margin, flow.y)
        flow.add(.rectangle(Box(x: x, y: y, width: side, height: side), fill: .paper))
        for row in 0..<code.size {
            for column in 0..<code.size where code.isDark(row: row, column: column) {
                flow.add(
                    .rectangle(
                        Box(
                            x: x + Double(column + QRCode.quietZone) * module,
                            y: y + Double(row + QRCode.quietZone) * module, width: module + 0.05,
                            height: module + 0.05), fill: .ink))
            }
        }
        flow.add(.end)
        flow.y += side + 2
        flow.paragraph(caption, TextStyle(8.5, .regular, .quiet))
    }
}

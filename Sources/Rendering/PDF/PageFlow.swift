import Drawing

/// Sets headings, paragraphs, pictures and tables one under the other, on as many pages as needed.
struct PageFlow {
    let width: Double
    let height: Double
    let typesetter: Typesetter
    let margin = 56.0
    let top = 78.0
    private(set) var pages: [[Mark]] = [[]]
    private(set) var bookmarks: [PDFDocument.Bookmark] = []
    var y: Double

    init(_ paper: Paper, _ typesetter: Typesetter) {
        (width, height) = paper.size
        self.typesetter = typesetter
        y = top
    }

    init(width: Double, height: Double, _ typesetter: Typesetter) {
        (self.width, self.height) = (width, height)
        self.typesetter = typesetter
        y = top
    }

    var contentWidth: Double { width - 2 * margin }
    var bottom: Double { height - 64 }
    var isAtTop: Bool { y == top }

    mutating func newPage() {
        pages.append([])
        y = top
    }

    /// Begins a new page unless there is room for that much.
    mutating func need(_ room: Double) {
        if !hasRoom(room) { newPage() }
    }

    /// Begins a section: on this page where the whole of it has room, else on a new one.
    mutating func begin(sectionOf room: Double) {
        let gap = 26.0
        if isAtTop { return }
        if hasRoom(room + gap) { y += gap } else { newPage() }
    }

    /// Whether so much fits on this page; on an empty one everything has to.
    func hasRoom(_ room: Double) -> Bool { y + room <= bottom || isAtTop }

    mutating func add(_ mark: Mark) { pages[pages.count - 1].append(mark) }

    /// A section's heading, which the document's outline lists.
    mutating func heading(_ text: String) {
        let style = TextStyle(15, .semibold, .accent)
        bookmarks.append(.init(title: text, page: pages.count, y: y - 8))
        add(.begin("H1"))
        lines(text, style)
        add(.end)
        y += 4
    }

    mutating func subheading(_ text: String) {
        add(.begin("H2"))
        lines(text, TextStyle(10.5, .semibold))
        add(.end)
        y += 2
    }

    mutating func paragraph(_ text: String, _ style: TextStyle = TextStyle(9.5)) {
        add(.begin("P"))
        lines(text, style)
        add(.end)
        y += style.size * 0.7
    }

    /// How high a paragraph will be.
    func height(of text: String, _ style: TextStyle) -> Double {
        Double(typesetter.lines(of: text, style, width: contentWidth).count) * style.lineHeight
            + style.size * 0.7
    }

    mutating func picture(_ picture: Picture) {
        add(.beginFigure(picture.title + ". " + picture.description))
        for mark in picture.marks { add(mark.moved(margin, y)) }
        add(.end)
        y += picture.height + 8
    }

    private mutating func lines(_ text: String, _ style: TextStyle) {
        for line in typesetter.lines(of: text, style, width: contentWidth) {
            if y + style.lineHeight > bottom { newPage() }
            y += style.lineHeight
            add(.text(line, at: Point(margin, y - style.lineHeight * 0.28), .start, style))
        }
    }

    /// The pages with what stands at the head and the foot of each.
    func finished(head: (Int) -> [Mark], foot: (Int, Int) -> [Mark]) -> [[Mark]] {
        pages.enumerated().map { index, marks in
            head(index + 1) + marks + foot(index + 1, pages.count)
        }
    }
}

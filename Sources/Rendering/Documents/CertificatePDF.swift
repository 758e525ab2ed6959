public import Casework
import Drawing
public import Texts

/// Certificates of participation in an activity: a page for each person.
public struct CertificatePDF {
    let activity: Activity
    let names: [String]
    /// Who held it, by name.
    let organisers: [String]
    let document: PaperDocument
    let paper: Paper

    public init(
        _ activity: Activity, names: [String], organisers: [String], texts: Texts,
        paper: Paper = .a4, made: CalendarDate, isDemonstration: Bool
    ) {
        self.activity = activity
        self.names = names
        self.organisers = organisers
        self.paper = paper
        document = PaperDocument(
            title: "\(texts("document.certificate.title")): \(activity.title)", texts: texts,
            made: made, isDemonstration: isDemonstration)
    }

    public var bytes: [UInt8] {
        get throws {
            let typesetter = Typesetter()
            var flow = PageFlow(
                width: paper.size.height, height: paper.size.width, typesetter)
            for (index, name) in names.enumerated() {
                if index > 0 { flow.newPage() }
                page(of: name, on: &flow)
            }
            return try document.bytes(flow, typesetter)
        }
    }

    private func page(of name: String, on flow: inout PageFlow) {
        let texts = document.texts
        flow.add(
            .shape(
                [Box(x: 28, y: 42, width: flow.width - 56, height: flow.height - 86).corners],
                fill: .paper, stroke: .accent))
        flow.y = 96
        centred(texts("document.certificate.title"), TextStyle(28, .light, .accent), "H1", &flow)
        flow.y += 16
        centred(texts("document.certificate.to"), TextStyle(12, .regular, .quiet), "P", &flow)
        flow.y += 6
        centred(name, fitted(name, [25, 18, 12], flow), "P", &flow)
        flow.y += 12
        centred(texts("document.certificate.for"), TextStyle(12, .regular, .quiet), "P", &flow)
        flow.y += 4
        centred(activity.title, fitted(activity.title, [16, 13, 10], flow), "P", &flow)
        flow.y += 8
        centred(heldOn, TextStyle(11), "P", &flow)
        let lines = organisers.isEmpty ? [""] : Array(organisers.prefix(3))
        signatures(lines, on: &flow)
    }

    private func fitted(_ text: String, _ sizes: [Double], _ flow: PageFlow) -> TextStyle {
        flow.style(
            of: text, sizes: sizes, width: flow.contentWidth - 40, TextStyle(25, .semibold))
    }

    private var heldOn: String {
        let texts = document.texts
        let days = Set(activity.sessions.map(\.held)).sorted().map { $0.inWords(texts) }
        let places = activity.sessions.compactMap(\.place)
        let unique = places.enumerated().filter { !places.prefix($0.offset).contains($0.element) }
        return (days + unique.map(\.element)).joined(separator: " · ")
    }

    private func centred(
        _ text: String, _ style: TextStyle, _ tag: String, _ flow: inout PageFlow
    ) {
        flow.add(.begin(tag))
        for line in flow.typesetter.lines(of: text, style, width: flow.contentWidth - 40) {
            flow.y += style.lineHeight
            flow.add(.text(line, at: Point(flow.width / 2, flow.y), .middle, style))
        }
        flow.add(.end)
    }

    /// A line to sign on for each organiser, its name below.
    private func signatures(_ names: [String], on flow: inout PageFlow) {
        let style = TextStyle(9, .regular, .quiet)
        let width = (flow.contentWidth - 40) / Double(names.count)
        let top = max(flow.y + 54, flow.height - 118)
        for (index, name) in names.enumerated() {
            let middle = flow.margin + 20 + (Double(index) + 0.5) * width
            flow.add(
                .line(Point(middle - 90, top), Point(middle + 90, top), .quiet, width: 0.7))
            flow.add(.begin("P"))
            for (row, line) in flow.typesetter.lines(of: name, style, width: width - 16)
                .prefix(3).enumerated()
            {
                flow.add(
                    .text(
                        line, at: Point(middle, top + 13 + Double(row) * style.lineHeight),
                        .middle, style))
            }
            flow.add(.end)
        }
    }
}

public import Casework
import Drawing
public import Texts

/// The one page that somebody takes along to where they are referred.
///
/// It holds what the person needs to get there and what the receiver needs to find the referral: no
/// name, no document, nothing of the person's situation, since papers are lost.
public struct ReferralSlipPDF {
    /// An end of a referral, as the person can find it.
    public struct Place: Sendable {
        public let name: String
        /// Address, hours, telephone: a line each.
        public let lines: [String]

        public init(name: String, lines: [String] = []) {
            self.name = name
            self.lines = lines
        }
    }

    public struct Content: Sendable {
        public let reference: String
        public let from: Place
        public let to: Place
        /// In words; empty where they are not shared.
        public let needs: [String]
        public let priority: String
        public let sent: CalendarDate
        public let due: CalendarDate

        public init(
            reference: String, from: Place, to: Place, needs: [String], priority: String,
            sent: CalendarDate, due: CalendarDate
        ) {
            self.reference = reference
            self.from = from
            self.to = to
            self.needs = needs
            self.priority = priority
            self.sent = sent
            self.due = due
        }
    }

    let content: Content
    /// What the code says: an address of the receiver's, or the reference itself.
    let code: String
    let document: PaperDocument
    let paper: Paper

    public init(
        _ content: Content, code: String, texts: Texts, paper: Paper = .a4, made: CalendarDate,
        isDemonstration: Bool
    ) {
        self.content = content
        self.code = code
        self.paper = paper
        document = PaperDocument(
            title: texts("document.slip.title"), texts: texts, made: made,
            isDemonstration: isDemonstration, subject: content.reference)
    }

    public var bytes: [UInt8] {
        get throws {
            let typesetter = Typesetter()
            var flow = PageFlow(paper, typesetter)
            let texts = document.texts
            flow.y = 50
            flow.code(
                code, right: flow.margin + flow.contentWidth, top: 56, side: 116)
            narrow(content.to.name, on: &flow)
            flow.y = max(flow.y, 184)
            flow.heading(texts("document.slip.where"))
            for line in content.to.lines { flow.paragraph(line, TextStyle(12)) }
            if content.to.lines.isEmpty {
                flow.paragraph(texts("document.slip.ask"), TextStyle(11))
            }
            flow.y += 8
            flow.heading(texts("document.slip.what"))
            if content.needs.isEmpty {
                flow.paragraph(texts("document.slip.notshared"), TextStyle(11))
            }
            for need in content.needs { flow.item("•", need) }
            flow.y += 8
            flow.fact(texts("field.priority"), content.priority)
            flow.fact(texts("document.slip.due"), content.due.inWords(texts))
            flow.fact(texts("document.slip.sent"), content.sent.inWords(texts))
            flow.fact(texts("document.slip.reference"), content.reference)
            flow.y += 8
            flow.heading(texts("document.slip.from"))
            flow.paragraph(content.from.name, TextStyle(11, .semibold))
            for line in content.from.lines { flow.paragraph(line) }
            flow.y += 6
            flow.paragraph(texts("document.slip.rights"), TextStyle(9, .regular, .quiet))
            return try document.bytes(flow, typesetter)
        }
    }

    /// The title and the receiver's name, beside the code.
    private func narrow(_ name: String, on flow: inout PageFlow) {
        let width = flow.contentWidth - 132
        for (text, style, tag) in [
            (document.texts("document.slip.title"), TextStyle(11, .regular, .quiet), "P"),
            (
                name,
                flow.style(
                    of: name, sizes: [22, 16, 12], width: width, TextStyle(22, .light, .accent)),
                "H1"
            ),
        ] {
            flow.add(.begin(tag))
            for line in flow.typesetter.lines(of: text, style, width: width) {
                flow.y += style.lineHeight
                flow.add(.text(line, at: Point(flow.margin, flow.y), .start, style))
            }
            flow.add(.end)
        }
    }
}

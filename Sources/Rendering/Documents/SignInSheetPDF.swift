public import Casework
import Drawing
public import Texts

/// The sheet on which the participants of one session sign, with a code to check in instead.
public struct SignInSheetPDF {
    let activity: Activity
    let number: Int
    let session: ActivitySession
    let checkIn: String?
    let document: PaperDocument
    let paper: Paper

    /// Rows that are left to write in.
    static let rows = 40

    /// The sheet of a session, counted from 1; nil where the activity has none of that number.
    public init?(
        _ activity: Activity, session number: Int, checkIn: String? = nil, texts: Texts,
        paper: Paper = .a4, made: CalendarDate, isDemonstration: Bool
    ) {
        guard activity.sessions.indices.contains(number - 1) else { return nil }
        self.activity = activity
        self.number = number
        session = activity.sessions[number - 1]
        self.checkIn = checkIn
        self.paper = paper
        document = PaperDocument(
            title: "\(texts("document.signin.title")): \(activity.title)", texts: texts,
            made: made, isDemonstration: isDemonstration)
    }

    public var bytes: [UInt8] {
        get throws {
            let typesetter = Typesetter()
            var flow = PageFlow(paper, typesetter)
            let texts = document.texts
            flow.y = 46
            flow.title(activity.title, above: texts("document.signin.title"))
            let place = session.online == true ? texts("field.online") : session.place ?? ""
            flow.fact(
                texts("field.session"),
                [texts.number(number), session.topic].compactMap(\.self).joined(separator: " · "))
            flow.fact(texts("field.held"), session.held.inWords(texts))
            flow.fact(texts("field.place"), place)
            if let checkIn {
                let side = 108.0
                let top = flow.y
                // The address is for whoever has the sheet on a screen: nobody types it.
                for (text, style) in [
                    (texts("document.signin.checkin"), TextStyle(11)),
                    (checkIn, TextStyle(6.5, .regular, .quiet)),
                ] {
                    flow.add(.begin("P"))
                    for line in typesetter.lines(
                        of: text, style, width: flow.contentWidth - side - 16)
                    {
                        flow.y += style.lineHeight
                        flow.add(.text(line, at: Point(flow.margin, flow.y), .start, style))
                    }
                    flow.add(.end)
                }
                flow.code(
                    checkIn, right: flow.margin + flow.contentWidth, top: top, side: side)
                flow.y = max(flow.y, top + side) + 4
            }
            flow.paragraph(texts("document.signin.privacy"), TextStyle(8, .regular, .quiet))
            flow.grid(
                [
                    GridColumn("", part: 5, isNumber: true),
                    GridColumn(texts("field.name"), part: 34),
                    GridColumn(texts("field.institution"), part: 28),
                    GridColumn(texts("field.sex"), part: 11),
                    GridColumn(texts("document.signin.signature"), part: 22),
                ], (1...Self.rows).map { [texts.number($0), "", "", "", ""] }, least: 25)
            return try document.bytes(flow, typesetter)
        }
    }
}

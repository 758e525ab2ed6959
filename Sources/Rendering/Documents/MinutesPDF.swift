public import Casework
import Drawing
public import Texts

/// The minutes of a meeting: agenda, who came, what was said, what was agreed.
public struct MinutesPDF {
    let meeting: Meeting
    let network: Network
    let actions: [AgreedAction]
    let document: PaperDocument
    let paper: Paper

    /// `actions` are those that were agreed at the meeting.
    public init(
        _ meeting: Meeting, of network: Network, actions: [AgreedAction], texts: Texts,
        paper: Paper = .a4, made: CalendarDate, isDemonstration: Bool
    ) {
        self.meeting = meeting
        self.network = network
        self.actions = actions
        self.paper = paper
        document = PaperDocument(
            title: "\(texts("document.minutes.title")): \(meeting.title)", texts: texts,
            made: made, isDemonstration: isDemonstration, subject: network.name)
    }

    public var bytes: [UInt8] {
        get throws {
            let typesetter = Typesetter()
            var flow = PageFlow(paper, typesetter)
            let texts = document.texts
            flow.y = 50
            flow.title(
                meeting.title, above: "\(network.name) · \(texts("document.minutes.title"))")
            flow.fact(texts("field.held"), meeting.held.inWords(texts))
            flow.fact(
                texts("field.place"),
                meeting.online == true ? texts("field.online") : meeting.place ?? "")
            flow.y += 8
            if !meeting.agenda.isEmpty {
                flow.heading(texts("field.agenda"))
                for (index, point) in meeting.agenda.enumerated() {
                    flow.item("\(index + 1).", point)
                }
                flow.y += 8
            }
            if !meeting.attendance.isEmpty {
                flow.heading(texts("field.attendance"))
                flow.grid(
                    [
                        GridColumn(texts("field.body.attending"), part: 80),
                        GridColumn(texts("field.people"), part: 20, isNumber: true),
                    ],
                    meeting.attendance.map { [$0.body, texts.number($0.people)] }
                        + [
                            [
                                texts("document.minutes.all"),
                                texts.number(meeting.attendance.reduce(0) { $0 + $1.people }),
                            ]
                        ])
            }
            if let minutes = meeting.minutes {
                flow.heading(texts("field.minutes"))
                for paragraph in minutes.split(separator: "\n") {
                    flow.paragraph(String(paragraph))
                }
                flow.y += 6
            }
            if !actions.isEmpty { agreed(on: &flow) }
            return try document.bytes(flow, typesetter)
        }
    }

    private func agreed(on flow: inout PageFlow) {
        let texts = document.texts
        flow.need(90)
        flow.heading(texts("document.minutes.agreed"))
        flow.grid(
            [
                GridColumn(texts("field.kind"), part: 14),
                GridColumn(texts("field.title"), part: 42),
                GridColumn(texts("field.owner"), part: 22),
                GridColumn(texts("field.due"), part: 22),
            ],
            actions.map {
                [
                    texts(TextKey("value.\($0.kind.rawValue)")), $0.title, $0.owner,
                    $0.due?.inWords(texts) ?? "–",
                ]
            })
    }
}

public import Casework
import Codelists
import Drawing
import QRCodes

/// What a person takes home after they agreed to something: what, to whom, when, and how to take it
/// back. It does not name them: it may be found by others.
public struct ConsentReceipt: Sendable {
    public var consent: Consent
    /// The hub's name.
    public var hub: String
    /// The receiver's name, for a referral.
    public var receiver: String?
    public var withdrawnOn: CalendarDate?

    public init(
        consent: Consent, hub: String, receiver: String? = nil, withdrawnOn: CalendarDate? = nil
    ) {
        self.consent = consent
        self.hub = hub
        self.receiver = receiver
        self.withdrawnOn = withdrawnOn
    }

    /// Fails only where the drawing library does: without memory or without fonts. Nil for a version
    /// of the text that is not ours.
    public func pdf(paper: Paper = .letter) throws -> [UInt8]? {
        guard let text = ConsentText.of(consent.textVersion, in: consent.given.language) else {
            return nil
        }
        let typesetter = Typesetter()
        var flow = PageFlow(paper, typesetter)
        flow.heading(text[.title])
        flow.y += 4
        flow.paragraph(text[consent.purpose], TextStyle(12))
        flow.y += 4
        if let receiver { line(text[.receiver], receiver, on: &flow) }
        if !consent.covers.isEmpty {
            line(
                text[.parts], consent.covers.map { text[$0] }.joined(separator: "; "), on: &flow)
        }
        line(text[.given], consent.given.on.description, on: &flow)
        line(text[.hub], hub, on: &flow)
        if let withdrawnOn { line(text[.withdrawn], withdrawnOn.description, on: &flow) }
        flow.y += 10
        flow.subheading(text[.howTitle])
        flow.paragraph(text[.how], TextStyle(11))
        flow.y += 6
        code(text, on: &flow)
        return try PDFDocument(
            width: flow.width, height: flow.height,
            pages: flow.finished(head: { _ in [] }, foot: { _, _ in [] }), bookmarks: [],
            metadata: .init(
                title: text[.title], author: hub, subject: "", keywords: consent.textVersion,
                language: Self.tag(text.language), made: "\(consent.given.on)T00:00:00Z")
        ).bytes(typesetter)
    }

    private func line(_ label: String, _ value: String, on flow: inout PageFlow) {
        flow.paragraph("\(label): \(value)", TextStyle(12, .semibold))
    }

    /// By it the hub finds the consent again; it says nothing of the person.
    private func code(_ text: ConsentText, on flow: inout PageFlow) {
        let id = consent.id.description
        guard let code = QRCode("urn:uuid:\(id)", correction: .strong) else { return }
        let (side, module) = (118.0, 118.0 / Double(code.size + 2 * QRCode.quietZone))
        flow.need(side + 30)
        flow.add(.beginFigure("\(text[.code]): \(id)"))
        for row in 0..<code.size {
            for column in 0..<code.size where code.isDark(row: row, column: column) {
                flow.add(
                    .rectangle(
                        Box(
                            x: flow.margin + Double(column + QRCode.quietZone) * module,
                            y: flow.y + Double(row + QRCode.quietZone) * module,
                            width: module + 0.02, height: module + 0.02), fill: .ink))
            }
        }
        flow.add(.end)
        flow.y += side + 4
        flow.paragraph("\(text[.code]): \(id)", TextStyle(10))
    }

    /// As in BCP 47, where two letters say it.
    private static func tag(_ language: SpokenLanguage) -> String {
        ["spa": "es", "eng": "en", "fra": "fr", "hat": "ht"][language.code] ?? language.code
    }
}

import Casework
import Codelists
import Console
import Reporting
import Texts

/// What a report counts beside the people assisted, for a person at a terminal.
struct SecondaryText {
    let figures: SecondaryFigures
    let texts: Texts
    let terminal: Terminal

    init(_ figures: SecondaryFigures, _ texts: Texts, _ terminal: Terminal) {
        self.figures = figures
        self.texts = texts
        self.terminal = terminal
    }

    /// One for each table that has rows.
    var blocks: [String] {
        var blocks: [String] = []
        if !figures.reached.isEmpty { blocks.append(reached) }
        if !figures.referrals.isEmpty { blocks.append(referrals) }
        return blocks
    }

    private var reached: String {
        var table = TextTable(
            [.left(texts("rendering.reached")), .left("")]
                + ["reached", "activities", "sessions", "uncounted"].map {
                    .right(texts(TextKey("reached.\($0)")))
                })
        let rows = figures.reached
        for row in rows.filter({ $0.dimension != .total }) + rows.filter({ $0.dimension == .total })
        {
            let isTotal = row.dimension == .total
            let number = FigureText.number(row.people, texts)
            table.add(
                [
                    isTotal ? "" : texts(TextKey("reached.by.\(row.dimension)")),
                    row.entry.map(label) ?? texts("reached.total"),
                    row.isMinimum && row.people != nil ? "≥ \(number)" : number,
                ]
                    + [row.activities, row.sessions, row.uncountedSessions].map { texts.number($0) }
            )
        }
        return table.render(for: terminal) + "\n" + texts("reached.note")
    }

    private var referrals: String {
        var table = TextTable(
            [.left(texts("rendering.referrals")), .left("")]
                + ["sent", "accepted", "completed", "intime"].map {
                    .right(texts(TextKey("referral.column.\($0)")))
                })
        for row in figures.referrals {
            table.add(
                [row.from.map(country) ?? "", row.to.map(country) ?? texts("rendering.total")]
                    + [row.sent, row.accepted, row.completed, row.inTime].map {
                        FigureText.number($0, texts)
                    })
        }
        return table.render(for: terminal) + "\n" + texts("rendering.referrals.note")
    }

    private func country(_ country: Country) -> String {
        Country.list[country.number].map(label) ?? country.code
    }

    private func label(_ entry: CodelistEntry) -> String {
        texts.language == .spanish ? entry.spanish : entry.english
    }
}

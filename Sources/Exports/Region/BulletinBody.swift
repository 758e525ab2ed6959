public import Casework
import Codelists
import CommonMark
public import Texts

/// The text of an item of the bulletin, with its figures filled in from what was published.
public struct BulletinBody {
    let source: String
    private let values: [BoundFigure: BoundFigureValue]
    private let texts: Texts

    public init(_ body: String, values: [BoundFigureValue], texts: Texts) {
        source = body
        self.values = Dictionary(values.map { ($0.figure, $0) }) { first, _ in first }
        self.texts = texts
    }

    /// For a web page or a feed: safe HTML; each figure says where it comes from.
    public var html: String {
        let text = CommonMark(source)
        text.replaceText { run in
            BoundFigure.pieces(of: run).map { pieces in
                pieces.map { piece in
                    switch piece {
                    case .text(let text): .text(text)
                    case .figure(let figure): .markup(markup(of: figure))
                    }
                }
            }
        }
        return text.html
    }

    /// A sentence of ours beside a text, as HTML.
    public static func note(_ text: String) -> String { "<p>\(MarkupText.escaped(text))</p>\n" }

    /// The words alone, for print: each figure with its provenance in brackets.
    public var printedText: String { withFigures.words }

    /// For a message without markup: each figure with its provenance in brackets.
    public var plainText: String { withFigures.plainText() }

    /// The text with its figures and where they come from.
    private var withFigures: CommonMark {
        let text = CommonMark(source)
        text.replaceText { run in
            BoundFigure.pieces(of: run).map { pieces in
                pieces.map { piece in
                    switch piece {
                    case .text(let text): .text(text)
                    case .figure(let figure):
                        .text("\(shown(figure)) (\(provenance(of: figure)))")
                    }
                }
            }
        }
        return text
    }

    private func markup(of figure: BoundFigure) -> String {
        let title = MarkupText.escaped(provenance(of: figure))
        let shown = MarkupText.escaped(shown(figure))
        guard let value = values[figure], case .value(let number) = value.state else {
            return #"<span class="figure missing" title="\#(title)">\#(shown)</span>"#
        }
        let kind = value.isOutdated ? "figure outdated" : "figure"
        return #"<data class="\#(kind)" value="\#(number)" title="\#(title)">\#(shown)</data>"#
    }

    func shown(_ figure: BoundFigure) -> String {
        switch values[figure]?.state {
        case .value(let number): texts.number(number)
        case .hidden: texts("bulletin.figure.hidden")
        case .notPublished, nil: texts("bulletin.figure.missing")
        }
    }

    /// Such as “People assisted, 2021-Q1, edition 1; demonstration data”.
    public func provenance(of figure: BoundFigure) -> String {
        var parts = [texts(TextKey("bulletin.measure.\(figure.measure.rawValue)"))]
        if let country = figure.country, let entry = Country.list[country.number] {
            parts.append(entry.label(inLanguage: texts.language.rawValue))
        }
        parts.append(
            texts(
                "bulletin.figure.source",
                [
                    "quarter": figure.quarter.description,
                    "edition": texts.number(figure.edition),
                ]))
        if let value = values[figure] {
            if value.isDemonstration { parts.append(texts("bulletin.figure.demonstration")) }
            if value.isOutdated, let latest = value.latestEdition {
                parts.append(
                    texts("bulletin.figure.outdated", ["edition": texts.number(latest)]))
            }
        }
        return parts.joined(separator: "; ")
    }
}

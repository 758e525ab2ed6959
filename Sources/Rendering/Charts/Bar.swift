import Drawing
import Reporting

/// A figure with the words that stand beside its bar.
struct Bar {
    let label: String
    /// What follows the label and is never cut, such as a hub's code.
    var code: String?
    let figure: Figure

    var text: String { [label, code].compactMap(\.self).joined(separator: "  ") }
}

/// The lengths of bars: the longest visible one is as long as there is room.
///
/// What is hidden takes no part, so no length tells of it.
struct BarScale {
    private let greatest: Int
    private let length: Double

    init(_ figures: [Figure], length: Double) {
        greatest = figures.compactMap(\.people).max() ?? 0
        self.length = length
    }

    func length(_ people: Int?) -> Double {
        guard let people, greatest > 0 else { return 0 }
        return Double(people) / Double(greatest) * length
    }

    /// The lengths of a bar's two parts.
    func parts(_ figure: Figure) -> (identified: Double, anonymous: Double) {
        guard figure.identified != nil, figure.anonymous != nil else {
            return (length(figure.people), 0)
        }
        return (length(figure.identified), length(figure.anonymous))
    }
}

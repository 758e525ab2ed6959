import Reporting
import Texts

/// A figure's numbers as a table for people shows them.
enum FigureText {
    /// People, identified, anonymous and events; what is hidden has a mark in its place.
    static func numbers(of figure: Figure, _ texts: Texts) -> [String] {
        [figure.people, figure.identified, figure.anonymous, figure.events]
            .map { number($0, texts) }
    }

    static func number(_ number: Int?, _ texts: Texts) -> String {
        number.map { texts.number($0) } ?? texts("figure.hidden")
    }

    /// How long a figure's bar is, from 0 to 1; none where people are hidden.
    static func bar(_ figure: Figure, of greatest: Int) -> Double {
        guard let people = figure.people, greatest > 0 else { return 0 }
        return Double(people) / Double(greatest)
    }
}

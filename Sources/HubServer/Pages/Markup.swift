import Drawing

/// A piece of a page.
///
/// What is written in the source is markup; every value that is put in is text, and is escaped for
/// an element as for a quoted attribute. Only another piece of markup goes in as it is.
///
/// ```swift
/// let row: Markup = "<td title=\"\(note)\">\(name)</td>"
/// ```
struct Markup: Sendable, Hashable, ExpressibleByStringInterpolation {
    let html: String

    /// Markup that other code of ours made, such as a picture: the visible way around escaping.
    init(trusted html: String) { self.html = html }

    init(stringLiteral value: String) { html = value }

    init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var html = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            html.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { html += literal }

        mutating func appendInterpolation(_ text: String) { html += text.markupEscaped }

        mutating func appendInterpolation(_ number: Int) { html += String(number) }

        mutating func appendInterpolation(_ markup: Markup) { html += markup.html }

        mutating func appendInterpolation(_ pieces: [Markup]) {
            for piece in pieces { html += piece.html }
        }

        /// The piece, or nothing.
        mutating func appendInterpolation(_ markup: Markup?) {
            if let markup { html += markup.html }
        }

        /// ` name="value"` where there is a value, else nothing.
        mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            if let value { html += " \(name)=\"\(value.markupEscaped)\"" }
        }

        /// ` name` where it applies, else nothing.
        mutating func appendInterpolation(attribute name: StaticString, if applies: Bool) {
            if applies { html += " \(name)" }
        }
    }

    static let none: Markup = ""

    static func + (left: Markup, right: Markup) -> Markup {
        Markup(trusted: left.html + right.html)
    }
}

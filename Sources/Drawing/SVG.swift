/// Writes marks as elements.
struct SVG {
    let name: String

    static let families =
        "Open Sans, Noto Sans, Segoe UI, Helvetica Neue, Arial, DejaVu Sans, sans-serif"

    func element(_ mark: Mark) -> String {
        switch mark {
        case .rectangle(let box, let fill):
            var rect = "<rect x=\"\(Self.number(box.x))\" y=\"\(Self.number(box.y))\""
            rect += " width=\"\(Self.number(box.width))\" height=\"\(Self.number(box.height))\""
            return rect + self.fill(fill) + (fill == .hatched ? stroke(.quiet, 0.5) : "") + "/>\n"
        case .shape(let rings, let fill, let paint):
            let data = rings.map { "M" + points($0) + "Z" }.joined()
            return "<path d=\"\(data)\"\(self.fill(fill))\(stroke(paint, 0.5))/>\n"
        case .line(let start, let end, let paint, let width):
            return "<path d=\"M\(points([start, end]))\" fill=\"none\"\(stroke(paint, width))/>\n"
        case .path(let path, let paint, let width):
            return "<path d=\"M\(points(path))\" fill=\"none\"\(stroke(paint, width))/>\n"
        case .dot(let center, let radius, let fill, let paint):
            var circle = "<circle cx=\"\(Self.number(center.x))\" cy=\"\(Self.number(center.y))\""
            circle += " r=\"\(Self.number(radius))\"\(self.fill(fill))\(stroke(paint, 1.2))/>\n"
            return circle
        case .text(let text, let point, let anchor, let style):
            return self.text(text, point, anchor, style)
        case .begin, .beginFigure: return "<g>\n"
        case .end: return "</g>\n"
        }
    }

    private func text(
        _ text: String, _ point: Point, _ anchor: Mark.Anchor, _ style: TextStyle
    ) -> String {
        var element = "<text x=\"\(Self.number(point.x))\" y=\"\(Self.number(point.y))\""
        element += " font-size=\"\(Self.number(style.size))\""
        if style.weight != .regular { element += " font-weight=\"\(style.weight.rawValue)\"" }
        if style.isItalic { element += " font-style=\"italic\"" }
        if anchor != .start { element += " text-anchor=\"\(anchor.rawValue)\"" }
        return element + fill(style.paint) + ">\(text.markupEscaped)</text>\n"
    }

    private func fill(_ paint: Paint) -> String {
        paint == .hatched
            ? " fill=\"url(#\(name)-hatch)\""
            : " fill=\"\(paint.hexadecimal)\" class=\"fill-\(paint.rawValue)\""
    }

    private func stroke(_ paint: Paint, _ width: Double) -> String {
        " stroke=\"\(paint.hexadecimal)\" stroke-width=\"\(Self.number(width))\""
            + " data-stroke=\"\(paint.rawValue)\""
    }

    private func points(_ points: [Point]) -> String {
        points.map { "\(Self.number($0.x)) \(Self.number($0.y))" }.joined(separator: "L")
    }

    /// Two decimals at most, without the zeros at the end.
    static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, part) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
        var text = hundredths < 0 ? "-\(whole)" : "\(whole)"
        if part > 0 {
            text += part < 10 ? ".0\(part)" : ".\(part.isMultiple(of: 10) ? part / 10 : part)"
        }
        return text
    }
}

/// One thing drawn. A picture is a list of them, in reading order.
public enum Mark: Hashable, Sendable {
    /// Where a text's position lies in it.
    public enum Anchor: String, Sendable {
        case start, middle, end
    }

    case rectangle(Box, fill: Paint)
    /// Closed rings, each painted; holes are not needed.
    case shape([[Point]], fill: Paint, stroke: Paint)
    case line(Point, Point, Paint, width: Double)
    /// A line through several points.
    case path([Point], Paint, width: Double)
    case dot(Point, radius: Double, fill: Paint, stroke: Paint)
    /// One line of text; the point lies on its baseline.
    case text(String, at: Point, Anchor, TextStyle)
    /// Begins a part of a tagged document, such as `H1`, `P`, `Table`; in a picture a group.
    case begin(String)
    /// Begins a figure and says in words what it shows.
    case beginFigure(String)
    case end
}

extension Mark {
    /// The mark moved rightward and downward.
    public func moved(_ x: Double, _ y: Double) -> Mark {
        func move(_ point: Point) -> Point { Point(point.x + x, point.y + y) }
        switch self {
        case .rectangle(var box, let fill):
            box.x += x
            box.y += y
            return .rectangle(box, fill: fill)
        case .shape(let rings, let fill, let stroke):
            return .shape(rings.map { $0.map(move) }, fill: fill, stroke: stroke)
        case .line(let start, let end, let paint, let width):
            return .line(move(start), move(end), paint, width: width)
        case .path(let points, let paint, let width):
            return .path(points.map(move), paint, width: width)
        case .dot(let center, let radius, let fill, let stroke):
            return .dot(move(center), radius: radius, fill: fill, stroke: stroke)
        case .text(let text, let point, let anchor, let style):
            return .text(text, at: move(point), anchor, style)
        case .begin, .beginFigure, .end: return self
        }
    }
}

/// Something drawn once and rendered as PDF, SVG or PNG.
public struct Picture: Sendable {
    public var width: Double
    public var height: Double
    /// What the picture is called.
    public var title: String
    /// What it shows, in words, for who cannot see it.
    public var description: String
    public var marks: [Mark]

    public init(
        width: Double, height: Double, title: String, description: String, marks: [Mark] = []
    ) {
        self.width = width
        self.height = height
        self.title = title
        self.description = description
        self.marks = marks
    }

    /// Adds another picture with its upper left corner at that place.
    public mutating func add(_ other: Picture, at corner: Point) {
        marks.append(.beginFigure(other.title + ". " + other.description))
        marks += other.marks.map { $0.moved(corner.x, corner.y) }
        marks.append(.end)
    }

    public mutating func add(
        _ text: String, at point: Point, _ anchor: Mark.Anchor = .start, _ style: TextStyle
    ) {
        marks.append(.text(text, at: point, anchor, style))
    }
}

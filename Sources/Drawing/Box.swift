/// A place on a picture: from its upper left corner rightward and downward, in points.
public struct Point: Hashable, Sendable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// An upright rectangle.
public struct Box: Hashable, Sendable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    public var corners: [Point] {
        [
            Point(x, y), Point(x + width, y), Point(x + width, y + height), Point(x, y + height),
        ]
    }
}

/// How a text is set.
public struct TextStyle: Hashable, Sendable {
    public enum Weight: Int, Sendable {
        case light = 300
        case regular = 400
        case semibold = 600
        case bold = 700
    }

    public var size: Double
    public var weight: Weight
    public var isItalic: Bool
    public var paint: Paint

    public init(
        _ size: Double, _ weight: Weight = .regular, italic: Bool = false, _ paint: Paint = .ink
    ) {
        self.size = size
        self.weight = weight
        isItalic = italic
        self.paint = paint
    }

    /// From one baseline to the next.
    public var lineHeight: Double { size * 1.45 }
}

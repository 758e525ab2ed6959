/// What something is painted with, by its part in the picture rather than by its colour.
///
/// One hue in steps of lightness: it reads in black and white and for the colour-blind. In SVG
/// each is also a class, so that a page can give it another colour in the dark.
public enum Paint: String, Hashable, Sendable, CaseIterable {
    case ink
    case quiet
    case rule
    case paper
    case panel
    case accent
    case pale
    case land
    case shade1, shade2, shade3, shade4, shade5
    /// Diagonal lines, which stand for what is hidden.
    case hatched

    public static let shades: [Paint] = [.shade1, .shade2, .shade3, .shade4, .shade5]

    /// Red, green and blue, eight bits each.
    public var rgb: UInt32 {
        switch self {
        case .ink: 0x1B2733
        case .quiet: 0x55626E
        case .rule: 0xC5CDD4
        case .paper: 0xFFFFFF
        case .panel: 0xF1F4F7
        case .accent: 0x0B4F8A
        case .pale: 0xA9C6E0
        case .land: 0xF8F9FA
        case .shade1: 0xD6E4F1
        case .shade2: 0xABC9E3
        case .shade3: 0x74A5CF
        case .shade4: 0x3B7CB3
        case .shade5: 0x0B4F8A
        case .hatched: 0x55626E
        }
    }

    var hexadecimal: String {
        let digits = String(rgb, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}

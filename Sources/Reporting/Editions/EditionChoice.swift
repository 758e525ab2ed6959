/// Which figures of a quarter are meant: those that stand now, or those that an edition froze.
public enum EditionChoice: Hashable, Sendable, LosslessStringConvertible {
    /// As the quarter stands now.
    case open
    /// The edition that was closed last.
    case latest
    case number(Int)

    public var description: String {
        switch self {
        case .open: "open"
        case .latest: "latest"
        case .number(let number): String(number)
        }
    }

    public init?(_ description: String) {
        switch description {
        case "open": self = .open
        case "latest": self = .latest
        default:
            guard let number = Int(description), number > 0 else { return nil }
            self = .number(number)
        }
    }
}

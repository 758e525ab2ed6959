/// One of the four numbers of a cell.
public enum Measure: String, CaseIterable, Hashable, Sendable {
    case people, identified, anonymous, events
}

extension Measure: CustomStringConvertible {
    public var description: String { rawValue }
}

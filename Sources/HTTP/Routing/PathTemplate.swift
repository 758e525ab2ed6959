/// A route's path, such as `/api/v1/events/{id}`.
public struct PathTemplate: Hashable, Sendable, CustomStringConvertible {
    enum Segment: Hashable, Sendable {
        case literal(String)
        case parameter(String)
    }

    let segments: [Segment]
    public let description: String

    /// Nil unless it begins with a slash, does not end with one (but `/` itself), has segments of
    /// unreserved characters or of one `{name}`, and names no parameter twice.
    public init?(_ text: String) {
        guard text.hasPrefix("/") else { return nil }
        var segments: [Segment] = []
        if text != "/" {
            for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
                if let match = part.wholeMatch(of: /\{([A-Za-z][A-Za-z0-9_]*)\}/) {
                    segments.append(.parameter(String(match.1)))
                } else if part.wholeMatch(of: /[A-Za-z0-9._~-]+/) != nil, part != ".", part != ".."
                {
                    segments.append(.literal(String(part)))
                } else {
                    return nil
                }
            }
        }
        self.segments = segments
        description = text
        guard Set(parameters).count == parameters.count else { return nil }
    }

    /// The names in braces, in their order.
    public var parameters: [String] {
        segments.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }
}

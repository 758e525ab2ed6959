/// A record's short name, chosen by people: `darien-committee`.
///
/// Commands, files and addresses name records by it; it never changes.
public struct Slug: Hashable, Sendable, LosslessStringConvertible {
    public let description: String

    /// Fails unless the text is words of lower-case letters and digits, parted by single hyphens.
    public init?(_ description: String) {
        let words = description.split(separator: "-", omittingEmptySubsequences: false)
        guard description.utf8.count <= 80,
            words.allSatisfy({
                !$0.isEmpty
                    && $0.utf8.allSatisfy {
                        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
                    }
            })
        else { return nil }
        self.description = description
    }
}

extension Slug: Comparable {
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.description < rhs.description }
}

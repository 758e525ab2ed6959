/// Where the audit trail stood when a quarter was closed: a seal's number and root, as printed.
///
/// Whoever keeps the page has a witness: rows taken from the trail's end later are missed.
public struct SealMark: Codable, Hashable, Sendable {
    public let number: Int
    /// `2021-04-20T15:04:05Z`; empty in one that was typed from a page.
    public let sealedAt: String
    /// SHA-256, in hexadecimal.
    public let root: String

    public init(number: Int, sealedAt: String, root: String) {
        self.number = number
        self.sealedAt = sealedAt
        self.root = root
    }

    /// The root in groups of sixteen digits, as a page shows it.
    public var groups: String {
        var digits = root[...]
        var groups: [Substring] = []
        while !digits.isEmpty {
            groups.append(digits.prefix(16))
            digits = digits.dropFirst(16)
        }
        return groups.joined(separator: " ")
    }
}

extension SealMark: LosslessStringConvertible {
    public var description: String { "\(number):\(root)" }

    /// Reads `12:9f86d081…`, with or without spaces among the digits.
    public init?(_ description: String) {
        let parts = description.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[0]), number > 0 else { return nil }
        let root = parts[1].filter { $0 != " " }.lowercased()
        guard root.utf8.count == 64, root.allSatisfy(\.isHexDigit) else { return nil }
        self.init(number: number, sealedAt: "", root: root)
    }
}

/// Header fields in their order; names are compared without regard to case.
public struct Headers: Sendable, ExpressibleByDictionaryLiteral {
    public private(set) var fields: [(name: String, value: String)] = []

    public init() {}

    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { (name: $0.0, value: $0.1) }
    }

    /// The first field of that name. Setting replaces all of that name; nil removes them.
    public subscript(name: String) -> String? {
        get { fields.first { Self.isSame($0.name, name) }?.value }
        set {
            fields.removeAll { Self.isSame($0.name, name) }
            if let newValue { fields.append((name, newValue)) }
        }
    }

    /// All fields of that name, in their order.
    public func all(_ name: String) -> [String] {
        fields.filter { Self.isSame($0.name, name) }.map(\.value)
    }

    /// The members of a comma-separated list, over all fields of that name.
    public func list(_ name: String) -> [Substring] {
        all(name).flatMap { $0.split(separator: ",") }
            .map { Substring($0.trimmingSpaces()) }.filter { !$0.isEmpty }
    }

    /// Adds one more field, also where there is one of that name.
    public mutating func add(_ name: String, _ value: String) {
        fields.append((name, value))
    }

    static func isSame(_ one: String, _ other: String) -> Bool {
        one.utf8.count == other.utf8.count
            && zip(one.utf8, other.utf8).allSatisfy { $0 == $1 || lower($0) == lower($1) }
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
    }
}

extension StringProtocol {
    /// Without the spaces and tabs at both ends.
    func trimmingSpaces() -> SubSequence {
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let start = self[...].drop(while: blank)
        return start[
            ..<(start.lastIndex { !blank($0) }.map(start.index(after:)) ?? start.startIndex)]
    }
}

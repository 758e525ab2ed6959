/// What is wrong with a value, and where.
public struct SchemaProblem: Hashable, Sendable {
    /// Which rule it breaks; the key of a sentence that says so.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        case type, missing, unknown, tooSmall, tooLarge, tooShort, tooLong, pattern, format, choice
    }

    /// A JSON Pointer (RFC 6901) to the value: `/participants/0/person`.
    public let pointer: String
    public let rule: Rule

    public init(pointer: String, rule: Rule) {
        self.pointer = pointer
        self.rule = rule
    }
}

extension Schema {
    /// What is wrong with a value; nothing when it is as the schema says. O(size of the value).
    public func problems(_ value: JSONValue, at pointer: String = "") -> [SchemaProblem] {
        func problem(_ rule: SchemaProblem.Rule) -> [SchemaProblem] {
            [SchemaProblem(pointer: pointer, rule: rule)]
        }
        switch self {
        case .anything: return []
        case .named(_, let schema): return schema.problems(value, at: pointer)
        case .nullable(let schema):
            return value == .null ? [] : schema.problems(value, at: pointer)
        case .boolean:
            if case .boolean = value { return [] }
            return problem(.type)
        case .integer(let range):
            guard let number = value.integer else { return problem(.type) }
            return range.contains(number)
                ? [] : problem(number < range.lowerBound ? .tooSmall : .tooLarge)
        case .number:
            switch value {
            case .integer, .number: return []
            default: return problem(.type)
            }
        case .string, .matching, .formatted, .oneOf:
            guard let text = value.string else { return problem(.type) }
            return textRule(text).map(problem) ?? []
        case .array(let element, let count):
            guard let values = value.array else { return problem(.type) }
            if values.count < count.lowerBound { return problem(.tooShort) }
            if values.count > count.upperBound { return problem(.tooLong) }
            return values.enumerated().flatMap { index, value in
                element.problems(value, at: "\(pointer)/\(index)")
            }
        case .object(let properties):
            guard case .object(let members) = value else { return problem(.type) }
            return Self.problems(of: members, properties, at: pointer)
        case .anyOf(let choices):
            let found = choices.map { $0.problems(value, at: pointer) }
            if found.contains([]) { return [] }
            // The choice that was meant is the one that the value comes closest to.
            return found.min { $0.count < $1.count } ?? problem(.choice)
        }
    }

    private static func problems(
        of members: [String: JSONValue], _ properties: [Property], at pointer: String
    ) -> [SchemaProblem] {
        var found: [SchemaProblem] = []
        for property in properties {
            let place = "\(pointer)/\(property.name)"
            if let member = members[property.name] {
                found += property.schema.problems(member, at: place)
            } else if property.isRequired {
                found.append(SchemaProblem(pointer: place, rule: .missing))
            }
        }
        let known = Set(properties.map(\.name))
        for name in members.keys.sorted() where !known.contains(name) {
            let token = name.replacing("~", with: "~0").replacing("/", with: "~1")
            found.append(SchemaProblem(pointer: "\(pointer)/\(token)", rule: .unknown))
        }
        return found
    }

    /// The rule that a text breaks, for schemas of texts.
    public func textRule(_ text: String) -> SchemaProblem.Rule? {
        switch self {
        case .named(_, let schema), .nullable(let schema): return schema.textRule(text)
        case .string(let least, let most):
            let length = text.unicodeScalars.count
            if length < least { return .tooShort }
            if length > most { return .tooLong }
            return text.unicodeScalars.contains("\0") ? .pattern : nil
        case .matching(let pattern, _):
            guard let expression = try? Regex(pattern) else { return .pattern }
            return text.wholeMatch(of: expression) == nil ? .pattern : nil
        case .formatted(let format): return format.accepts(text) ? nil : .format
        case .oneOf(let values): return values.contains(text) ? nil : .choice
        case .integer(let range):
            guard let number = Int(text) else { return .type }
            return range.contains(number) ? nil : number < range.lowerBound ? .tooSmall : .tooLarge
        case .boolean: return ["true", "false"].contains(text) ? nil : .type
        default: return .type
        }
    }
}

extension Schema.Format {
    /// Whether a text has the form (RFC 3339, section 5.6; RFC 9562 for UUIDs).
    func accepts(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        switch self {
        case .uuid:
            guard bytes.count == 36 else { return false }
            return bytes.enumerated().allSatisfy { index, byte in
                [8, 13, 18, 23].contains(index)
                    ? byte == UInt8(ascii: "-") : Character(UnicodeScalar(byte)).isHexDigit
            }
        case .date: return bytes.count == 10 && Self.isDay(bytes)
        case .dateTime:
            guard bytes.count >= 20, Self.isDay(Array(bytes.prefix(10))),
                bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t")
            else { return false }
            return
                (try? #/[0-2]\d:[0-5]\d:[0-6]\d(\.\d+)?([Zz]|[+-][0-2]\d:[0-5]\d)/#.wholeMatch(
                    in: String(decoding: bytes.dropFirst(11), as: UTF8.self))) != nil
        }
    }

    private static func isDay(_ bytes: [UInt8]) -> Bool {
        let parts = String(decoding: bytes, as: UTF8.self)
            .split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            bytes.filter({ $0 != UInt8(ascii: "-") }).allSatisfy({ (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day)
    }
}

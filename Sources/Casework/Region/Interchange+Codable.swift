import Codelists

/// Values that stand in a file of records as one text: dates, codes, ids, slugs.
///
/// The errors name the place in the file, never the value.
extension SingleValueDecodingContainer {
    fileprivate func value<Value>(_ parse: (String) -> Value?) throws -> Value {
        guard let value = parse(try decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: self, debugDescription: "\(Value.self)")
        }
        return value
    }
}

extension CalendarDate: Decodable {
    public init(from decoder: any Decoder) throws {
        self = try decoder.singleValueContainer().value(Self.init)
    }
}

extension HubCode: Decodable {
    public init(from decoder: any Decoder) throws {
        self = try decoder.singleValueContainer().value(Self.init)
    }
}

extension Slug: Codable {
    public init(from decoder: any Decoder) throws {
        self = try decoder.singleValueContainer().value(Self.init)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A list that may be left out where it is empty.
@propertyWrapper
public struct Listed<Element: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    public var wrappedValue: [Element]

    public init(wrappedValue: [Element] = []) { self.wrappedValue = wrappedValue }

    public init(from decoder: any Decoder) throws {
        wrappedValue = try [Element](from: decoder)
    }

    public func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

extension KeyedDecodingContainer {
    func decode<Element>(
        _ type: Listed<Element>.Type, forKey key: Key
    ) throws -> Listed<Element> {
        Listed(wrappedValue: try decodeIfPresent([Element].self, forKey: key) ?? [])
    }
}

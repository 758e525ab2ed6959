import CJansson

/// Why a text is no JSON.
public struct JSONProblem: Error, Hashable, Sendable {
    /// From 1; 0 where the whole text is meant.
    public let line: Int
    public let column: Int
}

extension JSONValue {
    /// How deep values may lie in each other: more than any document of ours.
    private static let mostLevels = 64

    /// Reads JSON (RFC 8259) as UTF-8. An object that names a member twice is refused: nobody could
    /// say which one was meant.
    public init(parsing bytes: [UInt8]) throws(JSONProblem) {
        var error = json_error_t()
        let flags = Int(JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL)
        let parsed = bytes.withUnsafeBytes { buffer in
            json_loadb(buffer.baseAddress, buffer.count, flags, &error)
        }
        guard let parsed else {
            throw JSONProblem(line: max(0, Int(error.line)), column: max(0, Int(error.column)))
        }
        defer { json_decref(parsed) }
        self = try Self.value(of: parsed, levels: Self.mostLevels)
    }

    private static func value(
        of json: UnsafeMutablePointer<json_t>, levels: Int
    ) throws(JSONProblem) -> JSONValue {
        guard levels > 0 else { throw JSONProblem(line: 0, column: 0) }
        switch json.pointee.type {
        case JSON_OBJECT:
            var members: [String: JSONValue] = [:]
            var next = json_object_iter(json)
            while let place = next {
                if let key = json_object_iter_key(place), let value = json_object_iter_value(place)
                {
                    let length = json_object_iter_key_len(place)
                    members[text(key, length)] = try self.value(of: value, levels: levels - 1)
                }
                next = json_object_iter_next(json, place)
            }
            return .object(members)
        case JSON_ARRAY:
            var values: [JSONValue] = []
            for index in 0..<json_array_size(json) {
                guard let value = json_array_get(json, index) else { continue }
                values.append(try self.value(of: value, levels: levels - 1))
            }
            return .array(values)
        case JSON_STRING:
            guard let characters = json_string_value(json) else { return .string("") }
            return .string(text(characters, json_string_length(json)))
        case JSON_INTEGER: return .integer(Int(json_integer_value(json)))
        case JSON_REAL: return .number(json_real_value(json))
        case JSON_TRUE: return .boolean(true)
        case JSON_FALSE: return .boolean(false)
        default: return .null
        }
    }

    /// The library has seen to it that it is UTF-8.
    private static func text(_ characters: UnsafePointer<CChar>, _ length: Int) -> String {
        String(
            decoding: UnsafeRawBufferPointer(start: characters, count: length), as: UTF8.self)
    }
}

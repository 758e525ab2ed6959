extension Schema {
    /// The schema as JSON Schema (draft 2020-12); named ones are referred to.
    public var json: JSONValue {
        switch self {
        case .boolean: ["type": "boolean"]
        case .integer(let range):
            [
                "type": "integer", "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ]
        case .number: ["type": "number"]
        case .string(let least, let most):
            [
                "type": "string", "minLength": .integer(least), "maxLength": .integer(most),
                "pattern": .string(Self.noNull),
            ]
        case .matching(let pattern, let example):
            [
                // The whole of it, which JSON Schema does not ask for by itself.
                "type": "string", "pattern": .string("^(?:\(pattern))$"),
                "examples": [.string(example)],
            ]
        case .formatted(let format):
            ["type": "string", "format": .string(format.rawValue)]
        case .oneOf(let values):
            ["type": "string", "enum": .array(values.map { .string($0) })]
        case .array(let element, let count):
            [
                "type": "array", "items": element.json, "minItems": .integer(count.lowerBound),
                "maxItems": .integer(count.upperBound),
            ]
        case .object(let properties): Self.object(properties)
        case .anyOf(let choices): ["anyOf": .array(choices.map(\.json))]
        case .nullable(let schema): ["anyOf": [schema.json, ["type": "null"]]]
        case .named(let name, _): ["$ref": .string("#/components/schemas/\(name)")]
        case .anything: [:]
        }
    }

    static let noNull = "^[^\\u0000]*$"

    private static func object(_ properties: [Property]) -> JSONValue {
        var members: [String: JSONValue] = [:]
        for property in properties {
            var schema = property.schema.json
            if let note = property.note, case .object(var keywords) = schema {
                keywords["description"] = .string(note)
                schema = .object(keywords)
            }
            members[property.name] = schema
        }
        return [
            "type": "object", "properties": .object(members),
            "required": .array(properties.filter(\.isRequired).map { .string($0.name) }),
            "additionalProperties": false,
        ]
    }

    /// Every schema with a name in this one, by its name.
    func collect(into named: inout [String: Schema]) {
        switch self {
        case .named(let name, let schema):
            guard named.updateValue(schema, forKey: name) == nil else { return }
            schema.collect(into: &named)
        case .array(let element, _): element.collect(into: &named)
        case .nullable(let schema): schema.collect(into: &named)
        case .object(let properties):
            for property in properties { property.schema.collect(into: &named) }
        case .anyOf(let choices): for choice in choices { choice.collect(into: &named) }
        default: break
        }
    }
}

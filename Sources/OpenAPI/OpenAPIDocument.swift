/// An API's description as OpenAPI 3.1, made from its operations.
public struct OpenAPIDocument: Sendable {
    public let title: String
    public let version: String
    public let summary: String
    public let operations: [APIOperation]

    public init(
        title: String, version: String, summary: String, operations: [APIOperation]
    ) {
        self.title = title
        self.version = version
        self.summary = summary
        self.operations = operations
    }

    public var json: JSONValue {
        var paths: [String: JSONValue] = [:]
        var named: [String: Schema] = [:]
        for operation in operations {
            operation.collect(into: &named)
            var methods: [String: JSONValue] = [:]
            if case .object(let known)? = paths[operation.path] { methods = known }
            methods[operation.method.lowercased()] = operation.json
            paths[operation.path] = .object(methods)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": .string(title), "version": .string(version),
                "description": .string(summary),
            ],
            "servers": [["url": "/"]],
            "security": [["bearer": []], ["session": []]],
            "paths": .object(paths),
            "tags": .array(
                Set(operations.map(\.tag)).sorted().map { ["name": .string($0)] }),
            "components": [
                "schemas": .object(named.mapValues(\.json)),
                "securitySchemes": [
                    "bearer": ["type": "http", "scheme": "bearer"],
                    "session": ["type": "apiKey", "in": "cookie", "name": "__Host-session"],
                ],
            ],
        ]
    }
}

extension APIOperation {
    fileprivate func collect(into named: inout [String: Schema]) {
        for parameter in parameters { parameter.schema.collect(into: &named) }
        for content in body + answers.flatMap(\.contents) { content.schema.collect(into: &named) }
    }

    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .string(name), "summary": .string(summary), "tags": [.string(tag)],
            "responses": .object(
                Dictionary(
                    answers.map { (String($0.status), $0.json) }, uniquingKeysWith: { $1 })),
        ]
        if !parameters.isEmpty { members["parameters"] = .array(parameters.map(\.json)) }
        if !body.isEmpty {
            members["requestBody"] = ["required": true, "content": Self.contents(body)]
        }
        if isOpen { members["security"] = [] }
        return .object(members)
    }

    fileprivate static func contents(_ contents: [Content]) -> JSONValue {
        .object(
            Dictionary(
                contents.map { content in
                    var members: [String: JSONValue] = ["schema": content.schema.json]
                    if let example = content.example {
                        members["examples"] = ["example": ["value": example]]
                    }
                    return (content.mediaType, .object(members))
                }, uniquingKeysWith: { $1 }))
    }
}

extension APIOperation.Parameter {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "in": .string(place.rawValue), "schema": schema.json,
            "required": .boolean(isRequired), "description": .string(summary),
            "examples": ["example": ["value": example]],
        ]
    }
}

extension APIOperation.Answer {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["description": .string(summary)]
        if !contents.isEmpty { members["content"] = APIOperation.contents(contents) }
        if !headers.isEmpty {
            members["headers"] = .object(
                headers.mapValues {
                    ["description": .string($0), "schema": ["type": "string"]]
                })
        }
        return .object(members)
    }
}

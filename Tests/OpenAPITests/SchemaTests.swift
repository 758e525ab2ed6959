import Foundation
import Testing

@testable import OpenAPI

/// What a schema says of values, and that the published document says the same.
@Suite struct SchemaTests {
    private static let person = Schema.named(
        "Person",
        .object([
            .init("name", .string(atLeast: 1, atMost: 5)),
            .optional("born", .formatted(.date)),
            .optional("sex", .nullable(.oneOf(["female", "male"]))),
        ]))
    private static let group = Schema.object([
        .init("people", .array(of: person, count: 1...2)),
        .optional("id", .formatted(.uuid)),
        .optional("size", .integer(1...10)),
        .optional("code", .matching("[A-Z]{2}-[0-9]+", example: "MX-1")),
        .optional(
            "either", .anyOf([.object([.init("a", .boolean)]), .object([.init("b", .number)])])),
    ])

    private func value(_ text: String) throws -> JSONValue {
        try JSONValue(parsing: Array(text.utf8))
    }

    @Test(
        "Each broken rule is named with where",
        arguments: [
            (#"{"people": [{"name": "Ana", "born": "2020-02-29", "sex": null}]}"#, []),
            (#"{"people": [{"name": "ñandú", "sex": "male"}], "size": 3.0, "code": "MX-12"}"#, []),
            (#"{"people": [{"name": "Ana"}], "either": {"b": 1.5}}"#, []),
            (#"[]"#, [" type"]),
            (#"{}"#, ["/people missing"]),
            (#"{"people": []}"#, ["/people tooShort"]),
            (#"{"people": [{"name": ""}]}"#, ["/people/0/name tooShort"]),
            (#"{"people": [{"name": "Marcela"}]}"#, ["/people/0/name tooLong"]),
            (#"{"people": [{"name": "a\u0000"}]}"#, ["/people/0/name pattern"]),
            (#"{"people": [{"name": "A", "born": "2021-02-29"}]}"#, ["/people/0/born format"]),
            (#"{"people": [{"name": "A", "sex": "F"}]}"#, ["/people/0/sex choice"]),
            (#"{"people": [{"name": "A"}], "a/b": 1}"#, ["/a~1b unknown"]),
            (#"{"people": [{"name": "A"}], "size": 0}"#, ["/size tooSmall"]),
            (#"{"people": [{"name": "A"}], "size": 10.5}"#, ["/size type"]),
            (#"{"people": [{"name": "A"}], "code": "MX-1\n"}"#, ["/code pattern"]),
            (#"{"people": [{"name": "A"}], "id": "x"}"#, ["/id format"]),
            (#"{"people": [{"name": "A"}], "either": {"a": 1}}"#, ["/either/a type"]),
        ])
    func rules(text: String, expected: [String]) throws {
        let problems = Self.group.problems(try value(text))
        #expect(problems.map { "\($0.pointer) \($0.rule)" } == expected)
    }

    @Test("Every JSON text is the same value when written and read again")
    func roundTrip() throws {
        let text = #"{"a":[1,-2.5,true,false,null,"é\"\\"],"b":{"c":9007199254740993}}"#
        let first = try value(text)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(first), as: UTF8.self) == text)
        #expect(first["b"]?["c"]?.integer == 9_007_199_254_740_993)
    }

    @Test(
        "What is no JSON, or can be read in two ways, is refused with where",
        arguments: [
            "", "{", "nul", "[1,]", #"{"a":1,"a":2}"#, "[1] 2", "\"\u{1}\"",
            String(repeating: "[", count: 100) + String(repeating: "]", count: 100),
        ])
    func refused(text: String) {
        #expect(throws: JSONProblem.self) { try value(text) }
        #expect(throws: JSONProblem.self) {
            try JSONValue(parsing: [0x22, 0xC3, 0x28, 0x22])
        }
    }

    @Test("The document lists each named schema once and refers to it")
    func document() throws {
        let answer = APIOperation.Answer(
            200, "A group", [.init(Self.group, example: ["people": [["name": "Ana"]]])])
        let document = OpenAPIDocument(
            title: "Test", version: "1", summary: "A test",
            operations: [
                APIOperation(
                    "GET", "/groups/{id}", name: "getGroup", tag: "groups", summary: "One group",
                    parameters: [
                        .init(
                            "id", in: .path, .formatted(.uuid), summary: "Which",
                            example: "01890a5d-ac96-774b-bcce-b302099a8057")
                    ], answers: [answer]),
                APIOperation(
                    "PUT", "/groups/{id}", name: "putGroup", tag: "groups", summary: "One group",
                    body: [.init(Self.person, example: ["name": "Ana"])], answers: [answer]),
            ]
        ).json
        let path = document["paths"]?["/groups/{id}"]
        #expect(path?["get"]?["parameters"]?.array?.first?["required"] == true)
        let schema = path?["put"]?["requestBody"]?["content"]?["application/json"]?["schema"]
        #expect(schema == ["$ref": "#/components/schemas/Person"])
        #expect(
            document["components"]?["schemas"]?["Person"]?["additionalProperties"] == false)
    }
}

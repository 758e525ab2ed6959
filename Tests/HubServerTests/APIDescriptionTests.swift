import Foundation
import OpenAPI
import Testing
import Texts

@testable import HubServer

/// That the API's description is whole: nothing without an example, nothing that contradicts itself.
@Suite struct APIDescriptionTests {
    static let operations = API.document.operations

    @Test("Every example is as its own schema says", arguments: operations.map(\.name))
    func examples(name: String) throws {
        let operation = try #require(Self.operations.first { $0.name == name })
        for content in operation.body + operation.answers.flatMap(\.contents) {
            let example = try #require(content.example, "\(content.mediaType) has no example")
            #expect(content.schema.problems(example) == [])
        }
        for parameter in operation.parameters {
            let text = parameter.example.string ?? parameter.example.integer.map(String.init)
            #expect(parameter.schema.textRule(try #require(text)) == nil, "\(parameter.name)")
            #expect(!parameter.summary.isEmpty)
        }
        #expect(!operation.summary.isEmpty && operation.answers.contains { $0.status < 300 })
    }

    @Test("Names and routes are unique, and every part of a path is described")
    func routes() {
        #expect(Set(Self.operations.map(\.name)).count == Self.operations.count)
        #expect(
            Set(Self.operations.map { "\($0.method) \($0.path)" }).count == Self.operations.count)
        for operation in Self.operations {
            let parts = operation.path.split(separator: "/").filter { $0.hasPrefix("{") }
                .map { String($0.dropFirst().dropLast()) }
            let described = operation.parameters.filter { $0.place == .path }.map(\.name)
            #expect(Set(parts) == Set(described), "\(operation.path)")
        }
    }

    @Test("Every problem and every rule has a sentence in both languages")
    func texts() {
        for language in Language.whole {
            let texts = Texts(language)
            for code in APIProblem.Code.allCases {
                #expect(texts.contains(TextKey("problem.\(code.rawValue)")), "\(code)")
            }
            for rule in SchemaProblem.Rule.allCases {
                #expect(texts.contains(TextKey("problem.rule.\(rule.rawValue)")), "\(rule)")
            }
        }
    }

    @Test(
        "An outside judge finds the document valid",
        .enabled(if: Judge.python != nil, "needs the judges' Python"))
    func validated() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let verdict = try Judge.run(
            """
            import json, sys
            from openapi_spec_validator import OpenAPIV31SpecValidator
            errors = list(OpenAPIV31SpecValidator(json.load(sys.stdin)).iter_errors())
            print("\\n".join(str(error) for error in errors))
            """, input: try encoder.encode(API.document.json))
        #expect(verdict == "")
    }
}

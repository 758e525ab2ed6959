import CaseStore
import Casework
import OpenAPI
import Operations
import Postgres
import Reporting
import Texts

/// Why a call was refused (RFC 9457): a stable code, a sentence, and what is wrong where.
struct APIProblem: Error, Sendable {
    /// The stable codes, part of the product's contract; each has its status.
    enum Code: String, CaseIterable, Sendable {
        case malformed
        case invalid
        case unauthenticated
        case notPermitted = "not-permitted"
        /// Nothing may be done before a new password is chosen.
        case passwordChangeNeeded = "password-change-needed"
        case notFound = "not-found"
        case methodNotAllowed = "method-not-allowed"
        case notAcceptable = "not-acceptable"
        case lengthNeeded = "length-needed"
        case conflict
        /// The person does not agree to it, or not any more.
        case noConsent = "no-consent"
        /// Nobody can read or write about the person any more.
        case erased
        case changedMeanwhile = "changed-meanwhile"
        case tooLarge = "too-large"
        case unsupportedMediaType = "unsupported-media-type"
        case versionNeeded = "version-needed"
        case tooMany = "too-many"
        case failed
        case unavailable

        var status: Int {
            switch self {
            case .malformed: 400
            case .unauthenticated: 401
            case .notPermitted, .passwordChangeNeeded: 403
            case .notFound: 404
            case .methodNotAllowed: 405
            case .notAcceptable: 406
            case .conflict, .noConsent, .erased: 409
            case .lengthNeeded: 411
            case .changedMeanwhile: 412
            case .tooLarge: 413
            case .unsupportedMediaType: 415
            case .invalid: 422
            case .versionNeeded: 428
            case .tooMany: 429
            case .failed: 500
            case .unavailable: 503
            }
        }
    }

    let code: Code
    let errors: [SchemaProblem]
    /// The sentence that says more than the code's own; nil where there is none.
    let detail: Sentence?

    typealias Sentence = @Sendable (Texts) -> String

    init(_ code: Code, _ errors: [SchemaProblem] = [], detail: Sentence? = nil) {
        self.code = code
        self.errors = errors
        self.detail = detail
    }

    func document(_ texts: Texts) -> JSONValue {
        var members: [String: JSONValue] = [
            "type": .string("/problems/\(code.rawValue)"), "code": .string(code.rawValue),
            "title": .string(texts(TextKey("problem.\(code.rawValue)"))),
            "status": .integer(code.status),
        ]
        if let detail { members["detail"] = .string(detail(texts)) }
        if !errors.isEmpty {
            members["errors"] = .array(
                errors.map { error in
                    [
                        "pointer": .string(error.pointer), "rule": .string(error.rule.rawValue),
                        "detail": .string(texts(TextKey("problem.rule.\(error.rule.rawValue)"))),
                    ]
                })
        }
        return .object(members)
    }

    static let schema = Schema.named(
        "Problem",
        .object([
            .init("type", .string(atMost: 100), note: "A URI reference that names the code."),
            .init("code", .oneOf(Code.allCases.map(\.rawValue))),
            .init("title", .string(atMost: 200)), .init("status", .integer(400...599)),
            .optional("detail", .string(atMost: 2_000)),
            .optional(
                "errors",
                .array(
                    of: .object([
                        .init(
                            "pointer", .string(atMost: 500),
                            note: "JSON Pointer into the body, or the name of a parameter."),
                        .init("rule", .oneOf(SchemaProblem.Rule.allCases.map(\.rawValue))),
                        .init("detail", .string(atMost: 500)),
                    ]))),
        ]))

    static let content = APIOperation.Content(
        mediaType: "application/problem+json", schema: schema,
        example: [
            "type": "/problems/invalid", "code": "invalid", "status": 422,
            "title": "Something that was sent is not valid.",
            "errors": [
                [
                    "pointer": "/occurred_on", "rule": "format",
                    "detail": "It does not have the form that is asked for.",
                ]
            ],
        ])
}

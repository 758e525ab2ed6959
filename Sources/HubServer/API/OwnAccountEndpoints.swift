import Casework
import Codelists
import Credentials
import Documents
import OpenAPI
import Operations
import Texts

/// One's own account: language, one-time codes, sessions and tokens.
enum OwnAccountEndpoints {
    static let all = [
        get, change, enrol, confirm, renew, sessions, endSessions, endSession, tokens, issue,
        revoke,
    ]

    static let account = Schema.named(
        "Account",
        .object([
            .init("id", Schemas.uuid), .init("name", .string(atMost: 100)),
            .init("role", Schemas.role), .optional("hub", Schemas.hubCode),
            .optional("country", Schemas.codes(Country.list)),
            .optional("language", .oneOf(["es", "en"])), .init("disabled", .boolean),
            .init("must_change_password", .boolean), .init("one_time_codes", .boolean),
            .init("created", Schemas.moment),
        ]))
    static let accountExample: JSONValue = [
        "id": "0178b1a2-7c00-7000-8000-000000000003", "name": "ana", "role": "clerk",
        "hub": "MX-TAP", "language": "es", "disabled": false, "must_change_password": false,
        "one_time_codes": true, "created": "2021-04-20T15:04:05Z",
    ]

    static let get = Endpoint(
        "GET", "/account", name: "getOwnAccount", tag: "account", summary: "One's own account.",
        permission: nil,
        answers: [.init(200, "The account.", [.init(account, example: accountExample)])]
    ) { call in try .json(AccountDocument(try await call.application.account(call.own))) }

    static let change = Endpoint(
        "PUT", "/account/language", name: "chooseLanguage", tag: "account",
        summary: "Chooses the language that one is spoken to in.", permission: nil,
        body: [
            .init(
                .object([.init("language", .nullable(.oneOf(["es", "en"])))]),
                example: ["language": "es"])
        ], answers: [.init(204, "It is chosen.")]
    ) { call in
        try await call.application.setLocale(of: call.own, to: call.body["language"]?.string)
        return .noContent
    }

    static let session = Schema.object([
        .init("id", Schemas.uuid), .optional("device", .string(atMost: 200)),
        .init("created", Schemas.moment), .init("seen", Schemas.moment),
        .init("expires", Schemas.moment),
    ])
    static let sessionExample: JSONValue = [
        "id": "0178b1a2-7c00-7000-8000-000000000004", "device": "Firefox",
        "created": "2021-04-20T15:04:05Z", "seen": "2021-04-20T15:14:05Z",
        "expires": "2021-04-27T15:04:05Z",
    ]
    static let ended = APIOperation.Answer(
        200, "How many have ended.",
        [.init(.object([.init("ended", Schemas.count)]), example: ["ended": 2])])

    struct Ended: Encodable { let ended: Int }

    static let sessions = Endpoint(
        "GET", "/account/sessions", name: "listOwnSessions", tag: "account",
        summary: "One's open sessions, the latest used first.", permission: nil,
        answers: [
            .init(
                200, "The sessions.", [.init(.array(of: session), example: [sessionExample])])
        ]
    ) { call in
        try .json(try await call.application.sessions(of: call.own).map(SessionDocument.init))
    }

    static let endSessions = Endpoint(
        "DELETE", "/account/sessions", name: "endOwnSessions", tag: "account",
        summary: "Signs oneself out everywhere, here too.", permission: nil, answers: [ended]
    ) { call in
        try .json(Ended(ended: try await call.application.revokeSessions(of: call.own)))
    }

    static let endSession = Endpoint(
        "DELETE", "/account/sessions/{session}", name: "endOwnSession", tag: "account",
        summary: "Ends one of one's sessions.", permission: nil,
        parameters: [Schemas.id("session", "The session's id.")],
        answers: [.init(204, "It is over.")]
    ) { call in
        try await call.application.revokeSessions(of: call.own, only: call.path("session"))
        return .noContent
    }

    static let token = Schema.object([
        .init("id", Schemas.uuid), .init("name", .string(atMost: 100)),
        .optional("scopes", .array(of: .string(atMost: 60))), .init("created", Schemas.moment),
        .init("expires", Schemas.moment), .optional("used", Schemas.moment),
    ])
    static let tokenExample: JSONValue = [
        "id": "0178b1a2-7c00-7000-8000-000000000005", "name": "dashboard",
        "scopes": ["readFigures"], "created": "2021-04-20T15:04:05Z",
        "expires": "2021-07-19T15:04:05Z",
    ]

    static let tokens = Endpoint(
        "GET", "/account/tokens", name: "listOwnTokens", tag: "account",
        summary: "One's tokens for programs, the oldest first.", permission: nil,
        answers: [
            .init(200, "The tokens.", [.init(.array(of: token), example: [tokenExample])])
        ]
    ) { call in
        try .json(try await call.application.tokens(of: call.own).map(TokenDocument.init))
    }

    private struct Issued: Encodable { let token: String }

    static let issue = Endpoint(
        "POST", "/account/tokens", name: "issueToken", tag: "account",
        summary: "A token by which a program acts for one.", permission: nil,
        body: [
            .init(
                .object([
                    .init("label", .string(atLeast: 1, atMost: 100)),
                    .init("days", .integer(1...3_660)),
                    .optional(
                        "scopes",
                        .array(of: .oneOf(Permission.allCases.map(\.rawValue)), count: 1...100),
                        note: "What it is for; all that one may do when left out."),
                ]), example: ["label": "dashboard", "days": 30, "scopes": ["readFigures"]])
        ],
        answers: [
            .init(
                201, "The token, this once.",
                [
                    .init(
                        .object([.init("token", .string(atMost: 100))]),
                        example: ["token": "hub_…"])
                ])
        ]
    ) { call in
        let scopes = call.body["scopes"]?.array?.compactMap { value in
            value.string.flatMap { Permission(rawValue: $0) }
        }
        let token = try await call.application.issueToken(
            for: call.own, label: call.body["label"]?.string ?? "", scopes: scopes.map { Set($0) },
            days: call.body["days"]?.integer ?? 0)
        return try .json(Issued(token: token.text), status: 201)
    }

    static let revoke = Endpoint(
        "DELETE", "/account/tokens/{token}", name: "revokeOwnToken", tag: "account",
        summary: "Ends one of one's tokens.", permission: nil,
        parameters: [Schemas.id("token", "The token's id.")],
        answers: [.init(204, "It is over.")]
    ) { call in
        try await call.application.revokeToken(call.path("token"), of: call.own)
        return .noContent
    }
}

extension APICall {
    /// The name of whoever calls.
    var own: String { application.actor.name }
}

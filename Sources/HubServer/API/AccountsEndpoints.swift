import CaseStore
import Casework
import Codelists
import Documents
import OpenAPI
import Operations

/// Everybody's accounts, for those who administer them.
enum AccountsEndpoints {
    static let all = [
        list, add, get, post, disable, enable, reset, removeCodes, sessions, endSessions, tokens,
        revoke, staff,
    ]

    private static let name = APIOperation.Parameter(
        "name", in: .path, .matching(namePattern, example: "ana"), summary: "The account's name.",
        example: "ana")
    private static let namePattern =
        "[A-Za-z0-9À-ÖØ-öø-ÿ][A-Za-z0-9À-ÖØ-öø-ÿ._-]{0,63}"
    private static let answer = APIOperation.Content(
        OwnAccountEndpoints.account, example: OwnAccountEndpoints.accountExample)
    private static let postProperties: [Schema.Property] = [
        .init("role", Schemas.role),
        .optional("hub", Schemas.hubCode, note: "Of a clerk or manager, and of nobody else."),
        .optional("country", Schemas.codes(Country.list), note: "Of a country officer."),
    ]

    static let list = Endpoint(
        "GET", "/accounts", name: "listAccounts", tag: "accounts",
        summary: "All accounts, by name.", permission: .administerAccounts,
        answers: [
            .init(
                200, "The accounts.",
                [
                    .init(
                        .array(of: OwnAccountEndpoints.account, count: 0...100_000),
                        example: [OwnAccountEndpoints.accountExample])
                ])
        ]
    ) { call in try .json(try await call.application.accounts().map(AccountDocument.init)) }

    private struct Added: Encodable {
        let name: String
        let password: String
    }

    private static let password = APIOperation.Content(
        .object([
            .init("name", .string(atMost: 100)),
            .init("password", .string(atMost: 100), note: "For one use: a new one is asked for."),
        ]), example: ["name": "ana", "password": "…"])

    static let add = Endpoint(
        "POST", "/accounts", name: "addAccount", tag: "accounts",
        summary: "Adds an account, with a password for one use.", permission: .administerAccounts,
        body: [
            .init(
                .object(
                    [.init("name", .matching(namePattern, example: "ana"))]
                        + postProperties + [.optional("language", .oneOf(["es", "en"]))]),
                example: ["name": "ana", "role": "clerk", "hub": "MX-TAP", "language": "es"])
        ], answers: [.init(201, "The account is there.", [password])]
    ) { call in
        let name = call.body["name"]?.string ?? ""
        let made = try await call.application.addAccount(
            NewAccount(name: name, post: post(in: call), locale: call.body["language"]?.string))
        return try .json(Added(name: name, password: made ?? ""), status: 201)
    }

    static let get = Endpoint(
        "GET", "/accounts/{name}", name: "getAccount", tag: "accounts", summary: "One account.",
        permission: .administerAccounts, parameters: [name],
        answers: [.init(200, "The account.", [answer])]
    ) { call in
        try .json(AccountDocument(try await call.application.account(call.path("name"))))
    }

    static let post = Endpoint(
        "PUT", "/accounts/{name}/role", name: "changeRole", tag: "accounts",
        summary: "Gives somebody another role, with its hub or country; never oneself.",
        permission: .administerAccounts, parameters: [name],
        body: [
            .init(.object(postProperties), example: ["role": "manager", "hub": "MX-TAP"])
        ], answers: [.init(200, "The account as it is now.", [answer])]
    ) { call in
        try await call.application.changePost(of: call.path("name"), to: post(in: call))
        return try .json(AccountDocument(try await call.application.account(call.path("name"))))
    }

    private static func post(in call: APICall) throws(APIProblem) -> Post {
        let role = call.body["role"]?.string.flatMap { Role(rawValue: $0) } ?? .clerk
        guard
            let post = Post(
                role, hub: try call.body.readIfThere("hub"),
                country: try call.body.code("country"))
        else { throw APIProblem(.invalid, [.init(pointer: "/role", rule: .choice)]) }
        return post
    }

    static let disable = Endpoint(
        "POST", "/accounts/{name}/disable", name: "disableAccount", tag: "accounts",
        summary: "Shuts somebody out at once; never oneself.", permission: .administerAccounts,
        parameters: [name], answers: [.init(200, "The account as it is now.", [answer])]
    ) { try await setDisabled(true, $0) }

    static let enable = Endpoint(
        "POST", "/accounts/{name}/enable", name: "enableAccount", tag: "accounts",
        summary: "Lets somebody in again.", permission: .administerAccounts, parameters: [name],
        answers: [.init(200, "The account as it is now.", [answer])]
    ) { try await setDisabled(false, $0) }

    private static func setDisabled(_ isDisabled: Bool, _ call: APICall) async throws -> APIAnswer {
        try await call.application.setDisabled(call.path("name"), isDisabled)
        return try .json(AccountDocument(try await call.application.account(call.path("name"))))
    }

    static let reset = Endpoint(
        "POST", "/accounts/{name}/reset", name: "resetPassword", tag: "accounts",
        summary: "A password for one use; sessions and tokens end.",
        permission: .administerAccounts, parameters: [name],
        answers: [.init(200, "The password, this once.", [password])]
    ) { call in
        let name: String = try call.path("name")
        let made = try await call.application.resetPassword(of: name)
        return try .json(Added(name: name, password: made ?? ""))
    }

    static let removeCodes = Endpoint(
        "DELETE", "/accounts/{name}/totp", name: "removeOneTimeCodes", tag: "accounts",
        summary: "For whoever lost their app and their recovery codes.",
        permission: .administerAccounts, parameters: [name],
        answers: [.init(204, "No code is asked for any more.")]
    ) { call in
        try await call.application.removeOneTimeCodes(of: call.path("name"))
        return .noContent
    }

    static let sessions = Endpoint(
        "GET", "/accounts/{name}/sessions", name: "listSessions", tag: "accounts",
        summary: "Somebody's open sessions.", permission: .administerAccounts, parameters: [name],
        answers: [
            .init(
                200, "The sessions.",
                [
                    .init(
                        .array(of: OwnAccountEndpoints.session),
                        example: [OwnAccountEndpoints.sessionExample])
                ])
        ]
    ) { call in
        try .json(
            try await call.application.sessions(of: call.path("name")).map(SessionDocument.init))
    }

    static let endSessions = Endpoint(
        "DELETE", "/accounts/{name}/sessions", name: "endSessions", tag: "accounts",
        summary: "Signs somebody out everywhere.", permission: .administerAccounts,
        parameters: [name], answers: [OwnAccountEndpoints.ended]
    ) { call in
        try .json(
            OwnAccountEndpoints.Ended(
                ended: try await call.application.revokeSessions(of: call.path("name"))))
    }

    static let tokens = Endpoint(
        "GET", "/accounts/{name}/tokens", name: "listTokens", tag: "accounts",
        summary: "Somebody's tokens for programs.", permission: .administerAccounts,
        parameters: [name],
        answers: [
            .init(
                200, "The tokens.",
                [
                    .init(
                        .array(of: OwnAccountEndpoints.token),
                        example: [OwnAccountEndpoints.tokenExample])
                ])
        ]
    ) { call in
        try .json(
            try await call.application.tokens(of: call.path("name")).map(TokenDocument.init))
    }

    static let revoke = Endpoint(
        "DELETE", "/accounts/{name}/tokens/{token}", name: "revokeToken", tag: "accounts",
        summary: "Ends one of somebody's tokens.", permission: .administerAccounts,
        parameters: [name, Schemas.id("token", "The token's id.")],
        answers: [.init(204, "It is over.")]
    ) { call in
        try await call.application.revokeToken(call.path("token"), of: call.path("name"))
        return .noContent
    }

    private struct Colleague: Encodable {
        let id: AccountID
        let name: String
        let role: String
    }

    static let staff = Endpoint(
        "GET", "/hubs/{hub}/staff", name: "listStaff", tag: "accounts",
        summary: "Who works at a hub, for those who give work to them.", permission: .assignCases,
        parameters: [Schemas.hubParameter],
        answers: [
            .init(
                200, "The staff, by name.",
                [
                    .init(
                        .array(
                            of: .object([
                                .init("id", Schemas.uuid), .init("name", .string(atMost: 100)),
                                .init("role", Schemas.role),
                            ])),
                        example: [
                            [
                                "id": "0178b1a2-7c00-7000-8000-000000000003", "name": "ana",
                                "role": "clerk",
                            ]
                        ])
                ])
        ]
    ) { call in
        try .json(
            try await call.application.staff(at: call.path("hub")).map {
                Colleague(id: $0.id, name: $0.name, role: $0.role)
            })
    }
}

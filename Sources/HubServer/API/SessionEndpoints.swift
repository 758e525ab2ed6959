import Casework
import Codelists
import Credentials
import HTTP
import OpenAPI
import Operations

/// Signing in and out, in a browser: the session's token is in a cookie that no script can read.
enum SessionEndpoints {
    static let all = [signIn, confirm, current, changePassword, signOut]

    private static let entry = Schema.named(
        "Entry",
        .object([
            .init(
                "needs_code", .boolean,
                note: "A one-time code is to be confirmed before anything else."),
            .init(
                "must_change_password", .boolean,
                note: "A new password is to be chosen before anything else."),
        ]))
    private static let entryExample: JSONValue = [
        "needs_code": true, "must_change_password": false,
    ]
    private static let refused = APIOperation.Answer(
        401, "The name, the password or the code is not right.", [APIProblem.content])
    private static let wait = APIOperation.Answer(
        429, "Too many failures from there: wait as long as Retry-After says.",
        [APIProblem.content])

    static let signIn = Endpoint(
        atTheDoor: "POST", "/sessions", name: "signIn",
        summary: "Opens a session for whoever knows the password; sets the session's cookie.",
        body: [
            .init(
                .object([
                    .init("name", .string(atLeast: 1, atMost: 100)),
                    .init("password", .string(atLeast: 1, atMost: 1_000)),
                ]), example: ["name": "ana", "password": "correct horse battery"])
        ],
        answers: [
            .init(201, "The session is open.", [.init(entry, example: entryExample)]), refused,
            wait,
        ], isOpen: true
    ) { visit in
        let entered = try await visit.signIn.begin(
            name: visit.body["name"]?.string ?? "",
            password: visit.body["password"]?.string ?? "", from: visit.source)
        return try answer(entered, visit, status: 201)
    }

    static let confirm = Endpoint(
        atTheDoor: "POST", "/session/code", name: "confirmCode",
        summary: "Shows the one-time code, or a recovery code, that a session waits for.",
        body: [
            .init(
                .object([.init("code", .string(atLeast: 1, atMost: 40))]),
                example: ["code": "123456"])
        ],
        answers: [.init(200, "The session is good.", [.init(entry, example: entryExample)])]
    ) { visit in
        let entered = try await visit.signIn.confirm(
            visit.session(), code: visit.body["code"]?.string ?? "", from: visit.source)
        return try answer(entered, visit, status: 200)
    }

    private struct EntryDocument: Encodable {
        let needsCode: Bool
        let mustChangePassword: Bool

        enum CodingKeys: String, CodingKey {
            case needsCode = "needs_code"
            case mustChangePassword = "must_change_password"
        }
    }

    private static func answer(
        _ entered: SignIn.Entry, _ visit: Visit, status: Int
    ) throws -> APIAnswer {
        var answer = try APIAnswer.json(
            EntryDocument(
                needsCode: entered.needsCode, mustChangePassword: entered.mustChangePassword),
            status: status)
        answer.cookies = [
            HubService.cookie(of: entered.token, visit.signIn.limits),
            HubService.cookie(ofDevice: entered.device),
        ].compactMap { $0 }
        return answer
    }

    private struct Somebody: Encodable {
        let account: AccountID?
        let name: String
        let role: Role
        let hub: HubCode?
        let country: String?
        let language: String?
        let mustChangePassword: Bool
        let permissions: [String]

        enum CodingKeys: String, CodingKey {
            case account, name, role, hub, country, language, permissions
            case mustChangePassword = "must_change_password"
        }

        init(_ somebody: SignedIn) {
            let actor = somebody.actor
            account = actor.account
            name = actor.name
            role = actor.role
            hub = actor.hub
            country = actor.country.flatMap { Country($0)?.code }
            language = somebody.locale
            mustChangePassword = somebody.mustChangePassword
            permissions = Permission.allCases.filter { actor.reach(of: $0) > .nothing }
                .map(\.rawValue)
        }
    }

    static let current = Endpoint(
        atTheDoor: "GET", "/session", name: "getSession",
        summary: "Who is signed in, by a session or by a token, and what they may do.",
        answers: [
            .init(
                200, "Who it is.",
                [
                    .init(
                        .named(
                            "Session",
                            .object([
                                .init("account", Schemas.uuid),
                                .init("name", .string(atMost: 100)),
                                .init("role", Schemas.role),
                                .optional("hub", Schemas.hubCode),
                                .optional("country", Schemas.codes(Country.list)),
                                .optional("language", .oneOf(["es", "en"])),
                                .init("must_change_password", .boolean),
                                .init(
                                    "permissions",
                                    .array(
                                        of: .oneOf(Permission.allCases.map(\.rawValue)))),
                            ])),
                        example: [
                            "account": "0178b1a2-7c00-7000-8000-000000000003", "name": "ana",
                            "role": "clerk", "hub": "MX-TAP", "country": "MEX",
                            "language": "es", "must_change_password": false,
                            "permissions": ["logEvents", "readPeople"],
                        ])
                ])
        ]
    ) { visit in try .json(Somebody(try await visit.somebody())) }

    static let changePassword = Endpoint(
        atTheDoor: "POST", "/session/password", name: "changePassword",
        summary: "Chooses a new password; all other sessions end.",
        body: [
            .init(
                .object([
                    .init("old", .string(atLeast: 1, atMost: 1_000)),
                    .init("new", .string(atLeast: 1, atMost: 1_000)),
                ]), example: ["old": "correct horse battery", "new": "battery staple horse"])
        ], answers: [.init(204, "It is changed.")]
    ) { visit in
        do {
            try await visit.signIn.changePassword(
                visit.session(), from: visit.body["old"]?.string ?? "",
                to: visit.body["new"]?.string ?? "")
        } catch OperationError.password(let problem) {
            throw problem.problem(at: "/new")
        } catch SignInProblem.refused {
            throw APIProblem(.invalid, [.init(pointer: "/old", rule: .choice)])
        }
        return .noContent
    }

    static let signOut = Endpoint(
        atTheDoor: "DELETE", "/session", name: "signOut",
        summary: "Ends the session; one that is over already stays so.",
        answers: [.init(204, "It is over.")]
    ) { visit in
        try await visit.signIn.signOut(visit.session())
        var answer = APIAnswer.noContent
        answer.cookies = [HubService.noSession].compactMap { $0 }
        return answer
    }
}

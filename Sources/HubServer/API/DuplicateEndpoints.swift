import CaseStore
import Casework
import OpenAPI
import Operations

/// Probable duplicates: listed, shown side by side, decided about.
enum DuplicateEndpoints {
    static let all = [list, show, decide]

    private static func person(_ name: String, _ summary: String, example: String)
        -> APIOperation.Parameter
    {
        .init(name, in: .path, Schemas.uuid, summary: summary, example: .string(example))
    }

    private static let left = person(
        "left", "The person met before.", example: "0178b1a2-7c00-7000-8000-000000000002")
    private static let right = person(
        "right", "The person met later.", example: "0178b1a2-7c00-7000-8000-000000000003")
    private static let states = DuplicatePair.State.allCases.map(\.rawValue)

    private static let pair = Schema.named(
        "DuplicatePair",
        .object([
            .init("left", Schemas.uuid), .init("right", Schemas.uuid),
            .init("score", .number, note: "log2 of the odds that they are one."),
            .init("reasons", PeopleEndpoints.reasons), .init("left_hub", Schemas.hubCode),
            .init("right_hub", Schemas.hubCode), .init("state", .oneOf(states)),
            .optional("decided_by", .nullable(.string(atMost: 200))),
            .optional("reason", .nullable(.string(atMost: 500))),
        ]))

    private static let pairExample: JSONValue = [
        "left": "0178b1a2-7c00-7000-8000-000000000002",
        "right": "0178b1a2-7c00-7000-8000-000000000003", "score": .number(11.2),
        "reasons": ["birth_date.same", "given_names.alike", "family_names.part"],
        "left_hub": "MX-TAP", "right_hub": "MX-TAP", "state": "open",
    ]

    static let list = Endpoint(
        "GET", "/duplicates", name: "listDuplicates", tag: "duplicates",
        summary: "Pairs of people who may be one, without who they are, the most certain first.",
        permission: .resolveDuplicates,
        parameters: [
            .init(
                "state", in: .query, .oneOf(states), summary: "open when left out.",
                example: "open"), Schemas.limit,
        ],
        answers: [
            .init(200, "The pairs.", [.init(.array(of: pair), example: [pairExample])])
        ]
    ) { call in
        let state = call.query["state"].flatMap { DuplicatePair.State(rawValue: $0) } ?? .open
        return try .json(
            try await call.application.duplicates(state, limit: call.query("limit") ?? 100))
    }

    static let show = Endpoint(
        "GET", "/duplicates/{left}/{right}", name: "getDuplicate", tag: "duplicates",
        summary: "Two people side by side, for deciding about them; looking is audited.",
        permission: .resolveDuplicates, parameters: [left, right],
        answers: [
            .init(
                200, "Both.",
                [
                    .init(
                        .object([
                            .init("pair", pair), .init("left", PeopleEndpoints.person),
                            .init("right", PeopleEndpoints.person),
                            .init(
                                "differences",
                                .array(of: .string(atMost: 40), count: 0...20)),
                        ]),
                        example: [
                            "pair": pairExample, "left": PeopleEndpoints.personExample,
                            "right": PeopleEndpoints.personExample,
                            "differences": ["given_names"],
                        ])
                ])
        ]
    ) { call in
        try .json(
            try await call.application.duplicate(call.path("left"), call.path("right")))
    }

    static let decide = Endpoint(
        "POST", "/duplicates/{left}/{right}/decision", name: "decideDuplicate", tag: "duplicates",
        summary:
            "Merges two people, the later into the earlier, or says for good that they are two.",
        permission: .resolveDuplicates, parameters: [left, right],
        body: [
            .init(
                .object([
                    .init(
                        "decision", .oneOf(DuplicateDecision.allCases.map(\.rawValue))),
                    .init("reason", Schemas.reason),
                ]), example: ["decision": "different", "reason": "twin sisters"])
        ], answers: [.init(204, "It is decided.")]
    ) { call in
        guard
            let decision = call.body["decision"]?.string
                .flatMap({ DuplicateDecision(rawValue: $0) })
        else { throw APIProblem(.invalid, [.init(pointer: "/decision", rule: .choice)]) }
        try await call.application.decide(
            decision, call.path("left"), call.path("right"),
            reason: call.body["reason"]?.string ?? "")
        return .noContent
    }
}

import Casework
import OpenAPI
import Operations

/// Looks in an emergency, which need a reason and which managers look into.
enum GlassEndpoints {
    static let all = [person, into, list, seen]

    private static let body = [
        APIOperation.Content(
            .object([.init("reason", Schemas.reason)]),
            example: ["reason": "in hospital, next of kin sought"])
    ]
    private static let name = Schema.string(atMost: 200)

    static let person = Endpoint(
        "POST", "/people/{id}/glass", name: "breakGlassForPerson", tag: "glass",
        summary: "Looks at a person of any hub in an emergency; managers of both hubs are told.",
        permission: .readPeople, parameters: [Schemas.id("id", "The person's id.")], body: body,
        answers: [
            .init(
                200, "Who they are.",
                [
                    .init(
                        .object([
                            .init("person_id", Schemas.uuid), .init("hub", Schemas.hubCode),
                            .optional("given_names", name), .optional("family_names", name),
                            .optional("birth", .string(atMost: 10)), .optional("document", name),
                            .optional("phone", name),
                        ]),
                        example: [
                            "person_id": "0178b1a2-7c00-7000-8000-000000000002",
                            "hub": "GT-TEC", "given_names": "Ana", "family_names": "Ejemplo",
                        ])
                ])
        ]
    ) { call in
        try .json(
            try await call.application.lookInEmergency(
                at: call.path("id"), reason: call.body["reason"]?.string ?? ""))
    }

    static let into = Endpoint(
        "POST", "/cases/{case}/glass", name: "breakGlassForCase", tag: "glass",
        summary: "Lets whoever calls see a restricted case of their hub, in an emergency.",
        permission: .manageCases, parameters: [CaseSchemas.id], body: body,
        answers: [.init(204, "They see it from now on; the manager is told.")]
    ) { call in
        try await call.application.lookInEmergency(
            into: call.path("case"), reason: call.body["reason"]?.string ?? "")
        return .noContent
    }

    static let list = Endpoint(
        "GET", "/glass", name: "listGlassBreaks", tag: "glass",
        summary: "Looks in emergencies that concern one's hub and nobody looked into yet.",
        permission: .assignCases, parameters: [Schemas.limit],
        answers: [
            .init(
                200, "The looks, latest first.",
                [
                    .init(
                        .array(
                            of: .object([
                                .init("id", Schemas.uuid), .init("at", .formatted(.dateTime)),
                                .init("actor", name), .optional("from", Schemas.hubCode),
                                .init("hub", Schemas.hubCode),
                                .optional("person_id", Schemas.uuid),
                                .optional("case_id", Schemas.uuid),
                                .init("reason", .string(atMost: 1_000)),
                                .optional("seen_by", name),
                            ])),
                        example: [
                            [
                                "id": "0178b1a2-7c00-7000-8000-000000000041",
                                "at": "2021-03-31T16:00:00Z", "actor": "ana", "from": "MX-TAP",
                                "hub": "GT-TEC",
                                "person_id": "0178b1a2-7c00-7000-8000-000000000002",
                                "reason": "in hospital, next of kin sought",
                            ]
                        ])
                ])
        ]
    ) { call in
        try .json(
            try await call.application.glassBreaks(
                openOnly: true, limit: call.query("limit") ?? 100))
    }

    static let seen = Endpoint(
        "POST", "/glass/{id}/seen", name: "noteGlassBreakSeen", tag: "glass",
        summary: "Notes that a manager looked into it.", permission: .assignCases,
        parameters: [Schemas.id("id", "The look's id.")],
        answers: [.init(204, "It is noted.")]
    ) { call in
        try await call.application.noteSeen(call.path("id"))
        return .noContent
    }
}

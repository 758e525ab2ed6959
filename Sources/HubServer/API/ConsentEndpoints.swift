import Casework
import Codelists
import OpenAPI
import Operations

/// What people agree to, and what was shared with whom on the strength of it.
enum ConsentEndpoints {
    static let all = [give, withdraw, list]

    private static let receiver = Schema.anyOf([Schemas.hubCode, Schemas.uuid])
    private static let said: [Schema.Property] = [
        .optional("date", Schemas.date, note: "Today at the hub, where left out."),
        .init("channel", Schemas.codes(Channel.list)),
        .init("language", Schemas.codes(SpokenLanguage.list), note: "In which it was asked."),
    ]

    static let give = Endpoint(
        "POST", "/consents", name: "giveConsent", tag: "consents",
        summary: "Records that a person agrees to something.", permission: .manageCases,
        body: [
            .init(
                .named(
                    "NewConsent",
                    .object(
                        [
                            .init("id", Schemas.uuid), .init("person", Schemas.uuid),
                            .init("purpose", Schemas.codes(ConsentPurpose.list)),
                            .optional(
                                "receiver", receiver,
                                note: "For a referral: a hub's code or an organisation's id."),
                            .optional(
                                "covers",
                                .array(of: Schemas.codes(SharedPart.list), count: 1...20),
                                note: "For a referral: what the receiver may see."),
                            .init("hub", Schemas.hubCode, note: "That asked."),
                            .init(
                                "text_version",
                                .string(atLeast: 1, atMost: Consent.mostTextVersion)),
                        ] + said)),
                example: [
                    "id": "0178b1a2-7c00-7000-8000-000000000021",
                    "person": "0178b1a2-7c00-7000-8000-000000000002", "purpose": "referral",
                    "receiver": "GT-TEC", "covers": ["name", "needs"], "hub": "MX-TAP",
                    "date": "2021-03-31", "channel": "in_person", "language": "spa",
                    "text_version": "2021-01",
                ])
        ],
        answers: [
            .init(201, "It is recorded.", [CaseContentEndpoints.recorded]),
            .init(200, "It was recorded before.", [CaseContentEndpoints.recorded]),
            Schemas.unknownInside,
        ]
    ) { call in
        let body = call.body
        let purpose: ConsentPurpose = try body.code("purpose") ?? .unknown
        let hub: HubCode = try body.read("hub")
        let usual = purpose == .referral ? Consent.usualParts : []
        let recorded = try await call.application.give(
            Consent(
                id: body.read("id"), person: body.read("person"), purpose: purpose,
                receiver: body.readIfThere("receiver"), covers: body.codes("covers") ?? usual,
                hub: hub, given: statement(call, at: hub),
                textVersion: body["text_version"]?.string ?? ""))
        let document = CaseContentEndpoints.Recorded(id: recorded.view.description)
        if case .new = recorded { return try .json(document, status: 201) }
        return try .json(document)
    }

    private static func statement(
        _ call: APICall, at hub: HubCode
    ) async throws -> Consent.Statement {
        var day: CalendarDate? = try call.body.readIfThere("date")
        if day == nil { day = try await call.application.today(at: hub) }
        guard let day, let channel: Channel = try call.body.code("channel"),
            let language: SpokenLanguage = try call.body.code("language")
        else { throw APIProblem(.invalid) }
        return Consent.Statement(on: day, channel: channel, language: language)
    }

    static let withdraw = Endpoint(
        "POST", "/people/{id}/consents/withdrawal", name: "withdrawConsent", tag: "consents",
        summary: "Records that a person does not agree any more; it takes effect at once.",
        permission: .manageCases, parameters: [Schemas.id("id", "The person's id.")],
        body: [
            .init(
                .named(
                    "Withdrawal",
                    .object(
                        [
                            .init("purpose", Schemas.codes(ConsentPurpose.list)),
                            .optional(
                                "receiver", receiver,
                                note: "From every receiver, where left out."),
                            .init("hub", Schemas.hubCode, note: "To which the person said so."),
                        ] + said)),
                example: [
                    "purpose": "referral", "receiver": "GT-TEC", "hub": "MX-TAP",
                    "date": "2021-04-02", "channel": "phone", "language": "spa",
                ])
        ],
        answers: [
            .init(
                200, "What ended with it.",
                [
                    .init(
                        .object([
                            .init("consents", Schemas.count),
                            .init("referrals", .array(of: Schemas.uuid)),
                        ]),
                        example: [
                            "consents": 1,
                            "referrals": ["0178b1a2-7c00-7000-8000-000000000031"],
                        ])
                ])
        ]
    ) { call in
        let hub: HubCode = try call.body.read("hub")
        return try .json(
            try await call.application.withdraw(
                call.body.code("purpose") ?? .unknown, of: call.path("id"),
                from: call.body.readIfThere("receiver"), saidTo: hub, statement(call, at: hub)))
    }

    private static let parts = Schema.array(of: .string(atMost: 60))

    static let list = Endpoint(
        "GET", "/people/{id}/consents", name: "listConsents", tag: "consents",
        summary: "What a person agreed to, and what was shared with whom; latest first.",
        permission: .manageCases, parameters: [Schemas.id("id", "The person's id.")],
        answers: [
            .init(
                200, "The consents.",
                [
                    .init(
                        view,
                        example: [
                            "consents": [entryExample],
                            "shared": [
                                [
                                    "referral": "0178b1a2-7c00-7000-8000-000000000031",
                                    "receiver": "GT-TEC", "name": "Tecún Umán",
                                    "parts": ["name", "needs"], "sent_on": "2021-03-31",
                                    "status": "sent", "visible": true,
                                ]
                            ],
                        ])
                ])
        ]
    ) { call in try .json(try await call.application.consents(of: call.path("id"))) }

    static let view = Schema.named(
        "Consents",
        .object([
            .init("consents", .array(of: entry)), .init("shared", .array(of: sharing)),
        ]))

    static let entry = Schema.named(
        "Consent",
        .object([
            .init("id", Schemas.uuid), .init("purpose", Schemas.codes(ConsentPurpose.list)),
            .optional("receiver", receiver), .init("covers", parts), .init("hub", Schemas.hubCode),
            .init("given_on", Schemas.date), .init("channel", Schemas.codes(Channel.list)),
            .init("language", Schemas.codes(SpokenLanguage.list)),
            .init("text_version", .string(atMost: 100)),
            .init("recorded_by", .string(atMost: 200)), .optional("withdrawn_on", Schemas.date),
            .optional("withdrawn_by", .string(atMost: 200)),
        ]))
    static let entryExample: JSONValue = [
        "id": "0178b1a2-7c00-7000-8000-000000000021", "purpose": "referral",
        "receiver": "GT-TEC", "covers": ["name", "needs"], "hub": "MX-TAP",
        "given_on": "2021-03-31", "channel": "in_person", "language": "spa",
        "text_version": "2021-01", "recorded_by": "ana",
    ]
    private static let sharing = Schema.object([
        .init("referral", Schemas.uuid), .init("receiver", receiver),
        .init("name", .string(atMost: 300)), .init("parts", parts),
        .init("sent_on", Schemas.date), .init("status", Schemas.codes(ReferralStatus.list)),
        .init("visible", .boolean, note: "Whether the receiver still sees it."),
    ])
}

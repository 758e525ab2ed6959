import CaseStore
import Casework
import Codelists
import Documents
import OpenAPI
import Operations

/// Referrals: sent, listed, answered.
enum ReferralEndpoints {
    static let all =
        [send, list, get, report]
        + [
            act(
                "acceptance", "acceptReferral", "The receiver takes it.",
                body: nil
            ) { _ in .accept },
            act(
                "refusal", "declineReferral", "The receiver does not take it.",
                body: (
                    .object([.init("reason", Schemas.codes(DeclineReason.list))]),
                    ["reason": .string(DeclineReason(number: 1).code)]
                )
            ) { body throws(APIProblem) in .decline(try body.code("reason") ?? .unknown) },
            act(
                "completion", "completeReferral", "The need came to its end at the receiver's.",
                body: (
                    .object([.init("outcome", Schemas.codes(ReferralOutcome.list))]),
                    ["outcome": .string(ReferralOutcome(number: 1).code)]
                )
            ) { body throws(APIProblem) in .complete(try body.code("outcome") ?? .unknown) },
            act("no-show", "reportNoShow", "The person did not come.", body: nil) { _ in .noShow },
            act("withdrawal", "withdrawReferral", "The sender takes it back.", body: nil) { _ in
                .withdraw
            },
        ]

    static let send = Endpoint(
        "POST", "/referrals", name: "sendReferral", tag: "referrals",
        summary: "Hands a need over, with what the person agreed to share and nothing else.",
        permission: .handleReferrals,
        body: [.init(ReferralSchemas.new, example: ReferralSchemas.newExample)],
        answers: [
            .init(201, "It was sent.", [ReferralSchemas.answer], headers: ReferralSchemas.tag),
            .init(
                200, "It had been sent before: as it stands now.", [ReferralSchemas.answer],
                headers: ReferralSchemas.tag),
            Schemas.unknownInside,
        ]
    ) { call in
        let body = call.body
        let sent = try await call.application.send(
            Referral(
                id: body.read("id"), caseID: body.read("case_id"), person: body.read("person_id"),
                receiver: body.read("to"), needs: body.codes("needs") ?? [],
                priority: body.code("priority") ?? .normal, summary: body["summary"]?.string))
        if case .new(let view) = sent { return try answer(view, status: 201) }
        return try answer(sent.view)
    }

    private typealias Place = PlaceInList<Moment, ReferralEntity>

    private struct Page: Encodable {
        let referrals: [ReferralView]
        let next: String?

        enum CodingKeys: String, CodingKey { case referrals, next }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(referrals, forKey: .referrals)
            try container.encode(next, forKey: .next)
        }
    }

    static let list = Endpoint(
        "GET", "/hubs/{hub}/referrals", name: "listReferrals", tag: "referrals",
        summary: "What a hub sent and received, by when it is due.", permission: .handleReferrals,
        parameters: [
            Schemas.hubParameter, Schemas.limit,
            Schemas.after("2021-04-03T18:00:00.000000Z_0178b1a2-7c00-7000-8000-000000000031"),
            .init(
                "direction", in: .query, .oneOf(["sent", "received", "both"]),
                summary: "both when left out.", example: "received"),
            .init(
                "due_within", in: .query, .integer(0...8_760),
                summary: "Only those due within so many hours, and what is overdue.", example: 24),
            .init(
                "case", in: .query, Schemas.uuid, summary: "Only those of one case.",
                example: "0178b1a2-7c00-7000-8000-000000000011"),
            Schemas.flag("all", "With those that have ended."),
        ],
        answers: [
            .init(
                200, "A page of referrals.",
                [
                    Schemas.page(
                        of: "referrals", ReferralSchemas.view, example: ReferralSchemas.example)
                ])
        ]
    ) { call in
        var filter = ReferralFilter()
        filter.hub = try call.path("hub")
        switch call.query["direction"] {
        case "sent": filter.direction = .sent
        case "received": filter.direction = .received
        default: break
        }
        filter.caseID = try call.query("case")
        filter.dueWithinHours = try call.query("due_within")
        filter.isAll = call.isSet("all")
        let after: Place? = try call.query("after")
        filter.after = after.flatMap { place in place.time.map { ($0.date, place.id) } }
        let limit: Int = try call.query("limit") ?? 100
        let found = try await call.application.referrals(filter, limit: limit)
        let last = found.count < limit ? nil : found.last
        return try .json(
            Page(
                referrals: found,
                next: last.map { Place(time: Moment($0.dueAt), id: $0.id).description }))
    }

    static let get = Endpoint(
        "GET", "/referrals/{referral}", name: "getReferral", tag: "referrals",
        summary: "A referral with what it shares; looking is audited.",
        permission: .handleReferrals, parameters: [ReferralSchemas.id],
        answers: [
            .init(200, "The referral.", [ReferralSchemas.answer], headers: ReferralSchemas.tag)
        ]
    ) { call in try answer(try await call.application.showReferral(call.path("referral"))) }

    static let report = Endpoint(
        "GET", "/reports/quarters/{quarter}/referrals", name: "getReferralReport",
        tag: "referrals",
        summary: "Referrals sent in a quarter by pair of countries: internal figures.",
        permission: .readFigures,
        parameters: [
            Schemas.quarterParameter,
            .init(
                "hub", in: .query, Schemas.hubCode, summary: "Only those from one hub.",
                example: "MX-TAP"),
        ],
        answers: [
            .init(
                200, "The counts.",
                [
                    .init(
                        .object([
                            .init("quarter", Schemas.quarter),
                            .init("audience", .oneOf(["internal"])),
                            .init(
                                "pairs",
                                .array(
                                    of: .object(
                                        [
                                            .init("from", Schemas.codes(Country.list)),
                                            .init("to", Schemas.codes(Country.list)),
                                        ] + counts.map { .init($0, Schemas.count) }))),
                        ]),
                        example: [
                            "quarter": "2021-Q1", "audience": "internal",
                            "pairs": [
                                .object(
                                    Dictionary(uniqueKeysWithValues: counts.map { ($0, 0) })
                                        .merging(["from": "MEX", "to": "GTM"]) { $1 })
                            ],
                        ])
                ])
        ]
    ) { call in
        let quarter: Quarter = try call.path("quarter")
        return try .json(
            ReferralCountDocument(
                quarter,
                try await call.application.referralCounts(in: quarter, from: call.query("hub"))))
    }

    private static let counts = [
        "sent", "accepted", "completed", "completed_in_time", "declined", "no_show", "withdrawn",
        "expired", "pending",
    ]

    private static func act(
        _ path: String, _ name: String, _ summary: String, body: (Schema, JSONValue)?,
        _ action: @escaping @Sendable (JSONValue) throws(APIProblem) -> ReferralAction
    ) -> Endpoint {
        Endpoint(
            "POST", "/referrals/{referral}/\(path)", name: name, tag: "referrals",
            summary: summary, permission: .handleReferrals,
            parameters: [ReferralSchemas.id, Endpoint.version],
            body: body.map { [.init($0.0, example: $0.1)] } ?? [],
            answers: [
                .init(
                    200, "The referral as it is now.", [ReferralSchemas.answer],
                    headers: ReferralSchemas.tag)
            ]
        ) { call in
            try answer(
                try await call.application.act(
                    on: call.path("referral"), action(call.body), expecting: call.version))
        }
    }

    private static func answer(_ view: ReferralView, status: Int = 200) throws -> APIAnswer {
        try .json(view, status: status, headers: ["ETag": "\"\(view.version)\""])
    }
}

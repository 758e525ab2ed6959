import Casework
import Codelists
import Matching
import OpenAPI
import Operations

/// People: found, shown, merged and unmerged.
enum PeopleEndpoints {
    static let all = [search, get, merge, unmerge]

    private static let id = APIOperation.Parameter(
        "id", in: .path, Schemas.uuid, summary: "The person's id.",
        example: "0178b1a2-7c00-7000-8000-000000000002")
    private static let name = Schema.nullable(.string(atMost: 200))
    static let reasons = Schema.array(of: .oneOf(MatchReason.codes), count: 0...20)

    private static let match = Schema.named(
        "PersonMatch",
        .object([
            .init("person_id", Schemas.uuid),
            .init("score", .number, note: "How much speaks for it, in bits."),
            .init("reasons", reasons, note: "How they agree, the weightiest first."),
            .init(
                "likely", .boolean, note: "To be offered before a new person is recorded."),
            .init("hub", Schemas.hubCode), .optional("given_names", name),
            .optional("family_names", name),
            .optional("birth_date", .nullable(.string(atMost: 10))),
            .optional("sex", .nullable(Schemas.codes(Sex.list))),
            .optional("nationality", .nullable(Schemas.codes(Country.list))),
        ]))

    private static let question = Schema.named(
        "PersonSearch",
        .object([
            .optional("name", .string(atMost: 200), note: "The whole name, in any order."),
            .optional("given_names", .string(atMost: 200)),
            .optional("family_names", .string(atMost: 200)),
            .optional(
                "born", .matching("[0-9]{4}(-[0-9]{2}-[0-9]{2})?", example: "1990-02-05"),
                note: "A day, or the year alone."),
            .optional("age", .integer(0...120)),
            .optional("within", .integer(0...20), note: "Years that the age may be wrong by; 2."),
            .optional("document", .string(atMost: 100)), .optional("phone", .string(atMost: 40)),
            .optional("limit", .integer(1...40)),
        ]))

    /// Posted, so that nobody's name is in an address or a log.
    static let search = Endpoint(
        "POST", "/people/search", name: "searchPeople", tag: "people",
        summary: "Finds people of one's hub by what is known of them; of others says if any is.",
        permission: .matchPeople,
        body: [
            .init(question, example: ["name": "Jhon Peres", "born": "1990-02-05"])
        ],
        answers: [
            .init(
                200, "Those who may be the one, the likeliest first.",
                [
                    .init(
                        .object([
                            .init("matches", .array(of: match, count: 0...40)),
                            .init(
                                "known_in_network", .boolean,
                                note: "Somebody like that is known at another hub."),
                        ]),
                        example: [
                            "matches": [
                                [
                                    "person_id": "0178b1a2-7c00-7000-8000-000000000002",
                                    "score": .number(22.4), "likely": true, "hub": "MX-TAP",
                                    "reasons": [
                                        "birth_date.same", "given_names.alike",
                                        "family_names.alike",
                                    ],
                                    "given_names": "John", "family_names": "Pérez",
                                    "birth_date": "1990-02-05", "sex": "male",
                                    "nationality": "HND",
                                ]
                            ], "known_in_network": false,
                        ])
                ])
        ]
    ) { call in
        func text(_ name: String) -> String { call.body[name]?.string ?? "" }
        var sought = SoughtPerson(
            name: text("name"), givenNames: text("given_names"),
            familyNames: text("family_names"), birth: WrittenBirth(text("born")),
            document: text("document"), phone: text("phone"))
        if let age = call.body["age"]?.integer {
            sought.birthYears = try await call.application.birthYears(
                age: age, within: call.body["within"]?.integer ?? 2)
        }
        return try .json(
            try await call.application.findPeople(
                sought, limit: call.body["limit"]?.integer ?? 20))
    }

    private static let visit = Schema.object([
        .init("event_id", Schemas.uuid), .init("date", Schemas.date),
        .init("hub", Schemas.hubCode), .init("channel", Schemas.codes(Channel.list)),
        .init("services", .array(of: Schemas.codes(Service.list), count: 1...20)),
    ])

    static let person = Schema.named(
        "Person",
        .object([
            .init("person_id", Schemas.uuid), .init("hub", Schemas.hubCode),
            .init("readable", .boolean, note: "Not once the person was erased."),
            .optional("given_names", name), .optional("family_names", name),
            .optional("document", name), .optional("phone", name),
            .optional("birth_date", .nullable(.string(atMost: 10))),
            .optional("sex", .nullable(Schemas.codes(Sex.list))),
            .optional("age_band", .nullable(Schemas.codes(AgeBand.list))),
            .optional("nationality", .nullable(Schemas.codes(Country.list))),
            .init("counted_as", Schemas.uuid), .optional("merged_into", .nullable(Schemas.uuid)),
            .init("merged", .array(of: Schemas.uuid)),
            .optional(
                "opened", .nullable(.array(of: Schemas.codes(SharedPart.list), count: 0...20)),
                note: "Of another hub's person: what consent or a referral opens."),
            .init("visits", .array(of: visit, count: 0...50)),
        ]))

    static let personExample: JSONValue = [
        "person_id": "0178b1a2-7c00-7000-8000-000000000002", "hub": "MX-TAP", "readable": true,
        "given_names": "John", "family_names": "Pérez", "document": "P-0001",
        "birth_date": "1990-02-05", "sex": "male", "age_band": "18-59", "nationality": "HND",
        "counted_as": "0178b1a2-7c00-7000-8000-000000000002", "merged": [],
        "visits": [
            [
                "event_id": "0178b1a2-7c00-7000-8000-000000000001", "date": "2021-03-31",
                "hub": "MX-TAP", "channel": "in_person", "services": ["information"],
            ]
        ],
    ]

    static let get = Endpoint(
        "GET", "/people/{id}", name: "getPerson", tag: "people",
        summary: "Who somebody is and how they were assisted; looking is audited.",
        permission: .readPeople, parameters: [id],
        answers: [
            .init(200, "The person.", [.init(person, example: personExample)])
        ]
    ) { call in try .json(try await call.application.person(call.path("id"))) }

    static let merge = Endpoint(
        "POST", "/people/{id}/merge", name: "mergePerson", tag: "people",
        summary: "Makes another person count as this one, in every open figure at once.",
        permission: .resolveDuplicates, parameters: [id],
        body: [
            .init(
                .object([.init("duplicate", Schemas.uuid), .init("reason", Schemas.reason)]),
                example: [
                    "duplicate": "0178b1a2-7c00-7000-8000-000000000003",
                    "reason": "the same mother and birth date",
                ])
        ], answers: [.init(204, "They count as one.")]
    ) { call in
        guard let duplicate = call.body["duplicate"]?.string.flatMap({ PersonID($0) }) else {
            throw APIProblem(.invalid, [.init(pointer: "/duplicate", rule: .format)])
        }
        try await call.application.merge(
            duplicate, into: call.path("id"), reason: call.body["reason"]?.string ?? "")
        return .noContent
    }

    static let unmerge = Endpoint(
        "POST", "/people/{id}/unmerge", name: "unmergePerson", tag: "people",
        summary: "Makes somebody who was merged count as themselves again.",
        permission: .resolveDuplicates, parameters: [id],
        body: [
            .init(.object([.init("reason", Schemas.reason)]), example: ["reason": "sisters"])
        ], answers: [.init(204, "They count as two.")]
    ) { call in
        try await call.application.unmerge(
            call.path("id"), reason: call.body["reason"]?.string ?? "")
        return .noContent
    }
}

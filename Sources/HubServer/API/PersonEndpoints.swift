import Casework
import Codelists
import Documents
import OpenAPI
import Operations

/// The people of one's own hub, and what was done for them.
enum PersonEndpoints {
    static let all = [list, recent, history, describe]

    private static let id = Schemas.id("id", "The person's id.")

    static let person = Schema.named(
        "HubPerson",
        .object([
            .init("id", Schemas.uuid), .optional("given_names", .string(atMost: 200)),
            .optional("family_names", .string(atMost: 200)),
            .optional("birth", .string(atMost: 10), note: "A day, or the year alone."),
            .optional("document", .string(atMost: 100)),
            .init("sex", Schemas.codes(Sex.list)),
            .init("age_band", Schemas.codes(AgeBand.list)),
            .init("nationality", Schemas.codes(Country.list)),
            .init("vulnerabilities", .array(of: Schemas.codes(Vulnerability.list))),
            .optional("functioning", .string(atMost: 300)),
            .init("languages", .array(of: Schemas.codes(SpokenLanguage.list))),
            .init("readable", .boolean, note: "False once they were erased."),
        ]))
    static let example: JSONValue = [
        "id": "0178b1a2-7c00-7000-8000-000000000002", "given_names": "Ana",
        "family_names": "Ejemplo", "birth": "1990-02-05", "document": "P-0001", "sex": "female",
        "age_band": "18-59", "nationality": "HND", "vulnerabilities": [], "languages": ["spa"],
        "readable": true,
    ]

    private struct Page: Encodable {
        let people: [HubPersonView]
        let next: String?

        enum CodingKeys: String, CodingKey { case people, next }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(people, forKey: .people)
            try container.encode(next, forKey: .next)
        }
    }

    static let list = Endpoint(
        "GET", "/hubs/{hub}/people", name: "listPeople", tag: "people",
        summary: "The people whom a hub met, the last ones first; looking is audited.",
        permission: .readPeople,
        parameters: [
            Schemas.hubParameter, Schemas.limit,
            .init(
                "after", in: .query, Schemas.uuid, summary: "The cursor of the page before.",
                example: "0178b1a2-7c00-7000-8000-000000000002"),
        ],
        answers: [
            .init(
                200, "A page of people.", [Schemas.page(of: "people", person, example: example)])
        ]
    ) { call in
        let limit: Int = try call.query("limit") ?? 100
        let people = try await call.application.people(
            at: call.path("hub"), before: call.query("after"), limit: limit)
        return try .json(
            Page(
                people: people,
                next: people.count < limit ? nil : people.last?.id.description))
    }

    static let history = Endpoint(
        "GET", "/people/{id}/events", name: "listPersonEvents", tag: "people",
        summary: "What was done for somebody at one's own hub, latest first; looking is audited.",
        permission: .readPeople, parameters: [id],
        answers: [
            .init(
                200, "The events.",
                [.init(.array(of: Schemas.event), example: [Schemas.eventExample])])
        ]
    ) { call in
        try .json(
            try await call.application.events(of: call.path("id")).map(EventDocument.init))
    }

    static let describe = Endpoint(
        "PUT", "/people/{id}/situation", name: "describePerson", tag: "people",
        summary: "Records what makes somebody need more or other help.",
        permission: .manageCases, parameters: [id],
        body: [
            .init(
                .named(
                    "Situation",
                    .object([
                        .init(
                            "vulnerabilities",
                            .array(of: Schemas.codes(Vulnerability.list), count: 0...20)),
                        .optional(
                            "functioning",
                            .object(
                                DisabilityDomain.list.entries.map {
                                    .optional($0.code, Schemas.codes(DisabilityAnswer.list))
                                }), note: "The Washington Group's short set."),
                        .init(
                            "languages",
                            .array(of: Schemas.codes(SpokenLanguage.list), count: 0...20)),
                    ])),
                example: ["vulnerabilities": ["pregnant_lactating"], "languages": ["spa"]])
        ], answers: [.init(204, "It is recorded.")]
    ) { call in
        var functioning: Functioning?
        if let answers = call.body["functioning"] {
            var given = Functioning()
            for domain in DisabilityDomain.list.entries {
                guard
                    let answer: DisabilityAnswer = try answers.code(
                        domain.code, at: "/functioning")
                else { continue }
                given[DisabilityDomain(number: domain.number)] = answer
            }
            functioning = given
        }
        try await call.application.describe(
            call.path("id"),
            PersonSituation(
                vulnerabilities: call.body.codes("vulnerabilities") ?? [],
                functioning: functioning, languages: call.body.codes("languages") ?? []))
        return .noContent
    }
}

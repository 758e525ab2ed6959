import Casework
import Codelists
import Documents
import OpenAPI
import Operations

/// Hubs and codelists: what everything else refers to.
enum ReferenceEndpoints {
    static let all = [hubs, hub, codelists, codelist]

    private static let hubSchema = Schema.named(
        "Hub",
        .object([
            .init("code", Schemas.hubCode), .init("name", .string(atMost: 200)),
            .init("country", .matching("[A-Z]{3}", example: "MEX")),
            .optional("admin1", .string(atMost: 10), note: "ISO 3166-2."),
            .optional("latitude", .number), .optional("longitude", .number),
            .init("time_zone", .string(atMost: 60)), .optional("opened", Schemas.date),
            .optional("closed", Schemas.date),
        ]))
    private static let hubExample: JSONValue = [
        "code": "MX-TAP", "name": "Tapachula", "country": "MEX", "admin1": "MX-CHP",
        "latitude": .number(14.9), "longitude": .number(-92.3),
        "time_zone": "America/Mexico_City", "opened": "2018-01-01",
    ]

    static let hubs = Endpoint(
        "GET", "/hubs", name: "listHubs", tag: "reference", summary: "All hubs, by code.",
        permission: nil,
        answers: [
            .init(
                200, "The hubs.", [.init(.array(of: hubSchema), example: [hubExample])])
        ]
    ) { call in try .json(try await call.application.hubs().map(HubDocument.init)) }

    static let hub = Endpoint(
        "GET", "/hubs/{hub}", name: "getHub", tag: "reference", summary: "One hub.",
        permission: nil, parameters: [Schemas.hubParameter],
        answers: [.init(200, "The hub.", [.init(hubSchema, example: hubExample)])]
    ) { call in
        let code: HubCode = try call.path("hub")
        guard let hub = try await call.application.hubs().first(where: { $0.code == code }) else {
            throw APIProblem(.notFound)
        }
        return try .json(HubDocument(hub))
    }

    private struct Entry: Encodable {
        let code: String
        let en: String
        let es: String
        let source: String
        let retired: Bool
    }

    static let codelists = Endpoint(
        "GET", "/codelists", name: "listCodelists", tag: "reference",
        summary: "The names of the codelists.", permission: nil,
        answers: [
            .init(
                200, "The names.",
                [.init(.array(of: .string(atMost: 60)), example: ["service", "sex"])])
        ]
    ) { _ in try .json(Codelist.names) }

    static let codelist = Endpoint(
        "GET", "/codelists/{name}", name: "getCodelist", tag: "reference",
        summary: "A codelist with its labels.", permission: nil,
        parameters: [
            .init(
                "name", in: .path, .oneOf(Codelist.names), summary: "The codelist's name.",
                example: "service")
        ],
        answers: [
            .init(
                200, "Its values.",
                [
                    .init(
                        .array(
                            of: .object([
                                .init("code", .string(atMost: 60)),
                                .init("en", .string(atMost: 200)),
                                .init("es", .string(atMost: 200)),
                                .init("source", .string(atMost: 200)), .init("retired", .boolean),
                            ])),
                        example: [
                            [
                                "code": "transport", "en": "Transport", "es": "Transporte",
                                "source": "hub logs", "retired": false,
                            ]
                        ])
                ])
        ]
    ) { call in
        let list = Codelist.named(try call.path("name"))
        return try .json(
            (list?.entries ?? []).map {
                Entry(
                    code: $0.code, en: $0.english, es: $0.spanish, source: $0.source,
                    retired: $0.isRetired)
            })
    }
}

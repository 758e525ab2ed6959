import CaseStore
import Casework
import Codelists
import Documents
import OpenAPI
import Operations

/// What organisations sent in, for those who decide on it.
enum RegistrationEndpoints {
    static let all = [list, accept, refuse]

    private static let reasons = RefusalReason.allCases.map(\.rawValue)
    private static let id = APIOperation.Parameter(
        "id", in: .path, Schemas.uuid, summary: "The registration's id.",
        example: "0178b1a2-7c00-7000-8000-000000000001")

    private struct Document: Encodable {
        let id: String
        let status: String
        let sent: String
        let isChange: Bool
        let name: String
        let country: String
        let contact: String
        let alike: [String]
        let reasons: [String]

        enum CodingKeys: String, CodingKey {
            case id, status, name, country, contact, alike, reasons
            case sent = "sent_at"
            case isChange = "change"
        }

        init(_ one: Registration) {
            id = one.id.description
            status = one.status.rawValue
            sent = one.createdAt
            isChange = one.place != nil
            name = one.document.name
            country = one.document.country.code
            contact = one.contact.description
            alike = one.alike
            reasons = one.reasons.map(\.rawValue)
        }
    }

    static let list = Endpoint(
        "GET", "/registrations", name: "listRegistrations", tag: "directory",
        summary: "What organisations sent in, the longest waiting first.",
        permission: .moderateRegistrations,
        parameters: [
            .init(
                "status", in: .query, .oneOf(RegistrationStatus.allCases.map(\.rawValue)),
                summary: "Those in this state; those that wait when left out.", example: "waiting"),
            Schemas.limit,
        ],
        answers: [
            .init(
                200, "The registrations.",
                [
                    .init(
                        .array(
                            of: .object([
                                .init("id", Schemas.uuid),
                                .init(
                                    "status",
                                    .oneOf(RegistrationStatus.allCases.map(\.rawValue))),
                                .init("sent_at", .formatted(.dateTime)),
                                .init("change", .boolean, note: "Of an entry that is public."),
                                .init("name", .string(atMost: 200)),
                                .init("country", .matching("[A-Z]{3}", example: "MEX")),
                                .init("contact", .string(atMost: 200)),
                                .init(
                                    "alike", .array(of: .string(atMost: 80)),
                                    note: "Entries that could be the same."),
                                .init("reasons", .array(of: .oneOf(reasons))),
                            ])),
                        example: [
                            [
                                "id": "0178b1a2-7c00-7000-8000-000000000001", "status": "waiting",
                                "sent_at": "2026-11-26T12:00:00Z", "change": false,
                                "name": "Casa del Migrante", "country": "GTM",
                                "contact": "casa@example.org", "alike": [], "reasons": [],
                            ]
                        ])
                ])
        ]
    ) { call in
        let status: String? = try call.query("status")
        let found = try await call.application.registrations(
            status.flatMap(RegistrationStatus.init) ?? .waiting,
            limit: try call.query("limit") ?? 100)
        return try .json(found.map(Document.init))
    }

    static let accept = Endpoint(
        "POST", "/registrations/{id}/accept", name: "acceptRegistration", tag: "directory",
        summary: "Makes it public, as a new entry or as the entry's new content.",
        permission: .moderateRegistrations,
        parameters: [
            id,
            .init(
                "slug", in: .query, .matching("[a-z0-9-]{1,80}", example: "casa-del-migrante"),
                summary: "Its short name; made of its name where it is left out.",
                example: "casa-del-migrante"),
        ],
        answers: [
            .init(
                200, "It is public.",
                [
                    .init(
                        .object([.init("slug", .string(atMost: 80))]),
                        example: ["slug": "casa-del-migrante"])
                ])
        ]
    ) { call in
        let slug: String? = try call.query("slug")
        if let slug, Slug(slug) == nil {
            throw APIProblem(.invalid, [.init(pointer: "/slug", rule: .format)])
        }
        let made = try await call.application.accept(
            call.path("id"), as: slug.flatMap { Slug($0) }, site: call.site)
        return try .json(["slug": made.description])
    }

    static let refuse = Endpoint(
        "POST", "/registrations/{id}/refuse", name: "refuseRegistration", tag: "directory",
        summary: "Says no and why; whoever sent it is told by mail.",
        permission: .moderateRegistrations, parameters: [id],
        body: [
            .init(
                .object([
                    .init("reasons", .array(of: .oneOf(reasons), count: 1...8)),
                    .optional("note", .string(atMost: 1_000)),
                ]),
                example: ["reasons": ["duplicate"], "note": "It is there as casa-migrante."])
        ],
        answers: [.init(204, "It was refused.")]
    ) { call in
        let names = call.body["reasons"]?.array?.compactMap(\.string) ?? []
        try await call.application.refuse(
            call.path("id"), for: names.compactMap(RefusalReason.init),
            note: call.body["note"]?.string, site: call.site)
        return .noContent
    }
}

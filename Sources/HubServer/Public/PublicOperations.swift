import Documents
import OpenAPI
import Texts

/// What of the public's routes is for other programs, described like the API.
enum PublicOperations {
    static let all = [hsdsList, hsdsRecord]

    private static let kind = APIOperation.Parameter(
        "kind", in: .path, .oneOf(HSDS.Kind.allCases.map(\.rawValue)),
        summary: "What the records are.", example: "services")
    private static let language = APIOperation.Parameter(
        "lang", in: .query, .oneOf(Language.ofPublic.map(\.rawValue)),
        summary: "In which language what has a code is called; else as Accept-Language has it.",
        example: "es")

    private static let service: JSONValue = [
        "id": "0178b1a2-7c00-4a60-9b63-6f1d9a3c2e11", "name": "Shelter referral",
        "organization_id": "0178b1a2-0d2e-4b71-8f0a-5b9f5d0c7a42", "status": "active",
        "languages": [], "schedules": [], "attributes": [],
        "last_modified": "2021-04-16T00:00:00Z",
    ]
    private static let belongings: JSONValue = [
        "organization": [
            "id": "0178b1a2-0d2e-4b71-8f0a-5b9f5d0c7a42", "name": "Casa del Migrante",
            "description": "Casa del Migrante", "organization_identifiers": [], "attributes": [],
        ],
        "service_at_locations": [],
    ]

    private static let hsdsList = operation(
        "/api/public/hsds/{kind}", name: "listHSDS",
        summary: "The directory as Open Referral's HSDS 3.2 has it, a hundred places a page.",
        parameters: [
            kind,
            .init(
                "page", in: .query, .integer(1...10_000), summary: "Which page, from 1.",
                example: 1), language,
        ],
        answer: .init(
            200, "One page.",
            [
                .init(
                    .object(
                        ["total_items", "total_pages", "page_number", "size"]
                            .map { .init($0, Schemas.count) }
                            + ["first_page", "last_page", "empty"].map { .init($0, .boolean) }
                            + [
                                .init(
                                    "contents", .array(of: .anything, count: 0...100_000),
                                    note: "Records as HSDS 3.2 defines them.")
                            ]),
                    example: [
                        "total_items": 1, "total_pages": 1, "page_number": 1, "size": 1,
                        "first_page": true, "last_page": true, "empty": false,
                        "contents": [service],
                    ])
            ]))

    private static let hsdsRecord = operation(
        "/api/public/hsds/{kind}/{id}", name: "readHSDS",
        summary: "One record by the id that its list gives, with what belongs to it inside.",
        parameters: [kind, Schemas.id("id", "The record's id."), language],
        answer: .init(
            200, "The record as HSDS 3.2 defines it.",
            [.init(.anything, example: service.merging(belongings))]))

    private static func operation(
        _ path: String, name: String, summary: String, parameters: [APIOperation.Parameter],
        answer: APIOperation.Answer
    ) -> APIOperation {
        let problems: [APIProblem.Code] = [.malformed, .notFound, .invalid, .failed, .unavailable]
        return APIOperation(
            "GET", path, name: name, tag: "directory", summary: summary, parameters: parameters,
            answers: [answer]
                + problems.map { .init($0.status, $0.rawValue, [APIProblem.content]) },
            isOpen: true)
    }
}

extension JSONValue {
    fileprivate func merging(_ other: Self) -> Self {
        guard case .object(let own) = self, case .object(let more) = other else { return self }
        return .object(own.merging(more) { $1 })
    }
}

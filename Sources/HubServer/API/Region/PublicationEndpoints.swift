import CaseStore
import Casework
import Exports
import OpenAPI
import Operations

/// Publications, and how each is cited.
enum PublicationEndpoints {
    static let all = RegisterEndpoints<Publication>.all + [citation]

    static let citation = Endpoint(
        "GET", "/publications/{slug}/citation", name: "citePublication", tag: "region",
        summary: "A publication for reference managers.", permission: nil,
        parameters: [
            .init(
                "slug", in: .path, RegionSchemas.slug, summary: "The publication's short name.",
                example: "guyana-needs"),
            .init(
                "format", in: .query, .oneOf(["bibtex", "ris"]),
                summary: "BibTeX when left out.", example: "ris"),
            .init(
                "language", in: .query, .string(atLeast: 1, atMost: 20),
                summary: "Which of its languages; the original when left out.", example: "en"),
        ],
        answers: [
            .init(
                200, "The citation.",
                [
                    .init(
                        mediaType: "application/x-bibtex", schema: .string(atMost: 100_000),
                        example: "@techreport{guyana-needs,\n}\n"),
                    .init(
                        mediaType: "application/x-research-info-systems",
                        schema: .string(atMost: 100_000), example: "TY  - RPRT\r\nER  - \r\n"),
                ])
        ]
    ) { call in
        let stored: Stored<Publication> = try await call.application.record(call.path("slug"))
        guard let citation = Citation(stored.record, language: call.query["language"] ?? "") else {
            throw APIProblem(.notFound)
        }
        let isRIS = call.query["format"] == "ris"
        return APIAnswer(
            status: 200,
            body: .bytes(
                Array((isRIS ? citation.ris : citation.bibTeX).utf8),
                mediaType: isRIS
                    ? "application/x-research-info-systems" : "application/x-bibtex"))
    }
}

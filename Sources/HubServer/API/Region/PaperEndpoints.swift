import Casework
import Documents
import OpenAPI
import Operations

/// The documents for paper, in the language that is asked for.
enum PaperEndpoints {
    static let all = [
        paper(
            "/activities/{slug}/sessions/{session}/sheet", "getSignInSheet",
            "The sheet on which the participants of a session sign.", nil,
            [
                slug,
                .init(
                    "session", in: .path, .integer(1...1_000), summary: "Which session, from 1.",
                    example: 1),
            ]
        ) { papers, call in
            try await papers.signInSheet(of: call.path("slug"), session: call.path("session"))
        },
        paper(
            "/activities/{slug}/certificates", "getCertificates",
            "A certificate for each person whom the lists of an activity name.",
            .manageActivities, [slug]
        ) { papers, call in try await papers.certificates(of: call.path("slug")) },
        paper(
            "/meetings/{slug}/minutes", "getMinutes",
            "The minutes of a meeting, with what was agreed there.", nil, [slug]
        ) { papers, call in try await papers.minutes(of: call.path("slug")) },
        paper(
            "/bulletin/issues/{slug}/print", "printBulletinIssue",
            "An issue of the bulletin, its figures with their sources.", nil, [slug]
        ) { papers, call in try await papers.bulletin(call.path("slug")) },
        paper(
            "/referrals/{id}/slip", "getReferralSlip",
            "The page that somebody takes along; it bears no name.", .handleReferrals,
            [
                .init(
                    "id", in: .path, Schemas.uuid, summary: "The referral's id.",
                    example: "0178b1a2-7c00-7000-8000-000000000005")
            ]
        ) { papers, call in try await papers.slip(of: call.path("id")) },
    ]

    private static let slug = APIOperation.Parameter(
        "slug", in: .path, RegionSchemas.slug, summary: "The record's short name.",
        example: "darien-installation")

    private static func paper(
        _ path: String, _ name: String, _ summary: String, _ permission: Permission?,
        _ parameters: [APIOperation.Parameter],
        _ make: @escaping @Sendable (Papers, APICall) async throws -> [UInt8]
    ) -> Endpoint {
        Endpoint(
            "GET", path, name: name, tag: "papers", summary: summary, permission: permission,
            parameters: parameters,
            answers: [
                .init(
                    200, "The document.",
                    [
                        .init(
                            mediaType: "application/pdf", schema: .string(atMost: 100_000_000),
                            example: "%PDF-1.7")
                    ])
            ]
        ) { call in
            APIAnswer(
                status: 200,
                body: .bytes(
                    try await make(
                        Papers(call.application, texts: call.texts, site: call.site.nonEmpty),
                        call),
                    mediaType: "application/pdf"))
        }
    }
}

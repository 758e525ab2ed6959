import CaseStore
import Casework
import Documents
import Exports
import OpenAPI
import Operations
import Texts

/// Items and issues of the bulletin, and an item's way from draft to published.
enum BulletinEndpoints {
    static let all =
        RegisterEndpoints<BulletinItem>.all + RegisterEndpoints<BulletinIssue>.all
        + [
            step("submit", "submitBulletinItem", "Hands a draft over to whoever publishes.") {
                try await $0.submit($1)
            },
            step("return", "returnBulletinItem", "Gives an item back to its author.") {
                try await $0.sendBack($1)
            },
            step(
                "publish", "publishBulletinItem",
                "Publishes what was reviewed; refused while a figure in it is not public.",
                .publishBulletin
            ) { try await $0.publish($1) },
            correct, preview, figures,
        ]

    private static let slug = APIOperation.Parameter(
        "slug", in: .path, RegionSchemas.slug, summary: "The item's short name.",
        example: "hubs-2021-q1")
    private static let item = APIOperation.Content(
        BulletinItem.document, example: BulletinItem.documentExample)

    private static func step(
        _ verb: String, _ name: String, _ summary: String, _ permission: Permission = .editBulletin,
        _ move: @escaping @Sendable (Application, Slug) async throws -> Void
    ) -> Endpoint {
        Endpoint(
            "POST", "/bulletin/items/{slug}/\(verb)", name: name, tag: "region", summary: summary,
            permission: permission, parameters: [slug],
            answers: [.init(200, "The item.", [item], headers: RegionSchemas.version)]
        ) { call in
            let slug: Slug = try call.path("slug")
            try await move(call.application, slug)
            return try await RegisterEndpoints<BulletinItem>.current(slug, in: call)
        }
    }

    static let correct = Endpoint(
        "POST", "/bulletin/items/{slug}/corrections", name: "correctBulletinItem", tag: "region",
        summary: "Corrects a published item; the note stands beside it for ever.",
        permission: .publishBulletin, parameters: [slug],
        body: [
            .init(
                .object([
                    .init("note", .string(atLeast: 1, atMost: 1_000)),
                    .init("language", .string(atLeast: 1, atMost: 20)),
                    .optional("title", .string(atLeast: 1, atMost: 300)),
                    .optional("body", .string(atMost: 50_000)),
                ]),
                example: [
                    "note": "The title named six.", "language": "en",
                    "title": "Hubs in seven countries",
                ])
        ],
        answers: [.init(200, "The item.", [item], headers: RegionSchemas.version)]
    ) { call in
        let slug: Slug = try call.path("slug")
        let body = call.body
        try await call.application.correct(slug, note: body["note"]?.string ?? "") { item in
            let place = item.texts.firstIndex { $0.language == body["language"]?.string }
            guard let place else { throw OperationError.invalid(field: "language") }
            item.texts[place].title = body["title"]?.string ?? item.texts[place].title
            item.texts[place].body = body["body"]?.string ?? item.texts[place].body
        }
        return try await RegisterEndpoints<BulletinItem>.current(slug, in: call)
    }

    private static let figure = Schema.named(
        "BoundFigure",
        .object([
            .init("item", RegionSchemas.slug), .init("figure", .string(atMost: 200)),
            .optional("value", Schemas.count),
            .init("state", .oneOf(["current", "outdated", "hidden", "not_published"])),
            .optional("latest_edition", .integer(1...100_000)),
        ]))
    private static let figureExample: JSONValue = [
        "item": "hubs-2021-q1", "figure": "people quarter=2021-Q1 edition=1", "value": 12_100,
        "state": "current", "latest_edition": 1,
    ]

    private struct Preview: Encodable {
        let title: String
        let html: String
        let text: String
        let figures: [BoundFigureDocument]
    }

    static let preview = Endpoint(
        "GET", "/bulletin/items/{slug}/preview", name: "previewBulletinItem", tag: "region",
        summary: "An item as its readers will get it, its figures filled in.", permission: nil,
        parameters: [slug],
        answers: [
            .init(
                200, "Safe HTML, and the same for a message without markup.",
                [
                    .init(
                        .object([
                            .init("title", .string(atMost: 300)),
                            .init("html", .string(atMost: 1_000_000)),
                            .init("text", .string(atMost: 1_000_000)),
                            .init("figures", .array(of: figure)),
                        ]),
                        example: [
                            "title": "Hubs assist migrants", "html": "<p>12,100</p>\n",
                            "text": "12,100\n", "figures": [figureExample],
                        ])
                ])
        ]
    ) { call in
        let slug: Slug = try call.path("slug")
        let entry = try await call.application.bulletin(onlyPublished: false)
            .first { $0.stored.record.slug == slug }
        guard let entry, let text = entry.stored.record.text(in: call.texts.language.rawValue)
        else { throw APIProblem(.notFound) }
        let body = BulletinBody(text.body, values: entry.figures, texts: call.texts)
        return try .json(
            Preview(
                title: text.title, html: body.html, text: body.plainText,
                figures: entry.figures.map { BoundFigureDocument(slug, $0) }))
    }

    static let figures = Endpoint(
        "GET", "/bulletin/figures", name: "listBulletinFigures", tag: "region",
        summary: "The figures in all items, and which of them have a newer edition.",
        permission: nil,
        answers: [
            .init(
                200, "The figures.",
                [.init(.array(of: figure, count: 0...100_000), example: [figureExample])])
        ]
    ) { call in
        try .json(
            try await call.application.bulletin(onlyPublished: false).flatMap { entry in
                entry.figures.map { BoundFigureDocument(entry.stored.record.slug, $0) }
            })
    }
}

import Casework
import Documents
import OpenAPI
import Operations
import Reporting

/// Quarters: what stands in the way of closing one, and its editions.
enum QuarterEndpoints {
    static let all = [status, close, editions, diff, verify]

    private static let names = Schema.array(of: .string(atLeast: 1, atMost: 300), count: 0...10_000)
    private static let edition = Schema.named(
        "Edition",
        .object([
            .init("edition", .integer(1...100_000)), .init("closed_at", .formatted(.dateTime)),
            .init("actor", .string(atMost: 200)), .init("reason", Schemas.reason),
            .init("accepted", names), .init("digest", .matching("[0-9a-f]{64}", example: "00")),
            .optional(
                "threshold", .integer(5...1_000_000),
                note: "The fewest people that a public cell shows; missing when none is public."),
        ]))
    private static let example: JSONValue = [
        "edition": 1, "closed_at": "2021-04-20T15:04:05Z", "actor": "ana",
        "reason": "Regional review", "accepted": ["late"],
        "digest": .string(String(repeating: "0", count: 64)), "threshold": 5,
    ]
    private static let number = APIOperation.Parameter(
        "edition", in: .query, .integer(1...100_000),
        summary: "The edition; the latest when left out.", example: 1)

    private struct Status: Encodable {
        let quarter: Quarter
        let state: String
        let editions: Int
        let adjustments: Bool
        let items: [String]
    }

    static let status = Endpoint(
        "GET", "/quarters/{quarter}", name: "getQuarter", tag: "quarters",
        summary: "Where a quarter stands, and what stands in the way of closing it.",
        permission: .reviewQuarter, parameters: [Schemas.quarterParameter],
        answers: [
            .init(
                200, "The quarter.",
                [
                    .init(
                        .object([
                            .init("quarter", Schemas.quarter),
                            .init("state", .oneOf(["open", "closed"])),
                            .init("editions", Schemas.count),
                            .init(
                                "adjustments", .boolean,
                                note: "Whether figures have moved since the latest edition."),
                            .init("items", names, note: "What a close has to accept, by name."),
                        ]),
                        example: [
                            "quarter": "2021-Q1", "state": "open", "editions": 0,
                            "adjustments": false, "items": ["late"],
                        ])
                ])
        ]
    ) { call in
        let status = try await call.application.status(of: call.path("quarter"))
        return try .json(
            Status(
                quarter: status.quarter, state: status.isClosed ? "closed" : "open",
                editions: status.editions.count, adjustments: status.hasAdjustments,
                items: status.review.items.map(\.name)))
    }

    static let close = Endpoint(
        "POST", "/quarters/{quarter}/editions", name: "closeQuarter", tag: "quarters",
        summary: "Freezes the quarter as it stands: its first edition, or the next.",
        permission: .closeQuarter, parameters: [Schemas.quarterParameter],
        body: [
            .init(
                .object([
                    .init("reason", Schemas.reason), .init("accept", names),
                    .optional("threshold", .integer(5...1_000_000)),
                ]), example: ["reason": "Regional review", "accept": ["late"]])
        ], answers: [.init(201, "The edition.", [.init(edition, example: example)])]
    ) { call in
        let accepted = (call.body["accept"]?.array ?? []).compactMap(\.string)
        let edition = try await call.application.close(
            call.path("quarter"), accepting: Set(accepted),
            reason: call.body["reason"]?.string ?? "",
            threshold: call.body["threshold"]?.integer ?? Release.defaultThreshold)
        return try .json(EditionDocument(edition), status: 201)
    }

    static let editions = Endpoint(
        "GET", "/quarters/{quarter}/editions", name: "listEditions", tag: "quarters",
        summary: "A quarter's editions, oldest first.", permission: .reviewQuarter,
        parameters: [Schemas.quarterParameter],
        answers: [
            .init(200, "The editions.", [.init(.array(of: edition), example: [example])])
        ]
    ) { call in
        try .json(
            try await call.application.editions(of: call.path("quarter")).map(EditionDocument.init))
    }

    private static let numbers = Schema.object(
        ["events", "identified", "anonymous", "people"].map {
            .init($0, .integer(-1 << 40...1 << 40))
        })

    private static let movements = Schema.array(
        of: .object([
            .init("dimension", .string(atMost: 60)), .init("code", .string(atMost: 60)),
            .init("before", numbers), .init("after", numbers),
            .init(
                "parts",
                .object(EditionDiff.Kind.allCases.map { .optional($0.rawValue, numbers) })),
        ]), count: 0...100_000)

    static let diff = Endpoint(
        "GET", "/quarters/{quarter}/diff", name: "diffEditions", tag: "quarters",
        summary: "What moved each figure between two editions, or since one.",
        permission: .reviewQuarter,
        parameters: [
            Schemas.quarterParameter,
            .init(
                "from", in: .query, .integer(1...100_000), isRequired: true,
                summary: "The earlier edition.", example: 1),
            .init(
                "to", in: .query, .integer(1...100_000),
                summary: "The later one; the quarter as it stands when left out.", example: 2),
        ],
        answers: [
            .init(200, "The figures that moved.", [.init(movements, example: [])])
        ]
    ) { call in
        let (diff, hubs) = try await call.application.diff(
            of: call.path("quarter"), from: call.query("from") ?? 1, to: call.query("to"))
        return try .json(diff.movements.map { MovementDocument($0, hubs: hubs) })
    }

    private struct Verification: Encodable {
        let quarter: Quarter
        let edition: Int
        let status: String
        let differences: [String]
    }

    static let verify = Endpoint(
        "GET", "/quarters/{quarter}/verification", name: "verifyEdition", tag: "quarters",
        summary: "Counts an edition again from the events as they stood.",
        permission: .reviewQuarter, parameters: [Schemas.quarterParameter, number],
        answers: [
            .init(
                200, "Whether it is what was frozen.",
                [
                    .init(
                        .object([
                            .init("quarter", Schemas.quarter),
                            .init("edition", .integer(1...100_000)),
                            .init("status", .oneOf(["verified", "mismatch"])),
                            .init("differences", names),
                        ]),
                        example: [
                            "quarter": "2021-Q1", "edition": 1, "status": "verified",
                            "differences": [],
                        ])
                ])
        ]
    ) { call in
        let found = try await call.application.verify(
            call.path("quarter"), edition: call.query("edition"))
        return try .json(
            Verification(
                quarter: found.quarter, edition: found.edition,
                status: found.isVerified ? "verified" : "mismatch",
                differences: found.differences.map { "\($0)" }))
    }
}

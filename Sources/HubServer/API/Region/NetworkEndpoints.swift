import CaseStore
import Casework
import Documents
import Exports
import OpenAPI
import Operations

/// Networks and committees, their meetings, and what they agreed: its follow-up and its calendar.
enum NetworkEndpoints {
    static let all =
        RegisterEndpoints<Network>.all + RegisterEndpoints<Meeting>.all
        + RegisterEndpoints<AgreedAction>.all + [due, calendar, status, history]

    private static let slug = APIOperation.Parameter(
        "slug", in: .path, RegionSchemas.slug, summary: "The action's short name.",
        example: "darien-needs")
    private static let network = APIOperation.Parameter(
        "network", in: .query, RegionSchemas.slug, summary: "Of one network only.",
        example: "darien-committee")

    static let due = Endpoint(
        "GET", "/follow-up", name: "listDueActions", tag: "region",
        summary: "Open actions with a due date up to a day, the earliest first.", permission: nil,
        parameters: [
            .init(
                "as_of", in: .query, Schemas.date, summary: "The day; today when left out.",
                example: "2021-04-30"), network,
        ],
        answers: [
            .init(
                200, "The actions.",
                [
                    .init(
                        .array(
                            of: .object([
                                .init("slug", RegionSchemas.slug),
                                .init("network", RegionSchemas.slug),
                                .init("title", .string(atMost: 500)),
                                .init("owner", .string(atMost: 200)), .init("due", Schemas.date),
                                .init("overdue", .boolean),
                            ]), count: 0...100_000),
                        example: [
                            [
                                "slug": "darien-needs", "network": "darien-committee",
                                "title": "Assess needs", "owner": "Secretariat",
                                "due": "2021-04-30", "overdue": false,
                            ]
                        ])
                ])
        ]
    ) { call in
        let day = try call.query("as_of") ?? CalendarDate.today
        return try .json(
            try await call.application.actionsDue(through: day, network: call.query("network"))
                .map { DueActionDocument($0, on: day) })
    }

    static let calendar = Endpoint(
        "GET", "/follow-up/calendar", name: "getActionCalendar", tag: "region",
        summary: "The due dates of open actions, as iCalendar.", permission: nil,
        parameters: [network],
        answers: [
            .init(
                200, "The calendar.",
                [
                    .init(
                        mediaType: "text/calendar", schema: .string(atMost: 100_000_000),
                        example: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
                ])
        ]
    ) { call in
        let calendar = ActionCalendar(
            try await call.application.calendarActions(), of: try call.query("network"),
            texts: call.texts)
        return APIAnswer(
            status: 200, body: .bytes(Array(calendar.text.utf8), mediaType: "text/calendar"))
    }

    static let status = Endpoint(
        "POST", "/actions/{slug}/status", name: "setActionStatus", tag: "region",
        summary: "Says that an action is done, dropped or open again.",
        permission: .manageNetworks, parameters: [slug],
        body: [
            .init(
                .object([
                    .init("status", .oneOf(AgreedAction.Status.allCases.map(\.rawValue))),
                    .optional("note", .string(atMost: 4_000)),
                ]), example: ["status": "done", "note": "Report delivered"])
        ],
        answers: [
            .init(
                200, "The action as it is now.",
                [.init(AgreedAction.document, example: AgreedAction.documentExample)],
                headers: RegionSchemas.version)
        ]
    ) { call in
        let slug: Slug = try call.path("slug")
        let status = call.body["status"]?.string.flatMap(AgreedAction.Status.init)
        try await call.application.setStatus(
            status ?? .open, ofAction: slug, note: call.body["note"]?.string)
        return try await RegisterEndpoints<AgreedAction>.current(slug, in: call)
    }

    static let history = Endpoint(
        "GET", "/actions/{slug}/history", name: "getActionHistory", tag: "region",
        summary: "How an action came to be as it is, oldest first.", permission: nil,
        parameters: [slug],
        answers: [
            .init(
                200, "The steps.",
                [
                    .init(
                        .array(
                            of: .object([
                                .init("at", .formatted(.dateTime)),
                                .init("actor", .string(atMost: 200)),
                                .init(
                                    "status",
                                    .oneOf(AgreedAction.Status.allCases.map(\.rawValue))),
                                .optional("due", Schemas.date),
                                .optional("note", .string(atMost: 4_000)),
                            ]), count: 0...100_000),
                        example: [
                            ["at": "2021-03-23T10:00:00Z", "actor": "ana", "status": "open"]
                        ])
                ])
        ]
    ) { call in
        let slug: Slug = try call.path("slug")
        let _: Stored<AgreedAction> = try await call.application.record(slug)
        return try .json(try await call.application.history(ofAction: slug))
    }
}

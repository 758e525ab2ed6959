import CaseStore
import Casework
import Documents
import OpenAPI
import Operations

/// What a hub looks at in the morning, and what changed since a device last asked.
enum DayEndpoints {
    static let all = [today, changes]

    private struct Day: Encodable {
        let day: CalendarDate
        let events: Int
        let people: Int
    }

    private struct Document: Encodable {
        let hub: HubCode
        let today: CalendarDate
        let due: [CaseView]
        let waiting: [ReferralView]
        let overdue: [ReferralView]
        let week: [Day]

        init(_ day: HubDay) {
            hub = day.hub
            today = day.today
            due = day.due
            waiting = day.waiting
            overdue = day.overdue
            week = day.week.map { Day(day: $0.day, events: $0.events, people: $0.people) }
        }
    }

    static let today = Endpoint(
        "GET", "/hubs/{hub}/today", name: "getToday", tag: "today",
        summary: "What is due, who waits, and the week; looking is audited.",
        permission: .manageCases, parameters: [Schemas.hubParameter],
        answers: [
            .init(
                200, "The day.",
                [
                    .init(
                        .named(
                            "HubDay",
                            .object([
                                .init("hub", Schemas.hubCode), .init("today", Schemas.date),
                                .init("due", .array(of: CaseSchemas.view)),
                                .init("waiting", .array(of: ReferralSchemas.view)),
                                .init("overdue", .array(of: ReferralSchemas.view)),
                                .init(
                                    "week",
                                    .array(
                                        of: .object([
                                            .init("day", Schemas.date),
                                            .init("events", Schemas.count),
                                            .init("people", Schemas.count),
                                        ]))),
                            ])),
                        example: [
                            "hub": "MX-TAP", "today": "2021-03-31", "due": [CaseSchemas.example],
                            "waiting": [ReferralSchemas.example], "overdue": [],
                            "week": [["day": "2021-03-30", "events": 12, "people": 17]],
                        ])
                ])
        ]
    ) { call in try .json(Document(try await call.application.day(at: call.path("hub")))) }

    private static let change = Schema.named(
        "Change",
        .object([
            .init("kind", .oneOf(["event", "person", "case", "consent", "referral"])),
            .init("id", Schemas.uuid),
            .init("gone", .boolean, note: "Not to be seen any more: whoever keeps it lets go."),
            .optional("event", Schemas.event), .optional("person", PersonEndpoints.person),
            .optional("case", CaseSchemas.view), .optional("consent", ConsentEndpoints.entry),
            .optional("person_id", Schemas.uuid, note: "Whose consent it is."),
            .optional("referral", ReferralSchemas.view),
        ]))

    static let changes = Endpoint(
        "GET", "/changes", name: "listChanges", tag: "today",
        summary: "What changed at a hub after a cursor, each record once, as it stands now.",
        permission: .readEvents,
        parameters: [
            .init(
                "after", in: .query,
                .matching("now|[0-9]{1,19}_[0-9a-f-]{36}", example: "now"),
                summary: "The last page's cursor, or `now`; everything when left out.",
                example: "4711_0178b1a2-7c00-7000-8000-000000000001"),
            .init(
                "hub", in: .query, Schemas.hubCode, summary: "One's own, when left out.",
                example: "MX-TAP"), Schemas.limit,
        ],
        answers: [
            .init(
                200, "A page of changes.",
                [
                    .init(
                        .object([
                            .init("changes", .array(of: change)),
                            .init("next", .string(atMost: 100)),
                            .init("more", .boolean, note: "Whether there is more at once."),
                        ]),
                        example: [
                            "changes": [
                                [
                                    "kind": "event", "gone": false,
                                    "id": "0178b1a2-7c00-7000-8000-000000000001",
                                    "event": Schemas.eventExample,
                                ],
                                [
                                    "kind": "case", "gone": true,
                                    "id": "0178b1a2-7c00-7000-8000-000000000011",
                                ],
                            ], "next": "4711_0178b1a2-7c00-7000-8000-000000000011", "more": false,
                        ])
                ])
        ]
    ) { call in
        guard let hub: HubCode = try call.query("hub") ?? call.application.actor.hub else {
            throw APIProblem(.invalid, [.init(pointer: "hub", rule: .missing)])
        }
        if call.query["after"] == "now" {
            let latest = try await call.application.latestChange()
            return try .json(
                ChangesDocument(ChangePage(changes: [], next: latest, hasMore: false)))
        }
        return try .json(
            ChangesDocument(
                try await call.application.changes(
                    at: hub, after: call.query("after") ?? .start,
                    limit: call.query("limit") ?? 100)))
    }
}

import Casework
import Codelists
import OpenAPI
import Operations

/// A hub's working day, as devices keep it for when there is no network.
enum DayEndpoints {
    static let all = [today]

    private struct Item: Encodable {
        let kind: String
        let id: String
        let reference: String
        let text: String
        let due: CalendarDate?
        let overdue: Bool
    }

    private struct Day: Encodable {
        let hub: HubCode
        let date: CalendarDate
        let today: [Item]
    }

    static let today = Endpoint(
        "GET", "/today", name: "getToday", tag: "cases",
        summary: "What is due at one's own hub, and who waits; looking is audited.",
        permission: .manageCases,
        answers: [
            .init(
                200, "The day.",
                [
                    .init(
                        .named(
                            "Day",
                            .object([
                                .init("hub", Schemas.hubCode), .init("date", Schemas.date),
                                .init("today", .array(of: item)),
                            ])),
                        example: [
                            "hub": "MX-TAP", "date": "2021-03-31",
                            "today": [
                                [
                                    "kind": "case", "id": "0178b1a2-7c00-7000-8000-000000000011",
                                    "reference": "MX-TAP-2021-000123",
                                    "text": "Call the shelter", "due": "2021-03-31",
                                    "overdue": false,
                                ]
                            ],
                        ])
                ])
        ]
    ) { call in
        let application = call.application
        guard let hub = application.actor.hub else { throw APIProblem(.notPermitted) }
        let day = try await application.day(at: hub)
        let language = call.texts.language
        let cases = day.due.map {
            Item(
                kind: "case", id: $0.content.id.description, reference: $0.content.reference,
                text: $0.content.nextStep?.text ?? "", due: $0.content.nextStep?.dueOn,
                overdue: $0.isOverdue)
        }
        let referrals = (day.waiting + day.overdue).map { referral in
            Item(
                kind: "referral", id: referral.id.description,
                reference: "\(referral.from) → \(referral.receiver)",
                text: (referral.needs ?? []).map { $0.label(language) }.joined(separator: ", "),
                due: referral.dueOn, overdue: referral.isOverdue)
        }
        return try .json(Day(hub: hub, date: day.today, today: cases + referrals))
    }

    private static let item = Schema.object([
        .init("kind", .oneOf(["case", "referral"])), .init("id", Schemas.uuid),
        .init("reference", .string(atMost: 200)), .init("text", .string(atMost: 2_000)),
        .optional("due", Schemas.date), .init("overdue", .boolean),
    ])
}

import Casework
import Codelists
import OpenAPI

/// Referrals as they are sent and answered.
enum ReferralSchemas {
    static let id = Schemas.id("referral", "The referral's id.")
    static let receiver = Schema.anyOf([Schemas.hubCode, Schemas.uuid])
    private static let needs = Schema.array(of: Schemas.codes(Service.list), count: 1...20)

    static let new = Schema.named(
        "NewReferral",
        .object([
            .init("id", Schemas.uuid, note: "Made by the client: a UUID of version 7."),
            .init("case_id", Schemas.uuid),
            .init("person_id", Schemas.uuid, note: "One of the case's people."),
            .init("to", receiver, note: "A hub's code or an organisation's id."),
            .init("needs", needs),
            .optional("priority", Schemas.codes(ReferralPriority.list)),
            .optional(
                "summary", .string(atLeast: 1, atMost: Case.longestText),
                note: "Shared only where consent covers it."),
        ]))
    static let newExample: JSONValue = [
        "id": "0178b1a2-7c00-7000-8000-000000000031",
        "case_id": "0178b1a2-7c00-7000-8000-000000000011",
        "person_id": "0178b1a2-7c00-7000-8000-000000000002", "to": "GT-TEC",
        "needs": ["shelter_referral"], "priority": "urgent", "summary": "She travels tomorrow.",
    ]

    private static let shared = Schema.object([
        .optional("given_names", .string(atMost: 200)),
        .optional("family_names", .string(atMost: 200)), .optional("birth", .string(atMost: 10)),
        .optional("document", .string(atMost: 100)), .optional("sex", .string(atMost: 60)),
        .optional("age_band", .string(atMost: 60)),
        .optional("nationality", .string(atMost: 60)),
        .optional("needs", .array(of: .string(atMost: 60))),
        .optional("vulnerabilities", .array(of: .string(atMost: 60))),
        .optional("functioning", .string(atMost: 300)),
        .optional("languages", .array(of: .string(atMost: 60))),
        .optional("summary", .string(atMost: Case.longestText)),
    ])

    static let view = Schema.named(
        "Referral",
        .object([
            .init("id", Schemas.uuid),
            .optional("case", .string(atMost: 100), note: "At the sending end only."),
            .optional("person_id", Schemas.uuid), .init("from", Schemas.hubCode),
            .init("to", receiver), .init("receiver", .string(atMost: 300)),
            .optional("needs", .array(of: .string(atMost: 60))),
            .init("priority", Schemas.codes(ReferralPriority.list)),
            .init("status", Schemas.codes(ReferralStatus.list)),
            .optional("outcome", Schemas.codes(ReferralOutcome.list)),
            .optional("decline_reason", Schemas.codes(DeclineReason.list)),
            .init("sent_on", Schemas.date), .init("sent_at", Schemas.moment),
            .init("due_at", Schemas.moment),
            .init("due_on", Schemas.date, note: "By the receiver's calendar."),
            .init("overdue", .boolean), .init("covers", .array(of: .string(atMost: 60))),
            .optional("shared", shared, note: "Only where one referral was asked for."),
            .init("version", .integer(1...1_000_000)),
        ]))
    static let example: JSONValue = [
        "id": "0178b1a2-7c00-7000-8000-000000000031", "case": "MX-TAP-2021-000123",
        "person_id": "0178b1a2-7c00-7000-8000-000000000002", "from": "MX-TAP", "to": "GT-TEC",
        "receiver": "Tecún Umán", "needs": ["shelter_referral"], "priority": "urgent",
        "status": "sent", "sent_on": "2021-03-31", "sent_at": "2021-03-31T18:00:00Z",
        "due_at": "2021-04-03T18:00:00Z", "due_on": "2021-04-03", "overdue": false,
        "covers": ["name", "needs"], "version": 1,
    ]
    static let answer = APIOperation.Content(view, example: example)
    static let tag = ["ETag": "The referral's version."]
}

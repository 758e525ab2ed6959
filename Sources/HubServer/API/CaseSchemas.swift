import Casework
import Codelists
import OpenAPI

/// Cases as they are sent and answered.
enum CaseSchemas {
    static let id = Schemas.id("case", "The case's id.")

    private static let uuids = Schema.array(of: Schemas.uuid, count: 0...30)
    private static let needs = Schema.array(of: Schemas.codes(Service.list), count: 1...20)
    private static let plan = Schema.string(atMost: Case.longestText)
    private static let step = Schema.string(atMost: Case.longestStep)

    /// In the terms of the Human Trafficking Case Data Standard.
    static let trafficking = Schema.named(
        "TraffickingDetails",
        .object([
            .optional("status", Schemas.codes(TraffickingStatus.list)),
            .optional("decision", Schemas.codes(TraffickingDecision.list)),
            .optional("relationship", Schemas.codes(TraffickerRelationship.list)),
            .optional("age_when_trafficked", .integer(0...120)),
            .optional("recruitment", .array(of: Schemas.codes(RecruitmentMethod.list))),
            .optional("control", .array(of: Schemas.codes(ControlMethod.list))),
            .optional("exploitation", .array(of: Schemas.codes(ExploitationType.list))),
            .optional("industry", Schemas.codes(LabourIndustry.list)),
            .optional("sexual_exploitation", .array(of: Schemas.codes(SexualExploitation.list))),
        ]))

    static let new = Schema.named(
        "NewCase",
        .object([
            .init("id", Schemas.uuid, note: "Made by the client: a UUID of version 7."),
            .init("hub", Schemas.hubCode),
            .init(
                "people", .array(of: Schemas.uuid, count: 1...Case.mostPeople),
                note: "The one it is about first, then their family."),
            .init("needs", needs),
            .optional("priority", Schemas.codes(NeedPriority.list)),
            .optional("plan", .string(atLeast: 1, atMost: Case.longestText)),
            .optional(
                "next_step", .string(atLeast: 1, atMost: Case.longestStep),
                note: "Goes with due."),
            .optional("due", Schemas.date),
            .optional("worker", Schemas.uuid, note: "Whoever opens it, where left out."),
            .optional("named_workers", .array(of: Schemas.uuid, count: 0...20)),
            .optional("restricted", .boolean),
            .optional("opened_on", Schemas.date, note: "Today at the hub, where left out."),
            .optional("trafficking", trafficking),
        ]))
    static let newExample: JSONValue = [
        "id": "0178b1a2-7c00-7000-8000-000000000011", "hub": "MX-TAP",
        "people": ["0178b1a2-7c00-7000-8000-000000000002"], "needs": ["shelter_referral"],
        "priority": "normal", "plan": "Find a bed for tonight.",
        "next_step": "Call the shelter", "due": "2021-04-01", "opened_on": "2021-03-31",
    ]

    static let change = Schema.named(
        "CaseChange",
        .object([
            .optional("status", .oneOf([CaseStatus.active.code, CaseStatus.followUp.code])),
            .optional("needs", needs),
            .optional("priority", Schemas.codes(NeedPriority.list)),
            .optional("plan", plan, note: "An empty text takes it away."),
            .optional("next_step", step, note: "An empty text takes it away."),
            .optional("due", Schemas.date), .optional("add_people", uuids),
            .optional("remove_people", uuids), .optional("restricted", .boolean),
            .optional("trafficking", trafficking),
        ]))

    private static let codes = Schema.object([
        .optional("status", .string(atMost: 60)),
        .optional("needs", .array(of: .string(atMost: 60))),
        .optional("priority", .string(atMost: 60)), .optional("due", Schemas.date),
        .optional("worker", Schemas.uuid), .optional("restricted", .boolean),
        .optional("outcome", .string(atMost: 60)), .optional("people", Schemas.count),
        .optional("bytes", Schemas.count), .optional("services", .array(of: .string(atMost: 60))),
    ])

    private static let person = Schema.object([
        .init("person_id", Schemas.uuid), .optional("given_names", .string(atMost: 200)),
        .optional("family_names", .string(atMost: 200)),
        .init("sex", Schemas.codes(Sex.list)), .init("age_band", Schemas.codes(AgeBand.list)),
        .init("nationality", Schemas.codes(Country.list)),
        .init("vulnerabilities", .array(of: Schemas.codes(Vulnerability.list))),
        .optional("functioning", .string(atMost: 300)),
        .init("languages", .array(of: Schemas.codes(SpokenLanguage.list))),
    ])

    static let view = Schema.named(
        "Case",
        .object([
            .init("id", Schemas.uuid), .init("reference", .string(atMost: 100)),
            .init("hub", Schemas.hubCode), .init("version", .integer(1...1_000_000)),
            .init("status", Schemas.codes(CaseStatus.list)), .init("needs", .array(of: .string())),
            .init("priority", Schemas.codes(NeedPriority.list)),
            .init("plan", .nullable(plan)), .init("next_step", .nullable(step)),
            .init("due", .nullable(Schemas.date)), .init("worker", .nullable(Schemas.uuid)),
            .init("named_workers", .array(of: Schemas.uuid)), .init("restricted", .boolean),
            .init("outcome", .nullable(Schemas.codes(CaseOutcome.list))),
            .init("opened_on", Schemas.date), .init("closed_on", .nullable(Schemas.date)),
            .optional("trafficking", trafficking), .init("people", .array(of: person)),
            .init("readable", .boolean, note: "False once its person was erased."),
            .init("overdue", .boolean),
            .optional(
                "timeline",
                .array(
                    of: .object([
                        .init("at", Schemas.moment),
                        .init(
                            "kind", .oneOf(["change", "note", "attachment", "referral", "event"])),
                        .init("actor", .string(atMost: 200)), .init("id", Schemas.uuid),
                        .init("what", .string(atMost: 200)),
                        .optional("text", .string(atMost: Case.longestText)),
                        .init("codes", codes),
                    ]), count: 0...100_000), note: "Only where one case was asked for."),
        ]))
    static let example: JSONValue = [
        "id": "0178b1a2-7c00-7000-8000-000000000011", "reference": "MX-TAP-2021-000123",
        "hub": "MX-TAP", "version": 1, "status": "active", "needs": ["shelter_referral"],
        "priority": "normal", "plan": "Find a bed for tonight.",
        "next_step": "Call the shelter", "due": "2021-04-01",
        "worker": "0178b1a2-7c00-7000-8000-000000000003", "named_workers": [],
        "restricted": false, "outcome": nil, "opened_on": "2021-03-31", "closed_on": nil,
        "people": [
            [
                "person_id": "0178b1a2-7c00-7000-8000-000000000002", "given_names": "Ana",
                "family_names": "Ejemplo", "sex": "female", "age_band": "18-59",
                "nationality": "HND", "vulnerabilities": [], "languages": ["spa"],
            ]
        ], "readable": true, "overdue": false,
    ]
    static let answer = APIOperation.Content(view, example: example)
    static let tag = ["ETag": "The case's version."]
}

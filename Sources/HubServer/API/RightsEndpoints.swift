import Casework
import Codelists
import Documents
import OpenAPI
import Operations
import Rendering

/// What a person may ask for: to see, correct, restrict or erase what is kept of them.
enum RightsEndpoints {
    static let all = [dossier, correct, restrict, erase, texts, receipt]

    private static let id = Schemas.id("id", "The person's id.")
    private static let name = Schema.string(atMost: 200)

    private static let record = Schema.object([
        .init("person_id", Schemas.uuid), .init("hub", Schemas.hubCode),
        .init("since", .formatted(.dateTime)), .init("restricted", .boolean),
        .optional("given_names", name), .optional("family_names", name),
        .optional("birth", .string(atMost: 10)), .init("documents", .array(of: name)),
        .optional("phone", name), .init("sex", Schemas.codes(Sex.list)),
        .optional("birth_year", .integer(1880...2200)),
        .init("nationality", Schemas.codes(Country.list)),
        .init("vulnerabilities", .array(of: Schemas.codes(Vulnerability.list))),
        .optional("functioning", .string(atMost: 300)),
        .init("languages", .array(of: Schemas.codes(SpokenLanguage.list))),
    ])
    private static let contact = Schema.object([
        .init("event", Schemas.uuid), .init("date", Schemas.date), .init("hub", Schemas.hubCode),
        .init("channel", Schemas.codes(Channel.list)),
        .init("profile", Schemas.codes(Profile.list)),
        .init("services", .array(of: Schemas.codes(Service.list))),
        .init("notes", .array(of: .string(atMost: 10_000))),
    ])
    private static let look = Schema.object([
        .init("at", .formatted(.dateTime)), .init("role", .string(atMost: 40)),
        .init("operation", .string(atMost: 100)), .optional("reason", .string(atMost: 1_000)),
    ])

    static let dossier = Endpoint(
        "GET", "/people/{id}/dossier", name: "exportPerson", tag: "rights",
        summary: "All that is kept of somebody, for them to have; it is audited.",
        permission: .manageRights, parameters: [id],
        answers: [
            .init(
                200, "All that is kept.",
                [
                    .init(
                        .named(
                            "Dossier",
                            .object([
                                .init("records", .array(of: record)),
                                .init("contacts", .array(of: contact, count: 0...100_000)),
                                .init("cases", .array(of: CaseSchemas.view)),
                                .init("consent", ConsentEndpoints.view),
                                .init("referrals", .array(of: ReferralSchemas.view)),
                                .init("looks", .array(of: look, count: 0...1_000_000)),
                            ])),
                        example: [
                            "records": [
                                [
                                    "person_id": "0178b1a2-7c00-7000-8000-000000000002",
                                    "hub": "MX-TAP", "since": "2021-03-31T16:00:00Z",
                                    "restricted": false, "given_names": "Ana",
                                    "family_names": "Ejemplo", "birth": "1990-02-05",
                                    "documents": ["P-0001"], "sex": "female",
                                    "birth_year": 1990, "nationality": "HND",
                                    "vulnerabilities": [], "languages": ["spa"],
                                ]
                            ], "contacts": [], "cases": [],
                            "consent": ["consents": [], "shared": []], "referrals": [],
                            "looks": [],
                        ])
                ])
        ]
    ) { call in try .json(try await call.application.dossier(of: call.path("id"))) }

    static let correct = Endpoint(
        "POST", "/people/{id}/corrections", name: "rectifyPerson", tag: "rights",
        summary: "Corrects who somebody is, and with it what they count as in open figures.",
        permission: .manageRights, parameters: [id],
        body: [
            .init(
                .named(
                    "PersonCorrection",
                    .object([
                        .optional("given_names", name), .optional("family_names", name),
                        .optional("document", name, note: "Empty takes it away."),
                        .optional("phone", .string(atMost: 40), note: "Empty takes it away."),
                        .optional(
                            "birth",
                            .matching("([0-9]{4}(-[0-9]{2}-[0-9]{2})?)?", example: "1990-02-05"),
                            note: "A day, the year alone, or empty where it is not known."),
                        .optional("sex", Schemas.codes(Sex.list)),
                        .optional("nationality", Schemas.codes(Country.list)),
                        .init("reason", Schemas.reason),
                    ])),
                example: ["birth": "1990-02-05", "reason": "showed the birth certificate"])
        ], answers: [.init(204, "It is corrected.")]
    ) { call in
        var correction = PersonCorrection(
            givenNames: call.body["given_names"]?.string,
            familyNames: call.body["family_names"]?.string,
            document: call.body["document"]?.string, phone: call.body["phone"]?.string,
            sex: try call.body.code("sex"), nationality: try call.body.code("nationality"))
        if let text = call.body["birth"]?.string {
            guard let birth = birth(text) else {
                throw APIProblem(.invalid, [.init(pointer: "/birth", rule: .format)])
            }
            correction.birth = birth
        }
        try await call.application.rectify(
            call.path("id"), by: correction, reason: call.body["reason"]?.string ?? "")
        return .noContent
    }

    private static func birth(_ text: String) -> Birth? {
        if text.isEmpty { return .unknown }
        if text.utf8.count == 4 { return Int(text).map { .year($0) } }
        return CalendarDate(text).map { .date($0) }
    }

    static let restrict = Endpoint(
        "PUT", "/people/{id}/restriction", name: "restrictPerson", tag: "rights",
        summary: "Restricts what may be done with somebody to keeping it, or lifts that.",
        permission: .manageRights, parameters: [id],
        body: [
            .init(
                .object([.init("restricted", .boolean), .init("reason", Schemas.reason)]),
                example: ["restricted": true, "reason": "contests what is kept"])
        ], answers: [.init(204, "It is so.")]
    ) { call in
        try await call.application.restrict(
            call.path("id"), isRestricted: call.body["restricted"] == .boolean(true),
            reason: call.body["reason"]?.string ?? "")
        return .noContent
    }

    static let erase = Endpoint(
        "POST", "/people/{id}/erasure", name: "erasePerson", tag: "rights",
        summary: "Forgets somebody for good, in every backup too; figures stay.",
        permission: .manageRights, parameters: [id],
        body: [
            .init(
                .object([.init("reason", Schemas.reason)]), example: ["reason": "asked for it"])
        ],
        answers: [
            .init(
                200, "Every record that counted as them is erased.",
                [
                    .init(
                        .object([.init("person_ids", .array(of: Schemas.uuid))]),
                        example: ["person_ids": ["0178b1a2-7c00-7000-8000-000000000002"]])
                ])
        ]
    ) { call in
        try .json(
            try await call.application.erase(
                call.path("id"), reason: call.body["reason"]?.string ?? ""))
    }

    static let texts = Endpoint(
        "GET", "/consent-texts", name: "listConsentTexts", tag: "consents",
        summary: "What is read to people who are asked for consent, in plain words.",
        permission: .manageCases,
        answers: [
            .init(
                200, "The texts of the version that is read now.",
                [
                    .init(
                        .array(
                            of: .object([
                                .init("version", .string(atMost: 40)),
                                .init("purpose", Schemas.codes(ConsentPurpose.list)),
                                .init("language", Schemas.codes(SpokenLanguage.list)),
                                .init("text", .string(atMost: 2_000)),
                            ])),
                        example: [
                            [
                                "version": "2021-01", "purpose": "contact", "language": "eng",
                                "text": "We would like to be able to call or write to you.",
                            ]
                        ])
                ])
        ]
    ) { _ in try .json(ConsentTextDocument.all(version: ConsentText.current)) }

    static let receipt = Endpoint(
        "GET", "/consents/{consent}/receipt", name: "getConsentReceipt", tag: "consents",
        summary: "What a person takes home of a consent, as PDF in its language.",
        permission: .manageCases, parameters: [Schemas.id("consent", "The consent's id.")],
        answers: [
            .init(
                200, "The receipt.",
                [
                    .init(
                        mediaType: "application/pdf", schema: .string(atMost: 10_000_000),
                        example: "%PDF-1.7")
                ])
        ]
    ) { call in
        let content = try await call.application.receipt(of: call.path("consent"))
        let receipt = ConsentReceipt(
            consent: content.consent, hub: content.hub, receiver: content.receiver,
            withdrawnOn: content.withdrawnOn)
        guard let pdf = try receipt.pdf() else { throw APIProblem(.notFound) }
        return APIAnswer(status: 200, body: .bytes(pdf, mediaType: "application/pdf"))
    }
}

import CaseStore
import Casework
import Codelists
import Documents
import OpenAPI
import Operations

/// Cases: opened, listed, changed, given to somebody, closed, opened again.
enum CaseEndpoints {
    static let all = [open, list, get, change, assign, close, reopen, workload]

    static let open = Endpoint(
        "POST", "/cases", name: "openCase", tag: "cases",
        summary: "Opens a case; the same id with the same content changes nothing.",
        permission: .manageCases,
        body: [.init(CaseSchemas.new, example: CaseSchemas.newExample)],
        answers: [
            .init(201, "The case was opened.", [CaseSchemas.answer], headers: CaseSchemas.tag),
            .init(
                200, "It had been opened before: as it stands now.", [CaseSchemas.answer],
                headers: CaseSchemas.tag),
            Schemas.unknownInside,
        ]
    ) { call in
        switch try await call.application.open(CaseInput.new(call)) {
        case .new(let view): try answer(view, status: 201)
        case .repeated(let view): try answer(view, status: 200)
        }
    }

    private struct Page: Encodable {
        let cases: [CaseView]
        let next: String?

        enum CodingKeys: String, CodingKey { case cases, next }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(cases, forKey: .cases)
            try container.encode(next, forKey: .next)
        }
    }

    private typealias Place = PlaceInList<CalendarDate, CaseEntity>

    static let list = Endpoint(
        "GET", "/hubs/{hub}/cases", name: "listCases", tag: "cases",
        summary: "A hub's cases by when their next step is due.", permission: .manageCases,
        parameters: [
            Schemas.hubParameter, Schemas.limit,
            Schemas.after("2021-04-01_0178b1a2-7c00-7000-8000-000000000011"),
            .init(
                "worker", in: .query, Schemas.uuid, summary: "Only those of one worker.",
                example: "0178b1a2-7c00-7000-8000-000000000003"),
            .init(
                "due_by", in: .query, Schemas.date, summary: "Only those due until then.",
                example: "2021-04-01"),
            Schemas.flag("all", "With those that are closed."),
        ],
        answers: [
            .init(
                200, "A page of cases.",
                [Schemas.page(of: "cases", CaseSchemas.view, example: CaseSchemas.example)])
        ]
    ) { call in
        var filter = CaseFilter()
        filter.hub = try call.path("hub")
        filter.worker = try call.query("worker")
        filter.dueBy = try call.query("due_by")
        filter.isAll = call.isSet("all")
        let after: Place? = try call.query("after")
        filter.after = after.map { ($0.time, $0.id) }
        let limit: Int = try call.query("limit") ?? 100
        let cases = try await call.application.cases(filter, limit: limit)
        return try .json(
            Page(
                cases: cases,
                next: cases.count < limit
                    ? nil
                    : cases.last.map {
                        Place(time: $0.content.nextStep?.dueOn, id: $0.content.id).description
                    }))
    }

    static let get = Endpoint(
        "GET", "/cases/{case}", name: "getCase", tag: "cases",
        summary: "A case with everything that happened in it; looking is audited.",
        permission: .manageCases, parameters: [CaseSchemas.id],
        answers: [.init(200, "The case.", [CaseSchemas.answer], headers: CaseSchemas.tag)]
    ) { call in try answer(try await call.application.showCase(call.path("case"))) }

    static let change = Endpoint(
        "PATCH", "/cases/{case}", name: "changeCase", tag: "cases",
        summary: "Changes parts of a case.", permission: .manageCases,
        parameters: [CaseSchemas.id, Endpoint.version],
        body: [
            .init(
                CaseSchemas.change,
                example: ["next_step": "Visit the shelter", "due": "2021-04-02"])
        ], answers: [changed]
    ) { call in
        try answer(
            try await call.application.change(
                call.path("case"), by: CaseInput.change(call.body), expecting: call.version))
    }

    static let assign = Endpoint(
        "POST", "/cases/{case}/assignment", name: "assignCase", tag: "cases",
        summary: "Gives a case to a worker, and names who else may see it where it is restricted.",
        permission: .assignCases, parameters: [CaseSchemas.id, Endpoint.version],
        body: [
            .init(
                .object([
                    .init("worker", .nullable(Schemas.uuid)),
                    .optional("named_workers", .array(of: Schemas.uuid, count: 0...20)),
                ]), example: ["worker": "0178b1a2-7c00-7000-8000-000000000003"])
        ], answers: [changed]
    ) { call in
        try answer(
            try await call.application.assign(
                call.path("case"), to: call.body.readIfThere("worker"),
                naming: call.body.list("named_workers"), expecting: call.version))
    }

    static let close = Endpoint(
        "POST", "/cases/{case}/closure", name: "closeCase", tag: "cases",
        summary: "Closes a case with what came of it.", permission: .manageCases,
        parameters: [CaseSchemas.id, Endpoint.version],
        body: [
            .init(
                .object([
                    .init("outcome", Schemas.codes(CaseOutcome.list)),
                    .optional("date", Schemas.date, note: "Today at the hub, where left out."),
                ]), example: ["outcome": .string(CaseOutcome(number: 1).code)])
        ], answers: [changed]
    ) { call in
        try answer(
            try await call.application.close(
                call.path("case"), outcome: call.body.code("outcome") ?? .unknown,
                on: call.body.readIfThere("date"), expecting: call.version))
    }

    static let reopen = Endpoint(
        "POST", "/cases/{case}/reopening", name: "reopenCase", tag: "cases",
        summary: "Takes a closed case up again.", permission: .manageCases,
        parameters: [CaseSchemas.id, Endpoint.version],
        body: [
            .init(
                .object([.init("reason", Schemas.reason)]),
                example: ["reason": "the bed was lost"])
        ], answers: [changed]
    ) { call in
        try answer(
            try await call.application.reopen(
                call.path("case"), reason: call.body["reason"]?.string ?? "",
                expecting: call.version))
    }

    static let workload = Endpoint(
        "GET", "/hubs/{hub}/workload", name: "getWorkload", tag: "cases",
        summary: "How much work lies with whom.", permission: .assignCases,
        parameters: [Schemas.hubParameter],
        answers: [
            .init(
                200, "By worker; without one, nobody's.",
                [
                    .init(
                        .array(
                            of: .object([
                                .optional("worker", Schemas.uuid), .init("open", Schemas.count),
                                .init("high", Schemas.count), .init("overdue", Schemas.count),
                                .init("due_this_week", Schemas.count),
                                .init("without_next_step", Schemas.count),
                            ])),
                        example: [
                            [
                                "worker": "0178b1a2-7c00-7000-8000-000000000003", "open": 12,
                                "high": 2, "overdue": 1, "due_this_week": 4,
                                "without_next_step": 0,
                            ]
                        ])
                ])
        ]
    ) { call in
        try .json(
            try await call.application.workload(at: call.path("hub")).map { WorkloadDocument($0) })
    }

    private static let changed = APIOperation.Answer(
        200, "The case as it is now.", [CaseSchemas.answer], headers: CaseSchemas.tag)

    private static func answer(_ view: CaseView, status: Int = 200) throws -> APIAnswer {
        try .json(view, status: status, headers: ["ETag": "\"\(view.content.version)\""])
    }
}

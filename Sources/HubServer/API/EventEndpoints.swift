import CaseStore
import Casework
import Codelists
import Documents
import OpenAPI
import Operations

/// Assistance events: logged, read, corrected, voided.
enum EventEndpoints {
    static let all = [record, get, versions, list, correct, void]

    private static let id = APIOperation.Parameter(
        "id", in: .path, Schemas.uuid, summary: "The event's id.",
        example: "0178b1a2-7c00-7000-8000-000000000001")
    private static let answer = APIOperation.Content(Schemas.event, example: Schemas.eventExample)
    private static let tag = ["ETag": "The event's version."]
    static let after = APIOperation.Parameter(
        "after", in: .query, .matching(EventCursor.pattern, example: EventCursor.example),
        summary: "The cursor of the page before.", example: .string(EventCursor.example))

    static let record = Endpoint(
        "POST", "/events", name: "recordEvent", tag: "events",
        summary: "Records an assistance event; the same id with the same content changes nothing.",
        permission: .logEvents,
        body: [.init(EventInput.schema, example: EventInput.example)],
        answers: [
            .init(201, "The event was recorded.", [answer], headers: tag),
            .init(200, "It had been recorded before: the same answer.", [answer], headers: tag),
            Schemas.unknownInside,
        ]
    ) { call in
        let (recording, event) = try await call.application.recordAndRead(
            EventInput.event(call.body))
        if case .recorded = recording { return try described(event, status: 201) }
        return try described(event, status: 200)
    }

    static let get = Endpoint(
        "GET", "/events/{id}", name: "getEvent", tag: "events",
        summary: "An event as it stands, without who took part.", permission: .readEvents,
        parameters: [id], answers: [.init(200, "The event.", [answer], headers: tag)]
    ) { try await current($0.path("id"), in: $0, status: 200) }

    static let versions = Endpoint(
        "GET", "/events/{id}/versions", name: "listEventVersions", tag: "events",
        summary: "Every version of an event, oldest first, with who and why.",
        permission: .readEvents, parameters: [id],
        answers: [
            .init(
                200, "The versions.",
                [.init(.array(of: Schemas.event), example: [Schemas.eventExample])])
        ]
    ) { call in
        try .json(
            try await call.application.versions(of: call.path("id")).map(EventDocument.init))
    }

    static let list = Endpoint(
        "GET", "/hubs/{hub}/quarters/{quarter}/events", name: "listEvents", tag: "events",
        summary: "A hub's events in a quarter, latest first.", permission: .readEvents,
        parameters: [
            Schemas.hubParameter, Schemas.quarterParameter, Schemas.limit,
            after,
        ],
        answers: [
            .init(
                200, "A page of events.",
                [
                    .init(
                        .object([
                            .init("events", .array(of: Schemas.event)),
                            .init("next", .nullable(.string(atMost: 100))),
                        ]), example: ["events": [Schemas.eventExample], "next": nil])
                ])
        ]
    ) { call in
        let limit: Int = try call.query("limit") ?? 100
        let after: EventCursor? = try call.query("after")
        let events = try await call.application.events(
            at: call.path("hub"), in: call.path("quarter"), limit: limit,
            before: after.map { ($0.day, $0.event) })
        return try .json(
            Page(
                events: events.map(EventDocument.init),
                next: events.count < limit
                    ? nil : events.last.map { EventCursor(day: $0.occurredOn, event: $0.id) }))
    }

    static let correct = Endpoint(
        "POST", "/events/{id}/corrections", name: "correctEvent", tag: "events",
        summary: "Corrects parts of an event; the version before it is kept.",
        permission: .logEvents, parameters: [id, Endpoint.version],
        body: [
            .init(
                EventInput.change,
                example: ["reason": "miscounted", "tally": ["count": 3, "sex": "female"]])
        ], answers: [.init(200, "The event as it is now.", [answer], headers: tag)]
    ) { call in
        let id: EventID = try call.path("id")
        try await call.application.correct(
            id, changing: EventInput.change(call.body), reason: call.body["reason"]?.string ?? "",
            expecting: call.version)
        return try await current(id, in: call, status: 200)
    }

    static let void = Endpoint(
        "POST", "/events/{id}/void", name: "voidEvent", tag: "events",
        summary: "Takes an event out of every figure; what it said is kept.",
        permission: .logEvents, parameters: [id, Endpoint.version],
        body: [
            .init(.object([.init("reason", Schemas.reason)]), example: ["reason": "entered twice"])
        ], answers: [.init(200, "The event as it is now.", [answer], headers: tag)]
    ) { call in
        let id: EventID = try call.path("id")
        try await call.application.void(
            id, reason: call.body["reason"]?.string ?? "", expecting: call.version)
        return try await current(id, in: call, status: 200)
    }

    private static func current(
        _ id: EventID, in call: APICall, status: Int
    ) async throws -> APIAnswer {
        guard let event = try await call.application.versions(of: id).last else {
            throw APIProblem(.notFound)
        }
        return try described(event, status: status)
    }

    private static func described(_ event: StoredEvent, status: Int) throws -> APIAnswer {
        try .json(
            EventDocument(event), status: status, headers: ["ETag": "\"\(event.version)\""])
    }

    private struct Page: Encodable {
        let events: [EventDocument]
        let next: EventCursor?

        enum CodingKeys: String, CodingKey { case events, next }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(events, forKey: .events)
            try container.encode(next?.description, forKey: .next)
        }
    }
}

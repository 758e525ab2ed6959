import CaseStore
import Casework
import Documents
import OpenAPI
import Operations

/// What can be done with every register of the region: listed page by page, read, added to, and
/// changed by whoever says which version they saw.
enum RegisterEndpoints<Record: RegionResource> {
    static var all: [Endpoint] { [list, get, create, replace] }

    private static var answer: APIOperation.Content {
        .init(Record.document, example: Record.documentExample)
    }
    private static var input: APIOperation.Content {
        .init(Record.input, example: Record.example)
    }
    private static var exampleSlug: JSONValue { Record.example["slug"] ?? "x" }
    private static var slug: APIOperation.Parameter {
        .init(
            "slug", in: .path, RegionSchemas.slug, summary: "The record's short name.",
            example: exampleSlug)
    }

    private struct Page: Encodable {
        let items: [RecordDocument<Record>]
        let next: Slug?
    }

    private static var list: Endpoint {
        Endpoint(
            "GET", "/\(Record.path)", name: "list\(Record.called.many)", tag: "region",
            summary: "The register, by short name, a page at a time.", permission: nil,
            parameters: [
                .init(
                    "after", in: .query, RegionSchemas.slug,
                    summary: "The `next` of the page before.", example: exampleSlug),
                Schemas.limit,
            ],
            answers: [
                .init(
                    200, "A page; `next` is missing on the last one.",
                    [
                        .init(
                            .object([
                                .init("items", .array(of: Record.document, count: 0...500)),
                                .optional("next", RegionSchemas.slug),
                            ]), example: ["items": [Record.documentExample]])
                    ])
            ]
        ) { call in
            let limit: Int = try call.query("limit") ?? 100
            let found = try await call.application.records(
                Record.self, after: call.query("after"), limit: limit + 1)
            let page = found.prefix(limit)
            return try .json(
                Page(
                    items: page.map(RecordDocument.init),
                    next: found.count > limit ? page.last?.record.slug : nil))
        }
    }

    private static var get: Endpoint {
        Endpoint(
            "GET", "/\(Record.path)/{slug}", name: "get\(Record.called.one)", tag: "region",
            summary: "One record.", permission: nil, parameters: [slug],
            answers: [.init(200, "The record.", [answer], headers: RegionSchemas.version)]
        ) { call in try await current(call.path("slug"), in: call) }
    }

    private static var create: Endpoint {
        Endpoint(
            "POST", "/\(Record.path)", name: "create\(Record.called.one)", tag: "region",
            summary: "Adds a record; the same again changes nothing.",
            permission: Record.kind.permission, body: [input],
            answers: [
                .init(201, "The record was added.", [answer], headers: RegionSchemas.version),
                .init(200, "It was there as it is.", [answer], headers: RegionSchemas.version),
                Schemas.unknownInside,
            ]
        ) { call in
            let record = try Record(json: call.body).written(over: nil)
            let isNew = try await call.writing(record.slug) {
                try await call.application.add(record)
            }
            return try await current(record.slug, in: call, status: isNew ? 201 : 200)
        }
    }

    private static var replace: Endpoint {
        Endpoint(
            "PUT", "/\(Record.path)/{slug}", name: "replace\(Record.called.one)", tag: "region",
            summary: "Writes a record anew, whole; its short name stays.",
            permission: Record.kind.permission, parameters: [slug, Endpoint.version],
            body: [input],
            answers: [
                .init(200, "The record as it is now.", [answer], headers: RegionSchemas.version)
            ]
        ) { call in
            let slug: Slug = try call.path("slug")
            let new = try Record(json: call.body)
            guard new.slug == slug else {
                throw APIProblem(.invalid, [.init(pointer: "/slug", rule: .choice)])
            }
            try await call.writing(slug) {
                do {
                    try await call.application.change(slug, ifVersion: call.version) {
                        (record: inout Record) in
                        record = new.written(over: record)
                    }
                } catch OperationError.nothingToChange {
                    // It is as it should be.
                }
            }
            return try await current(slug, in: call)
        }
    }

    /// The record as it stands, with its version as its tag.
    static func current(
        _ slug: Slug, in call: APICall, status: Int = 200
    ) async throws -> APIAnswer {
        let stored: Stored<Record> = try await call.application.record(slug)
        return try .json(
            RecordDocument(stored), status: status, headers: ["ETag": "\"\(stored.version)\""])
    }
}

extension APICall {
    /// Does a change of the record `slug`; what it names and is not there is pointed to in the body.
    func writing<Result: Sendable>(
        _ slug: Slug, _ work: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await work()
        } catch RegionError.unknown(let reference) where reference.slug != slug {
            throw missing(reference.slug.description)
        } catch RegionError.unknownHub(let hub) {
            throw missing(hub.description)
        }
    }

    private func missing(_ name: String) -> APIProblem {
        APIProblem(
            .invalid, [.init(pointer: body.pointer(to: .string(name)) ?? "", rule: .choice)])
    }
}

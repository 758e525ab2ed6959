import Casework
import Codelists
import FoundationEssentials
import HTTP
import OpenAPI
import Operations

/// What is put into a case: notes, files, events.
enum CaseContentEndpoints {
    static let all = [note, attach, download, link]

    struct Recorded: Encodable { let id: String }

    static let recorded = APIOperation.Content(
        .object([.init("id", Schemas.uuid)]),
        example: ["id": "0178b1a2-7c00-7000-8000-000000000012"])

    static let note = Endpoint(
        "POST", "/cases/{case}/notes", name: "addNote", tag: "cases",
        summary: "Adds a note, to a closed case too.", permission: .manageCases,
        parameters: [CaseSchemas.id],
        body: [
            .init(
                .object([
                    .init("id", Schemas.uuid),
                    .init("text", .string(atLeast: 1, atMost: Case.longestText)),
                ]),
                example: [
                    "id": "0178b1a2-7c00-7000-8000-000000000012", "text": "She has a bed now.",
                ])
        ],
        answers: [
            .init(201, "It is there.", [recorded]), .init(200, "It was there before.", [recorded]),
        ]
    ) { call in
        try answer(
            try await call.application.note(
                call.body["text"]?.string ?? "", in: call.path("case"), as: call.body.read("id")))
    }

    private static let bytes = Schema.string(atMost: AttachmentFormat.pdf.largest)

    static let attach = Endpoint(
        "PUT", "/cases/{case}/attachments/{attachment}", name: "attachFile", tag: "cases",
        summary: "Attaches a PDF, JPEG or PNG file; what it is, its first bytes say.",
        permission: .manageCases,
        parameters: [
            CaseSchemas.id, Schemas.id("attachment", "Made by the client: a UUID of version 7."),
            .init(
                "kind", in: .query, Schemas.codes(AttachmentKind.list), isRequired: true,
                summary: "What it is of.", example: .string(AttachmentKind(number: 1).code)),
            .init(
                "X-File-Name", in: .header, .matching("[A-Za-z0-9%._~-]{1,600}", example: "a.pdf"),
                isRequired: true,
                summary: "The file's name, percent-encoded: addresses are in logs, it is not.",
                example: "permiso%20de%20Ana.pdf"),
        ],
        body: [
            .init(mediaType: "application/octet-stream", schema: bytes, example: "%PDF-1.7"),
            .init(mediaType: "application/pdf", schema: bytes, example: "%PDF-1.7"),
            .init(mediaType: "image/jpeg", schema: bytes, example: "…"),
            .init(mediaType: "image/png", schema: bytes, example: "…"),
        ],
        answers: [
            .init(201, "It is there.", [recorded]), .init(200, "It was there before.", [recorded]),
        ], mostBytes: AttachmentFormat.pdf.largest
    ) { call in
        let name = try call.fileName()
        let content = call.sent.upload.flatMap { try? Data(contentsOf: URL(filePath: $0.path)) }
        let id: AttachmentID = try call.path("attachment")
        let file: AttachedFile
        do throws(CaseProblem) {
            file = try AttachedFile(
                id: id,
                kind: AttachmentKind(call.query["kind"] ?? "") ?? .unknown, name: name,
                bytes: Array(content ?? Data()))
        } catch {
            throw CaseworkError.problem(error)
        }
        return try answer(try await call.application.attach(file, to: call.path("case")))
    }

    static let download = Endpoint(
        "GET", "/cases/{case}/attachments/{attachment}", name: "getAttachment", tag: "cases",
        summary: "An attached file; looking is audited.", permission: .manageCases,
        parameters: [CaseSchemas.id, Schemas.id("attachment", "The attachment's id.")],
        answers: [
            .init(
                200, "The file, never shown in a page of ours.",
                [
                    .init(mediaType: "application/pdf", schema: bytes, example: "%PDF-1.7"),
                    .init(mediaType: "image/jpeg", schema: bytes, example: "…"),
                    .init(mediaType: "image/png", schema: bytes, example: "…"),
                ],
                headers: ["Content-Disposition": "Its name (RFC 6266)."])
        ], timeLimit: .seconds(120)
    ) { call in
        let found = try await call.application.attachment(call.path("attachment"))
        let type = AttachmentFormat(found.bytes)?.mediaType ?? "application/octet-stream"
        return APIAnswer(
            status: 200, body: .bytes(found.bytes, mediaType: type),
            headers: [
                "Content-Disposition":
                    "attachment; filename*=UTF-8''\(found.name.percentEncoded)"
            ])
    }

    static let link = Endpoint(
        "PUT", "/cases/{case}/events/{event}", name: "linkEvent", tag: "cases",
        summary: "Links an event that did not name the case itself.", permission: .manageCases,
        parameters: [CaseSchemas.id, Schemas.id("event", "The event's id.")],
        answers: [.init(204, "It is linked.")]
    ) { call in
        try await call.application.link(call.path("event"), to: call.path("case"))
        return .noContent
    }

    private static func answer<Entity>(
        _ recorded: Application.Recorded<ID<Entity>>
    ) throws -> APIAnswer {
        switch recorded {
        case .new(let id): try .json(Recorded(id: id.description), status: 201)
        case .repeated(let id): try .json(Recorded(id: id.description))
        }
    }
}

extension String {
    /// With everything but what a header's extended value may hold written as `%41` (RFC 8187).
    fileprivate var percentEncoded: String {
        utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
            if isPlain { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return byte < 16 ? "%0\(digits)" : "%\(digits)"
        }.joined()
    }
}

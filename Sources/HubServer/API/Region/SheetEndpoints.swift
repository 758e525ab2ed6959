import Casework
import HTTP
import HubLogs
import OpenAPI
import Operations
import Texts

/// Spreadsheets of places, organisations, participants and actions, with the manners of a hub log:
/// rejects come back with their line, column and reason, and nothing is written unless they are
/// accepted.
enum SheetEndpoints {
    static let all: [Endpoint] = [
        sheet(
            "/places/sheet", "importPlaces",
            "Takes in entries of the directory, CSV or XLSX.", .manageOrganisations, [conflict],
            example: "nombre,pais,servicios\nCasa Ejemplo,GTM,employment\n"
        ) { _ in .places },
        sheet(
            "/organisations/sheet", "importOrganisations",
            "Takes in organisations, CSV or XLSX.", .manageOrganisations, [conflict],
            example: "nombre,tipo,pais\nCasa Ejemplo,ngo,GTM\n"
        ) { _ in .organisations },
        sheet(
            "/networks/{slug}/actions/sheet", "importActions",
            "Takes in agreements and actions of a network, CSV or XLSX.", .manageNetworks,
            [
                slug("network", "darien-committee"), conflict,
                .init(
                    "meeting", in: .query, RegionSchemas.slug, summary: "Where they were agreed.",
                    example: "darien-installation"),
                .init(
                    "dates", in: .query, .oneOf(["dmy", "mdy", "iso"]),
                    summary: "The order of dates that can be read in two ways.", example: "dmy"),
            ], example: "accion,responsable,vence\nPlan,Equipo,31/12/2021\n"
        ) { call in
            .actions(
                network: try call.path("slug"), meeting: try call.query("meeting"),
                dates: try call.query("dates"))
        },
        sheet(
            "/activities/{slug}/sessions/{session}/participants/sheet", "importParticipants",
            "Lists the people of a sign-in sheet, CSV or XLSX, for a session.", .manageActivities,
            [
                slug("activity", "talamanca-trafficking"),
                .init(
                    "session", in: .path, .integer(1...1_000), summary: "Which session, from 1.",
                    example: 1),
            ], example: "nombre,institucion,sexo\nAna Ejemplo,IFAM,mujer\n"
        ) { call in
            .participants(of: try call.path("slug"), session: try call.path("session"))
        },
    ]

    private struct Document: Encodable {
        struct Reject: Encodable {
            let line: Int
            let column: String
            let value: String
            let reason: String
        }

        let rows: Int
        let accepted: Int
        let rejected: Int
        let added: Int
        let repeated: Int
        let updated: Int
        let kept: Int
        let rejects: [Reject]

        init(_ summary: SheetSummary, texts: Texts) {
            rows = summary.rows
            accepted = summary.accepted
            rejected = summary.rejects.count
            added = summary.records.added
            repeated = summary.records.repeated
            updated = summary.records.updated
            kept = summary.records.kept
            rejects = summary.rejects.prefix(1_000).map {
                Reject(
                    line: $0.line, column: $0.column, value: $0.value,
                    reason: $0.reason.text(texts))
            }
        }
    }

    private static let conflict = APIOperation.Parameter(
        "conflict", in: .query, .oneOf(["stop", "replace", "keep"]),
        summary: "What becomes of a record that is there with other content; stop when left out.",
        example: "replace")

    private static func slug(_ name: String, _ example: JSONValue) -> APIOperation.Parameter {
        .init(
            "slug", in: .path, RegionSchemas.slug, summary: "The \(name)'s short name.",
            example: example)
    }

    private static let largest = 16 << 20

    private static func sheet(
        _ path: String, _ name: String, _ summary: String, _ permission: Permission,
        _ parameters: [APIOperation.Parameter], example: String,
        kind: @escaping @Sendable (APICall) throws -> SheetKind
    ) -> Endpoint {
        let file = Schema.string(atMost: largest)
        return Endpoint(
            "POST", path, name: name, tag: "region", summary: summary, permission: permission,
            parameters: parameters + [
                .init(
                    "sheet", in: .query, .string(atLeast: 1, atMost: 100),
                    summary: "Of a workbook; the first when left out.", example: "Enero"),
                Schemas.flag("dry_run", "Says what is wrong, and writes nothing."),
                Schemas.flag(
                    "accept_rejects", "Takes the good rows, although others are rejected."),
            ],
            body: [
                .init(mediaType: "text/csv", schema: file, example: .string(example)),
                .init(
                    mediaType: "application/octet-stream", schema: file, example: .string(example)),
                .init(
                    mediaType:
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    schema: file, example: "PK…"),
            ],
            answers: [
                .init(201, "It was taken in.", [content]),
                .init(200, "Nothing was written: a dry run, or rejects.", [content]),
            ], mostBytes: largest, timeLimit: .seconds(120)
        ) { call in
            guard let upload = call.sent.upload else { throw APIProblem(.malformed) }
            var options = SheetOptions()
            options.table.sheet = call.query["sheet"]
            options.isDryRun = call.isSet("dry_run")
            options.acceptsRejects = call.isSet("accept_rejects")
            options.conflict =
                switch call.query["conflict"] {
                case "replace": .replace
                case "keep": .keep
                default: .stop
                }
            let summary = try await call.application.importSheet(
                try kind(call), path: upload.path, options: options)
            return try .json(
                Document(summary, texts: call.texts),
                status: summary.isTaken && !options.isDryRun ? 201 : 200)
        }
    }

    private static let text = Schema.string(atMost: 2_000)

    private static let content = APIOperation.Content(
        .named(
            "SheetImport",
            .object(
                ["rows", "accepted", "rejected", "added", "repeated", "updated", "kept"].map {
                    .init($0, Schemas.count)
                } + [
                    .init(
                        "rejects",
                        .array(
                            of: .object([
                                .init("line", Schemas.count), .init("column", text),
                                .init("value", text), .init("reason", text),
                            ]), count: 0...1_000))
                ])),
        example: [
            "rows": 2, "accepted": 1, "rejected": 1, "added": 0, "repeated": 0, "updated": 0,
            "kept": 0,
            "rejects": [
                ["line": 3, "column": "pais", "value": "Narnia", "reason": "Not in the list."]
            ],
        ])
}

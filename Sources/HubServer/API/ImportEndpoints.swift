import Casework
import Documents
import FoundationEssentials
import HTTP
import HubLogs
import OpenAPI
import Operations

/// Hub logs as files, by the same code as `hubctl import hublog`.
enum ImportEndpoints {
    static let all = [importLog]

    private static let file = Schema.string(atMost: largest)
    /// Some two hundred thousand rows.
    private static let largest = 64 << 20
    private static let row =
        "record_id,hub,date,given_names,family_names,services,channel,profile\n"
        + "1,MX-TAP,2021-03-31,Ana,Ejemplo,information,in_person,in_transit\n"

    static let importLog = Endpoint(
        "POST", "/imports", name: "importHubLog", tag: "imports",
        summary: "Imports a hub log, CSV or XLSX, whole or not at all; rejects come back as rows.",
        permission: .importHubLogs,
        parameters: [
            .init(
                "X-File-Name", in: .header, .matching("[A-Za-z0-9%._~-]{1,600}", example: "a.csv"),
                isRequired: true, summary: "The file's name, percent-encoded.",
                example: "MX-TAP.csv"),
            .init(
                "hub", in: .query, Schemas.hubCode, summary: "For rows that name none.",
                example: "MX-TAP"),
            .init(
                "dates", in: .query, .oneOf(["dmy", "mdy", "iso"]),
                summary: "The order of dates that can be read in two ways.", example: "dmy"),
            .init(
                "sheet", in: .query, .string(atLeast: 1, atMost: 100),
                summary: "Of a workbook; the first when left out.", example: "Enero"),
            Schemas.flag("dry_run", "Says what is wrong, and writes nothing."),
            Schemas.flag("accept_rejects", "Imports the good rows, although others are rejected."),
            Schemas.flag("update", "Turns conflicts into corrections."),
        ],
        body: [
            .init(mediaType: "text/csv", schema: file, example: .string(row)),
            .init(mediaType: "application/octet-stream", schema: file, example: .string(row)),
            .init(
                mediaType:
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                schema: file, example: "PK…"),
        ],
        answers: [
            .init(201, "The file was imported.", [content]),
            .init(200, "Nothing was written: a dry run, or rejects.", [content]),
        ], mostBytes: largest, timeLimit: .seconds(900)
    ) { call in
        guard let upload = call.sent.upload else { throw APIProblem(.malformed) }
        var options = ImportHubLog.Options()
        options.defaultHub = try call.query("hub")
        options.dateOrder = try call.query("dates")
        options.table.sheet = call.query["sheet"]
        options.isDryRun = call.isSet("dry_run")
        options.acceptsRejects = call.isSet("accept_rejects")
        options.updates = call.isSet("update")
        let name = try call.fileName()
        let summary = try await ImportHubLog(call.application, options: options)
            .run(file: name, path: upload.path)
        return try .json(
            ImportDocument(
                [FileResult(path: name, summary: summary, failure: nil)],
                isDryRun: options.isDryRun, texts: call.texts),
            status: summary.isImported ? 201 : 200)
    }

    private static let text = Schema.string(atMost: 2_000)

    private static let content = APIOperation.Content(
        .named(
            "Import",
            .object(
                ["files", "rows", "accepted", "rejected", "repeated", "corrected", "conflicts"]
                    .map { .init($0, Schemas.count) } + [
                        .init(
                            "rejects",
                            .array(
                                of: .object([
                                    .init("file", text), .init("line", Schemas.count),
                                    .init("record_id", text), .init("column", text),
                                    .init("reason", text),
                                ]), count: 0...10_000)),
                        .init(
                            "conflicting",
                            .array(
                                of: .object([
                                    .init("file", text), .init("line", Schemas.count),
                                    .init("record_id", text), .init("event", Schemas.uuid),
                                ]), count: 0...10_000_000)),
                        .init("failures", .array(of: text)),
                    ])),
        example: [
            "files": 1, "rows": 2, "accepted": 1, "rejected": 1, "repeated": 0, "corrected": 0,
            "conflicts": 0,
            "rejects": [
                [
                    "file": "MX-TAP.csv", "line": 3, "record_id": "2", "column": "date",
                    "reason": "The date is in the hub's future.",
                ]
            ], "conflicting": [], "failures": [],
        ])
}

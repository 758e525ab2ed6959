import Casework
import FoundationEssentials
import OpenAPI
import Operations

/// The registers as files: what `hubctl activity export` writes and `import` reads.
enum RegionFileEndpoints {
    static let all = [export, load]

    private static let part = APIOperation.Parameter(
        "part", in: .path, .oneOf(RegionPart.allCases.map(\.rawValue)),
        summary: "Which registers.", example: "activity")

    /// What a record may be is said by its register; a file of them is checked when it is read.
    private static let file = Schema.object(
        [
            "organisations", "places", "activities", "networks", "meetings", "actions",
            "participants", "totals", "indicators", "assessments", "publications", "items",
            "issues",
        ].map { .optional($0, .array(of: .anything, count: 0...100_000)) })
    private static let example: JSONValue = ["activities": [Activity.example]]

    static let export = Endpoint(
        "GET", "/region-files/{part}", name: "exportRegister", tag: "region",
        summary: "Registers as the file that import reads.", permission: nil, parameters: [part],
        answers: [.init(200, "The file.", [.init(file, example: example)])]
    ) { call in
        try .json(try await call.application.file(of: call.path("part")))
    }

    static let load = Endpoint(
        "POST", "/region-files/{part}", name: "importRegister", tag: "region",
        summary: "Takes in a file of registers, whole or not at all.", permission: nil,
        parameters: [
            part,
            .init(
                "conflict", in: .query, .oneOf(["stop", "replace", "keep"]),
                summary: "What becomes of a record that is there with other content; stop when "
                    + "left out.", example: "replace"),
            .init(
                "dry_run", in: .query, .boolean, summary: "Whether only to say what would come.",
                example: "true"),
        ],
        body: [.init(file, example: example)],
        answers: [
            .init(
                200, "What came of it.",
                [
                    .init(
                        .object(
                            ["added", "repeated", "updated", "kept"].map {
                                .init($0, Schemas.count)
                            }),
                        example: ["added": 1, "repeated": 0, "updated": 0, "kept": 0])
                ])
        ], mostBytes: 16 << 20
    ) { call in
        let part: RegionPart = try call.path("part")
        let found = part.part(of: try RegionFile(json: JSONEncoder().encode(call.body)))
        guard found != RegionFile() else { throw RegionError.nothingInFile }
        let conflict: RecordConflict =
            switch call.query["conflict"] {
            case "replace": .replace
            case "keep": .keep
            default: .stop
            }
        return try .json(
            try await call.application.importRecords(
                found, ifOther: conflict, dryRun: call.query["dry_run"] == "true"))
    }
}

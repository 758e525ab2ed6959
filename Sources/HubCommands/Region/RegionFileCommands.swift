import Casework
import Console
import FoundationEssentials
import Operations
import Texts

/// `hubctl activity import FILE.json`, and so for every part of the region's work.
struct RegionImport<Module: RegionModule>: Command {
    static var usage: Usage {
        Usage(
            "\(Module.noun) import", summary: TextKey("command.\(Module.noun).import"),
            discussion: "command.record.import.discussion",
            positionals: [.required("file", values: .file, help: "argument.file")],
            options: [
                .flag("update", help: "option.record.update"),
                .flag("dry-run", help: "option.record.dryrun"),
                .flag("json", help: "option.json"),
            ],
            examples: ["hubctl \(Module.noun) import region.json --dry-run"])
    }

    let path: String
    let isReplacing: Bool
    let isDryRun: Bool
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        path = try arguments.positional("file")
        isReplacing = arguments.flag("update")
        isDryRun = arguments.flag("dry-run")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw RegionError.unreadable(place: path)
        }
        let part = Module.part(of: try RegionFile(json: data))
        guard part != RegionFile() else { throw RegionError.nothingInFile }
        let summary = try await session.withApplication {
            try await $0.importRecords(
                part, ifOther: isReplacing ? .replace : .stop, dryRun: isDryRun)
        }
        try session.write(summary, isDryRun: isDryRun, isJSON: isJSON)
    }
}

extension Session {
    /// What came of an import of records.
    func write(_ summary: RegionImportSummary, isDryRun: Bool, isJSON: Bool) throws {
        if isJSON {
            try terminal.json(summary)
            return
        }
        terminal.write(
            texts(
                isDryRun ? "record.dryrun" : "record.imported",
                [
                    "added": texts.number(summary.added),
                    "updated": texts.number(summary.updated),
                    "repeated": texts.number(summary.repeated),
                ]))
    }
}

/// `hubctl activity export`: the file that import reads.
struct RegionExport<Module: RegionModule>: Command {
    static var usage: Usage {
        Usage(
            "\(Module.noun) export", summary: TextKey("command.\(Module.noun).export"),
            examples: ["hubctl \(Module.noun) export > region.json"])
    }

    init(_ arguments: inout Arguments) throws(UsageError) {}

    func run(in session: Session) async throws {
        let file = try await session.withApplication { try await $0.file(of: Module.register) }
        try session.terminal.json(Module.part(of: file))
    }
}

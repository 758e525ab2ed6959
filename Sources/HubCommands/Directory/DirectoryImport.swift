import Casework
import Console
import Documents
import FoundationEssentials
import Operations
import Texts

/// `hubctl place import lugares.xlsx --dry-run`.
struct DirectoryImport<Kind: DirectoryKind>: Command {
    static var usage: Usage {
        Usage(
            "\(Kind.noun) import", summary: TextKey("command.\(Kind.noun).import"),
            discussion: "command.record.import.discussion",
            positionals: [.required("file", values: .file, help: "argument.file")],
            options: [
                .value(
                    "format", "format", values: .oneOf(["json", "csv", "xlsx", "hsds"]),
                    help: "option.place.readformat")
            ] + SheetFile.usual + [
                .flag("update", help: "option.record.update"),
                .flag("dry-run", help: "option.record.dryrun"), .flag("json", help: "option.json"),
            ],
            examples: [
                "hubctl \(Kind.noun) import directorio.xlsx --dry-run",
                "hubctl \(Kind.noun) import directorio.json --format hsds",
            ])
    }

    private let format: String?
    private let isJSON: Bool
    private let file: SheetFile

    init(_ arguments: inout Arguments) throws(UsageError) {
        format = try arguments.value("format")
        isJSON = arguments.flag("json")
        file = try SheetFile(path: try arguments.positional("file"), &arguments)
            .with(dryRun: arguments.flag("dry-run"), replacing: arguments.flag("update"))
    }

    func run(in session: Session) async throws {
        let format = format ?? (file.path.lowercased().hasSuffix(".json") ? "json" : "csv")
        let options = file.options
        let summary: RegionImportSummary
        if format == "json" || format == "hsds" {
            guard let data = try? Data(contentsOf: URL(filePath: file.path)) else {
                throw RegionError.unreadable(place: file.path)
            }
            let records: RegionFile
            if format == "hsds" {
                let today = try await session.withApplication { try await $0.today() }
                records = Kind.file(Kind.records(of: try HSDSFile(json: data, today: today)))
            } else {
                records = Kind.file(try RegionFile(json: data)[keyPath: Kind.list])
            }
            guard records != RegionFile() else { throw RegionError.nothingInFile }
            summary = try await session.withApplication {
                try await $0.importRecords(
                    records, ifOther: options.conflict, dryRun: options.isDryRun)
            }
        } else {
            summary = try await file.run(Kind.sheet, in: session).records
        }
        try session.write(summary, isDryRun: options.isDryRun, isJSON: isJSON)
    }
}

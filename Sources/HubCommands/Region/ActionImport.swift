import Casework
import Console
import FoundationEssentials
import Operations
import Texts

/// `hubctl action import acuerdos.xlsx --network darien-committee`.
struct ActionImport: Command {
    static let usage = Usage(
        "action import", summary: "command.action.import",
        discussion: "command.action.import.discussion",
        positionals: [.required("file", values: .file, help: "argument.file")],
        options: [
            .value("network", "slug", help: "option.actions.network"),
            .value("meeting", "slug", help: "field.meeting"),
            .value(
                "dates", "order", values: .oneOf(DateOrder.allCases.map(\.rawValue)),
                help: "option.dates"),
        ] + SheetFile.usual + [
            .flag("update", help: "option.record.update"),
            .flag("dry-run", help: "option.record.dryrun"), .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl action import acuerdos.xlsx --network darien-committee --dry-run",
            "hubctl action import actions.json",
        ])

    let network: Slug?
    let meeting: Slug?
    let dates: DateOrder?
    let isDryRun: Bool
    let isJSON: Bool
    let file: SheetFile

    init(_ arguments: inout Arguments) throws(UsageError) {
        network = try arguments.value("network")
        meeting = try arguments.value("meeting")
        dates = try arguments.value("dates")
        isDryRun = arguments.flag("dry-run")
        isJSON = arguments.flag("json")
        file = try SheetFile(path: try arguments.positional("file"), &arguments)
            .with(dryRun: isDryRun, replacing: arguments.flag("update"))
    }

    func run(in session: Session) async throws {
        if file.path.lowercased().hasSuffix(".json") { return try await runRecords(in: session) }
        guard let network else { throw OperationError.invalid(field: "network") }
        let summary = try await file.run(
            .actions(network: network, meeting: meeting, dates: dates), in: session)
        try session.write(summary.records, isDryRun: isDryRun, isJSON: isJSON)
    }

    /// A file of records names the network of each.
    private func runRecords(in session: Session) async throws {
        guard let data = try? Data(contentsOf: URL(filePath: file.path)) else {
            throw RegionError.unreadable(place: file.path)
        }
        var part = RegionFile()
        part.actions = try RegionFile(json: data).actions
        guard !part.actions.isEmpty else { throw RegionError.nothingInFile }
        let (records, options) = (part, file.options)
        let summary = try await session.withApplication {
            try await $0.importRecords(
                records, ifOther: options.conflict, dryRun: options.isDryRun)
        }
        try session.write(summary, isDryRun: isDryRun, isJSON: isJSON)
    }
}

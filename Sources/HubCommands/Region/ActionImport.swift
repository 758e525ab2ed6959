import Casework
import Console
import HubLogs
import Operations
import Texts

/// `hubctl action import acuerdos.xlsx --network darien-committee`.
struct ActionImport: Command {
    static let usage = Usage(
        "action import", summary: "command.action.import",
        discussion: "command.action.import.discussion",
        positionals: [.required("file", values: .file, help: "argument.file")],
        options: [
            .value("network", "slug", isRequired: true, help: "field.network"),
            .value("meeting", "slug", help: "field.meeting"),
            .value(
                "dates", "order", values: .oneOf(DateOrder.allCases.map(\.rawValue)),
                help: "option.dates"),
            .value("sheet", "name", help: "option.sheet"),
            .flag("accept-rejects", help: "option.acceptrejects"),
            .flag("update", help: "option.record.update"),
            .flag("dry-run", help: "option.record.dryrun"), .flag("json", help: "option.json"),
        ],
        examples: ["hubctl action import acuerdos.xlsx --network darien-committee --dry-run"])

    let network: Slug?
    let meeting: Slug?
    let dates: DateOrder?
    let isReplacing: Bool
    let isJSON: Bool
    let options: SheetOptions

    init(_ arguments: inout Arguments) throws(UsageError) {
        network = try arguments.value("network")
        meeting = try arguments.value("meeting")
        dates = try arguments.value("dates")
        isReplacing = arguments.flag("update")
        isJSON = arguments.flag("json")
        options = SheetOptions(
            path: try arguments.positional("file"), sheet: try arguments.value("sheet"),
            acceptsRejects: arguments.flag("accept-rejects"),
            isDryRun: arguments.flag("dry-run"))
    }

    func run(in session: Session) async throws {
        guard let network else { throw OperationError.invalid(field: "network") }
        let list = try ActionList(
            path: options.path, options: options.table, network: network, meeting: meeting,
            dates: dates)
        try options.settle(list.rejects, in: session)
        var file = RegionFile()
        file.actions = list.actions
        let records = file
        let summary = try await session.withApplication {
            try await $0.importRecords(
                records, ifOther: isReplacing ? .replace : .stop, dryRun: options.isDryRun)
        }
        try session.write(summary, isDryRun: options.isDryRun, isJSON: isJSON)
    }
}

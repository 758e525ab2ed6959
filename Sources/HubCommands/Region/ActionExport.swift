import CaseStore
import Casework
import Console
import FoundationEssentials
import HubLogs
import Operations
import Texts

/// `hubctl action export --network darien-committee --format csv`.
struct ActionExport: Command {
    static let usage = Usage(
        "action export", summary: "command.action.export",
        options: [
            .value("network", "slug", help: "option.action.network"),
            .value(
                "format", "format", values: .oneOf(["json", "csv"]), help: "option.action.format"),
        ],
        examples: [
            "hubctl action export > actions.json",
            "hubctl action export --network darien-committee --format csv > acuerdos.csv",
        ])

    private let network: Slug?
    private let format: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        network = try arguments.value("network")
        format = try arguments.value("format") ?? "json"
    }

    func run(in session: Session) async throws {
        var file = RegionFile()
        file.actions = try await session.withApplication {
            try await $0.records(AgreedAction.self).map(\.record)
        }.filter { network == nil || $0.network == network }
        guard format == "csv" else { return try session.terminal.json(file) }
        // A sheet is of one network: import is told which.
        guard network != nil else { throw OperationError.invalid(field: "network") }
        var writer = DelimitedWriter()
        writer.row(["slug", "action", "kind", "owner", "due", "status", "note", "meeting"])
        for action in file.actions {
            writer.row([
                action.slug.description, action.title, action.kind.rawValue, action.owner,
                action.due?.description ?? "", action.status.rawValue, action.note ?? "",
                action.meeting?.description ?? "",
            ])
        }
        session.terminal.write(String(decoding: writer.bytes, as: UTF8.self), terminator: "")
    }
}

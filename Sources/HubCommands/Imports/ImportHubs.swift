import Console
import HubLogs
import Operations
import Texts

/// `hubctl import hubs FILE.csv`.
struct ImportHubs: Command {
    static let usage = Usage(
        "import hubs", summary: "command.import.hubs",
        discussion: "command.import.hubs.discussion",
        positionals: [.required("file", values: .file, help: "argument.file")],
        examples: ["hubctl import hubs hubs.csv"])

    let path: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        path = try arguments.positional("file")
    }

    func run(in session: Session) async throws {
        var reader = try TableFile.open(path: path, options: TableOptions())
        var rows: [TableRow] = []
        while let row = try reader.next() { rows.append(row) }
        let hubs = try HubFile.hubs(in: rows).get()
        let added = try await session.withApplication { try await $0.importHubs(hubs) }
        session.terminal.write(
            session.texts(
                "import.hubs.done", ["count": String(hubs.count), "added": String(added)]))
    }
}

import CaseStore
import Casework
import Console
import HubLogs
import Operations
import Texts

/// `hubctl org export --format csv`: a register as a file that its import reads.
struct DirectoryExport<Kind: DirectoryKind>: Command {
    static var usage: Usage {
        Usage(
            "\(Kind.noun) export", summary: TextKey("command.\(Kind.noun).export"),
            options: [
                .value(
                    "format", "format", values: .oneOf(["json", "csv", "hsds"]),
                    help: "option.place.format")
            ],
            examples: ["hubctl \(Kind.noun) export --format csv > \(Kind.noun).csv"])
    }

    private let format: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        format = try arguments.value("format") ?? "json"
    }

    func run(in session: Session) async throws {
        if format == "hsds" {
            let texts = session.texts
            let bytes = try await session.withApplication {
                try await Kind.openReferral($0, texts: texts)
            }
            return session.terminal.write(String(decoding: bytes, as: UTF8.self))
        }
        let records = try await session.withApplication {
            try await $0.records(Kind.Record.self).map(\.record)
        }
        guard format == "csv" else { return try session.terminal.json(Kind.file(records)) }
        var writer = DelimitedWriter()
        writer.row(Kind.columns.map(\.heading))
        for record in records { writer.row(Kind.columns.map { $0.text(record) ?? "" }) }
        session.terminal.write(String(decoding: writer.bytes, as: UTF8.self), terminator: "")
    }
}

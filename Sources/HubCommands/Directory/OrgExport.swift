import CaseStore
import Casework
import Codelists
import Console
import Documents
import FoundationEssentials
import HubLogs
import Operations
import Texts

/// `hubctl org export --format csv`.
struct OrgExport: Command {
    static let usage = Usage(
        "org export", summary: "command.org.export",
        options: [
            .value(
                "format", "format", values: .oneOf(["json", "csv", "hsds"]),
                help: "option.org.format")
        ],
        examples: ["hubctl org export --format csv > organisations.csv"])

    private let format: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        format = try arguments.value("format") ?? "json"
    }

    func run(in session: Session) async throws {
        let stored = try await session.withApplication { try await $0.records(Organisation.self) }
        switch format {
        case "hsds":
            let bytes = try HSDS.json(HSDS.file(stored, texts: session.texts))
            session.terminal.write(String(decoding: bytes, as: UTF8.self))
        case "csv":
            session.terminal.write(
                String(decoding: Self.table(stored.map(\.record)), as: UTF8.self), terminator: "")
        default:
            var file = RegionFile()
            file.organisations = stored.map(\.record)
            try session.terminal.json(file)
        }
    }

    /// As `org import` reads it.
    private static func table(_ organisations: [Organisation]) -> [UInt8] {
        var writer = DelimitedWriter()
        writer.row([
            "slug", "name", "kind", "country", "place", "languages", "website", "email", "phone",
            "note",
        ])
        for body in organisations {
            writer.row([
                body.slug.description, body.name, body.kind.code, body.country.code,
                body.place ?? "", body.languages.joined(separator: ", "), body.website ?? "",
                body.email ?? "", body.phone ?? "", body.note ?? "",
            ])
        }
        return writer.bytes
    }
}

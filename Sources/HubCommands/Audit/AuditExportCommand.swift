import Console
import Exports
import Operations
import Texts

/// `hubctl audit export --output DIR`.
struct AuditExportCommand: Command {
    static let usage = Usage(
        "audit export", summary: "command.audit.export",
        discussion: "command.audit.export.discussion",
        options: [
            .value(
                "output", "directory", values: .directory, isRequired: true,
                help: "export.option.output"),
            .value(
                "format", "format", values: .oneOf(AuditTrailExport.Form.allCases.map(\.rawValue)),
                help: "option.audit.format"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl audit export --output trail --format csv"])

    let output: String
    let form: AuditTrailExport.Form
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        output = try arguments.value("output") ?? ""
        form = try arguments.value("format", parse: AuditTrailExport.Form.init) ?? .jsonl
        isJSON = arguments.flag("json")
    }

    private struct Document: Encodable {
        let output: String
        let files: [WrittenFile]
    }

    func run(in session: Session) async throws {
        let files = try await session.withApplication {
            try await $0.exportAuditTrail(to: output, as: form)
        }
        if isJSON {
            try session.terminal.json(Document(output: output, files: files))
            return
        }
        for file in files {
            session.terminal.write(
                "\(output)/\(file.name)  \(file.rows ?? 0)  sha256 \(file.sha256)")
        }
    }
}

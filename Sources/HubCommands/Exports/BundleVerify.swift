import Console
import Exports
import Texts

/// `hubctl bundle verify FILE`: needs no installation.
struct BundleVerify: Command {
    static let usage = Usage(
        "bundle verify", summary: "command.export.verify",
        discussion: "command.export.verify.discussion",
        positionals: [.required("file", values: .file, help: "export.argument.bundle")],
        options: [
            .value("key", "hexadecimal", help: "export.option.key"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl bundle verify 2021-Q1.zip"])

    let file: String
    let key: String?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        file = try arguments.positional("file")
        key = try arguments.value("key")
        isJSON = arguments.flag("json")
    }

    private struct Document: Encodable {
        let quarter: String
        let audience: String
        let files: Int
        let status: String
        let key: String?
        let differences: [String]
    }

    func run(in session: Session) async throws {
        let found = try BundleVerification(of: file, expecting: key)
        let texts = session.texts
        let differences = found.differences.map { $0.text(texts) }
        let status =
            !found.isVerified ? "mismatch" : found.publicKey == nil ? "unsigned" : "verified"
        if isJSON {
            try session.terminal.json(
                Document(
                    quarter: found.quarter, audience: found.audience, files: found.files,
                    status: status, key: found.publicKey, differences: differences))
        } else {
            session.terminal.write(
                texts(
                    TextKey("export.bundle.verify.\(status)"),
                    [
                        "file": file, "files": texts.number(found.files),
                        "quarter": found.quarter, "key": found.publicKey ?? "",
                    ]))
            for difference in differences { session.terminal.write("  \(difference)") }
        }
        if !found.isVerified { throw ExitCode(.dataError) }
    }
}

extension BundleVerification.Difference {
    func text(_ texts: Texts) -> String {
        switch self {
        case .signature: texts("export.bundle.verify.signature")
        case .otherKey(let key): texts("export.bundle.verify.key", ["key": key])
        case .changed(let name): texts("export.bundle.verify.changed", ["name": name])
        case .missing(let name): texts("export.bundle.verify.missing", ["name": name])
        case .added(let name): texts("export.bundle.verify.added", ["name": name])
        }
    }
}

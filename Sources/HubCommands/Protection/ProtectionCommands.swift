import Casework
import Console
import Credentials
import Exports
import Operations
import Texts

/// `hubctl export htcds --quarter 2021-Q1 --recipient KEY --output FILE`.
struct ExportHTCDS: Command {
    static let usage = Usage(
        "export htcds", summary: "command.export.htcds",
        discussion: "command.export.htcds.discussion",
        options: [
            .value("quarter", "quarter", isRequired: true, help: "argument.quarter"),
            .value(
                "recipient", "hexadecimal", isRequired: true, help: "protection.option.recipient"),
            .value(
                "output", "file", values: .file, isRequired: true, help: "protection.option.output"
            ),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl export htcds --quarter 2021-Q1 --recipient 8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a --output 2021-Q1.csv.sealed"
        ])

    let quarter: Quarter
    let recipient: Recipient
    let output: String
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.required("quarter")
        recipient = try arguments.required("recipient")
        output = try arguments.required("output")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let summary = try await session.withApplication {
            try await $0.exportProtectionCases(of: quarter, to: recipient, at: output)
        }
        if isJSON {
            try session.terminal.json(summary)
            return
        }
        if summary.synthetic { session.terminal.write(session.texts("export.synthetic")) }
        session.terminal.write(
            session.texts(
                "protection.exported",
                [
                    "output": output, "cases": session.texts.number(summary.cases),
                    "without": session.texts.number(summary.withoutConsent),
                ]))
    }
}

/// `hubctl key recipient --output FILE`: a key pair for whoever receives sealed files.
struct KeyRecipient: Command {
    static let usage = Usage(
        "key recipient", summary: "command.key.recipient",
        discussion: "command.key.recipient.discussion",
        options: [
            .value(
                "output", "file", values: .file, isRequired: true, help: "protection.option.keyfile"
            ),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl key recipient --output recipient.key"])

    let output: String
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        output = try arguments.required("output")
        isJSON = arguments.flag("json")
    }

    private struct Document: Encodable {
        let recipient: String
        let output: String
    }

    func run(in session: Session) async throws {
        let key = RecipientKey.generate()
        try key.write(to: output)
        if isJSON {
            try session.terminal.json(
                Document(recipient: key.recipient.description, output: output))
        } else {
            session.terminal.write(
                session.texts(
                    "protection.key.made",
                    ["output": output, "recipient": key.recipient.description]))
        }
    }
}

/// `hubctl unseal FILE --key FILE`: needs no installation.
struct Unseal: Command {
    static let usage = Usage(
        "unseal", summary: "command.unseal", discussion: "command.unseal.discussion",
        positionals: [.required("file", values: .file, help: "protection.argument.sealed")],
        options: [
            .value("key", "file", values: .file, isRequired: true, help: "protection.option.key"),
            .value("output", "file", values: .file, help: "protection.option.opened"),
        ],
        examples: ["hubctl unseal 2021-Q1.csv.sealed --key recipient.key --output 2021-Q1.csv"])

    let file: String
    let key: String
    let output: String?

    init(_ arguments: inout Arguments) throws(UsageError) {
        file = try arguments.positional("file")
        key = try arguments.required("key")
        output = try arguments.value("output")
    }

    /// What no table of cases comes near.
    private static let limit = 256 << 20

    func run(in session: Session) async throws {
        let key = try RecipientKey.read(from: key)
        guard let sealed = SealedFile.read(file, limit: Self.limit) else {
            throw TextInput.Problem.unreadable(file)
        }
        let opened: [UInt8]
        do {
            opened = try key.open(sealed)
        } catch {
            throw SealedProblem(file: file)
        }
        if let output {
            try SealedFile.write(opened, to: output)
            session.terminal.write(session.texts("output.written", ["file": output]))
        } else {
            session.terminal.write(String(decoding: opened, as: UTF8.self))
        }
    }
}

/// A file that is not sealed to this key, or is damaged.
struct SealedProblem: Error {
    let file: String
}

extension ProtectionExportProblem {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        switch self {
        case .noCases(let quarter):
            (texts("protection.none", ["quarter": quarter.description]), .dataError)
        case .noConsent(let quarter, let cases):
            (
                texts(
                    "protection.noconsent",
                    ["quarter": quarter.description, "cases": texts.number(cases)]), .dataError
            )
        case .badRecipient: (texts("protection.badrecipient"), .dataError)
        }
    }
}

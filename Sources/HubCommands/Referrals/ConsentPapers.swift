import Casework
import Codelists
import Console
import Documents
import FoundationEssentials
import Operations
import Rendering
import Texts

/// `hubctl consent text --purpose referral --language hat`.
struct ConsentTextCommand: Command {
    static let usage = Usage(
        "consent text", summary: "command.consent.text",
        options: [
            .value("purpose", "code", help: "consent.option.purpose"),
            .value("language", "code", help: "consent.option.textlanguage"),
            .value("text-version", "name", help: "consent.option.textversion"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl consent text --purpose referral --language hat"])

    let purpose: ConsentPurpose?
    let language: SpokenLanguage?
    let version: String
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        purpose = try arguments.value("purpose", parse: { ConsentPurpose($0) })
        language = try arguments.value("language", parse: { SpokenLanguage($0) })
        version = try arguments.value("text-version") ?? ConsentText.current
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let documents = ConsentTextDocument.all(
            version: version, language: language, purpose: purpose)
        guard !documents.isEmpty else { throw OperationError.invalid(field: "text-version") }
        if isJSON { return try session.terminal.json(documents) }
        session.terminal.write(
            documents.map { "[\($0.version) \($0.language) \($0.purpose)]\n\($0.text)" }
                .joined(separator: "\n\n"))
    }
}

/// `hubctl consent receipt ID --output FILE.pdf`.
struct ConsentReceiptCommand: Command {
    static let usage = Usage(
        "consent receipt", summary: "command.consent.receipt",
        discussion: "command.consent.receipt.discussion",
        positionals: [.required("consent", help: "consent.argument.id")],
        options: [
            .value("output", "file", values: .file, isRequired: true, help: "consent.option.pdf")
        ],
        examples: [
            "hubctl consent receipt 0178b1a2-7c00-7000-8000-000000000021 --output receipt.pdf"
        ])

    let consent: ConsentID
    let output: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        consent = try arguments.positional("consent")
        output = try arguments.required("output")
    }

    func run(in session: Session) async throws {
        let content = try await session.withApplication { try await $0.receipt(of: consent) }
        guard let pdf = try ConsentReceipt(content).pdf() else {
            throw OperationError.invalid(field: "text-version")
        }
        do {
            try Data(pdf).write(to: URL(filePath: output), options: .atomic)
        } catch {
            throw OutputProblem.unwritable(output)
        }
        session.terminal.write(session.texts("consent.receipt.written", ["file": output]))
    }
}

extension ConsentReceipt {
    init(_ content: ReceiptContent) {
        self.init(
            consent: content.consent, hub: content.hub, receiver: content.receiver,
            withdrawnOn: content.withdrawnOn)
    }
}

import Casework
import Console
import Exports
import Operations
import Reporting
import Texts

/// `hubctl export bundle --quarter 2021-Q1 --output FILE`.
struct ExportBundleCommand: Command {
    static let usage = Usage(
        "export bundle", summary: "command.export.bundle",
        discussion: "command.export.bundle.discussion",
        options: ExportOptions.usage(
            output: ExportOptions.file,
            [ExportOptions.audience, .value("k", "people", help: "export.option.k")]),
        examples: ["hubctl export bundle --quarter 2021-Q1 --output 2021-Q1.zip"])

    let options: ExportOptions
    let audience: Audience
    let rule: AnonymityRule

    init(_ arguments: inout Arguments) throws(UsageError) {
        options = try ExportOptions(&arguments)
        audience = try arguments.value("audience") ?? .public
        let k: Int = try arguments.value("k") ?? AnonymityRule.smallestK
        guard let rule = AnonymityRule(k: k) else { throw .rule("export.rule.anonymity") }
        self.rule = rule
    }

    func run(in session: Session) async throws {
        let summary = try await session.withApplication {
            try await $0.exportBundle(
                of: options.quarter, from: options.edition, for: audience, rule: rule,
                to: options.output)
        }
        if options.isJSON {
            try session.terminal.json(summary)
            return
        }
        let texts = session.texts
        session.terminal.write(
            texts(
                "export.bundle.done",
                [
                    "file": summary.output, "files": texts.number(summary.files),
                    "quarter": summary.quarter, "sha256": summary.sha256,
                ]))
        session.terminal.write(
            summary.publicKey.map { texts("export.bundle.signed", ["key": $0]) }
                ?? texts("export.bundle.unsigned"))
    }
}

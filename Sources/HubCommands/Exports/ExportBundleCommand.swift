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
        options: [
            .value("quarter", "quarter", isRequired: true, help: "argument.quarter"),
            .value("output", "file", values: .file, isRequired: true, help: "export.option.file"),
            .value("edition", "edition", help: "export.option.edition"),
            .value(
                "audience", "audience", values: .oneOf(["public", "internal"]),
                help: "export.option.audience"),
            .value("k", "people", help: "export.option.k"), .flag("json", help: "option.json"),
        ],
        examples: ["hubctl export bundle --quarter 2021-Q1 --output 2021-Q1.zip"])

    let quarter: Quarter
    let output: String
    let edition: EditionChoice
    let isInternal: Bool
    let rule: AnonymityRule
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.required("quarter")
        output = try arguments.required("output")
        edition = try arguments.value("edition") ?? .latest
        isInternal = try arguments.value("audience", as: String.self) == "internal"
        let k: Int = try arguments.value("k") ?? AnonymityRule.smallestK
        guard let rule = AnonymityRule(k: k) else { throw .rule("export.rule.anonymity") }
        self.rule = rule
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let summary = try await session.withApplication {
            try await $0.exportBundle(
                of: quarter, from: edition.exported, rule: rule, isInternal: isInternal,
                to: output)
        }
        if isJSON {
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

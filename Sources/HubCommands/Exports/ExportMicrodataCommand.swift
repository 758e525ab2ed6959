import Casework
import Console
import Exports
import Operations
import Reporting
import Texts

/// `hubctl export microdata --quarter 2021-Q1 --output DIR`.
struct ExportMicrodataCommand: Command {
    static let usage = Usage(
        "export microdata", summary: "command.export.microdata",
        discussion: "command.export.microdata.discussion",
        options: ExportOptions.usage(
            output: ExportOptions.directory,
            [
                .value("k", "people", help: "export.option.k"),
                .value("l", "sets", help: "export.option.l"),
                .value("max-suppressed", "percent", help: "export.option.suppressed"),
            ]),
        examples: [
            "hubctl export microdata --quarter 2021-Q1 --output microdata-2021-Q1",
            "hubctl export microdata --quarter 2021-Q1 --edition 2 --k 10 --output out --json",
        ])

    let options: ExportOptions
    let rule: AnonymityRule

    init(_ arguments: inout Arguments) throws(UsageError) {
        options = try ExportOptions(&arguments)
        let k: Int = try arguments.value("k") ?? AnonymityRule.smallestK
        let l: Int = try arguments.value("l") ?? AnonymityRule.smallestL
        let percent: Double = try arguments.value("max-suppressed") ?? 5
        guard let rule = AnonymityRule(k: k, l: l, maximumSuppressed: percent / 100) else {
            throw .rule("export.rule.anonymity")
        }
        self.rule = rule
    }

    func run(in session: Session) async throws {
        let summary = try await session.withApplication {
            try await $0.exportMicrodata(
                of: options.quarter, from: options.edition, rule: rule, to: options.output)
        }
        if options.isJSON {
            try session.terminal.json(summary)
        } else {
            session.terminal.write(ExportText.render(summary, session.texts))
        }
    }
}

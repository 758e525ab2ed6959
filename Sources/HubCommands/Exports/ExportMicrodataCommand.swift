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
        options: [
            .value("quarter", "quarter", isRequired: true, help: "argument.quarter"),
            .value(
                "output", "directory", values: .directory, isRequired: true,
                help: "export.option.output"),
            .value("edition", "edition", help: "export.option.edition"),
            .value("k", "people", help: "export.option.k"),
            .value("l", "sets", help: "export.option.l"),
            .value("max-suppressed", "percent", help: "export.option.suppressed"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl export microdata --quarter 2021-Q1 --output microdata-2021-Q1",
            "hubctl export microdata --quarter 2021-Q1 --edition 2 --k 10 --output out --json",
        ])

    let quarter: Quarter
    let output: String
    let edition: EditionChoice
    let rule: AnonymityRule
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.required("quarter")
        output = try arguments.required("output")
        edition = try arguments.value("edition") ?? .latest
        let k: Int = try arguments.value("k") ?? AnonymityRule.smallestK
        let l: Int = try arguments.value("l") ?? AnonymityRule.smallestL
        let percent: Double = try arguments.value("max-suppressed") ?? 5
        guard let rule = AnonymityRule(k: k, l: l, maximumSuppressed: percent / 100) else {
            throw .rule("export.rule.anonymity")
        }
        self.rule = rule
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let summary = try await session.withApplication {
            try await $0.exportMicrodata(
                of: quarter, from: edition.exported, rule: rule, to: output)
        }
        if isJSON {
            try session.terminal.json(summary)
        } else {
            session.terminal.write(ExportText.render(summary, session.texts))
        }
    }
}

extension Arguments {
    /// The value of a required option; the parser has seen to it that there is one.
    mutating func required<T: LosslessStringConvertible>(
        _ name: String, as _: T.Type = T.self
    ) throws(UsageError) -> T {
        guard let value = try value(name, as: T.self) else { throw .missingOption("--\(name)") }
        return value
    }
}

extension EditionChoice {
    var exported: ExportedState {
        switch self {
        case .open: .open
        case .latest: .latest
        case .number(let number): .edition(number)
        }
    }
}

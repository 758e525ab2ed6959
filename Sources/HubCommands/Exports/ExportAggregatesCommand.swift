import Casework
import Console
import Exports
import Operations
import Reporting
import Texts

/// `hubctl export aggregates --quarter 2021-Q1 --output DIR`.
struct ExportAggregatesCommand: Command {
    static let usage = Usage(
        "export aggregates", summary: "command.export.aggregates",
        discussion: "command.export.aggregates.discussion",
        options: [
            .value("quarter", "quarter", isRequired: true, help: "argument.quarter"),
            .value(
                "output", "directory", values: .directory, isRequired: true,
                help: "export.option.output"),
            .value("edition", "edition", help: "export.option.edition"),
            .value(
                "audience", "audience", values: .oneOf(["public", "internal"]),
                help: "export.option.audience"),
            .flag("hxl", help: "export.option.hxl"), .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl export aggregates --quarter 2021-Q1 --output aggregates-2021-Q1 --hxl",
            "hubctl export aggregates --quarter 2021-Q1 --edition open --audience internal --output out",
        ])

    let quarter: Quarter
    let output: String
    let edition: EditionChoice
    let isInternal: Bool
    let hasHashtags: Bool
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.required("quarter")
        output = try arguments.required("output")
        edition = try arguments.value("edition") ?? .latest
        isInternal = try arguments.value("audience", as: String.self) == "internal"
        hasHashtags = arguments.flag("hxl")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let summary = try await session.withApplication {
            try await $0.exportAggregates(
                of: quarter, from: edition.exported, isInternal: isInternal,
                hasHashtags: hasHashtags, to: output)
        }
        if isJSON {
            try session.terminal.json(summary)
        } else {
            session.terminal.write(ExportText.render(summary, session.texts))
        }
    }
}

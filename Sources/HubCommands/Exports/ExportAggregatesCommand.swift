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
        options: ExportOptions.usage(
            output: ExportOptions.directory,
            [ExportOptions.audience, .flag("hxl", help: "export.option.hxl")]),
        examples: [
            "hubctl export aggregates --quarter 2021-Q1 --output aggregates-2021-Q1 --hxl",
            "hubctl export aggregates --quarter 2021-Q1 --edition open --audience internal --output out",
        ])

    let options: ExportOptions
    let audience: Audience
    let hasHashtags: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        options = try ExportOptions(&arguments)
        audience = try arguments.value("audience") ?? .public
        hasHashtags = arguments.flag("hxl")
    }

    func run(in session: Session) async throws {
        let summary = try await session.withApplication {
            try await $0.exportAggregates(
                of: options.quarter, from: options.edition, for: audience,
                hasHashtags: hasHashtags, to: options.output)
        }
        if options.isJSON {
            try session.terminal.json(summary)
        } else {
            session.terminal.write(ExportText.render(summary, session.texts))
        }
    }
}

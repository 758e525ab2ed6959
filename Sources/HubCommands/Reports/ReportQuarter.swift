import Casework
import Console
import Operations
import Reporting
import Texts

/// `hubctl report quarter 2021-Q1`.
struct ReportQuarter: Command {
    static let usage = Usage(
        "report quarter", summary: "command.report.quarter",
        discussion: "command.report.quarter.discussion",
        positionals: [.required("quarter", help: "argument.quarter")],
        options: [
            .value(
                "by", "dimensions",
                values: .listOf(Dimension.reportOrder.map(\.description)), help: "option.by"),
            .value("edition", "edition", help: "option.report.edition"),
            .value(
                "audience", "audience", values: .oneOf(["internal", "public"]),
                help: "option.audience"),
            .value("threshold", "people", help: "option.threshold"),
        ] + ReportForm.options,
        examples: [
            "hubctl report quarter 2021-Q1", "hubctl report quarter 2021-Q1 --by country,sex",
            "hubctl report quarter 2021-Q1 --lang es --csv > 2021-T1.csv",
            "hubctl report quarter 2021-Q1 --audience public --format pdf --output 2021-Q1.pdf",
        ])

    let quarter: Quarter
    let dimensions: [Dimension]
    let edition: EditionChoice?
    let audience: Audience
    let threshold: Int?
    let form: ReportForm

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        dimensions = try arguments.values("by")
        edition = try arguments.value("edition")
        audience = try arguments.value("audience") ?? .internal
        threshold = try arguments.value("threshold")
        form = try ReportForm(&arguments)
    }

    func run(in session: Session) async throws {
        try form.check()
        let asked = dimensions.count == 2 ? [(dimensions[0], dimensions[1])] : []
        let request = ReportRequest(
            edition: edition, audience: audience, threshold: threshold, by: asked,
            isDrawn: form.format.isPicture)
        let report = try await session.withApplication {
            try await $0.report(on: quarter, request)
        }
        let shown = dimensions.isEmpty ? nil : asked.isEmpty ? Set(dimensions) : []
        try form.write(report, only: shown, in: session)
    }
}

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
        ] + ReportForm.options,
        examples: [
            "hubctl report quarter 2021-Q1", "hubctl report quarter 2021-Q1 --by country,sex",
            "hubctl report quarter 2021-Q1 --lang es --csv > 2021-T1.csv",
            "hubctl report quarter 2021-Q1 --edition latest --format pdf --output 2021-Q1.pdf",
        ])

    let quarter: Quarter
    let dimensions: [Dimension]
    let edition: EditionChoice
    let form: ReportForm

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        dimensions = try arguments.values("by")
        edition = try arguments.value("edition") ?? .open
        form = try ReportForm(&arguments)
    }

    func run(in session: Session) async throws {
        try form.check()
        let asked = dimensions.count == 2 ? [(dimensions[0], dimensions[1])] : []
        let cross = asked + (form.format.isPicture ? [(.age, .sex)] : [])
        let quarters = form.format.isPicture ? 8 : 0
        let report = try await session.withApplication {
            switch edition {
            case .open: try await $0.report(on: quarter, by: cross, trend: quarters)
            case .latest:
                try await $0.report(on: quarter, edition: nil, by: cross, trend: quarters)
            case .number(let number):
                try await $0.report(
                    on: quarter, edition: number, by: cross, trend: quarters)
            }
        }
        let shown = dimensions.isEmpty ? nil : asked.isEmpty ? Set(dimensions) : []
        try form.write(report, only: shown, in: session)
    }
}

/// Which figures of a quarter are asked for.
enum EditionChoice: LosslessStringConvertible {
    case open, latest
    case number(Int)

    var description: String {
        switch self {
        case .open: "open"
        case .latest: "latest"
        case .number(let number): String(number)
        }
    }

    init?(_ description: String) {
        switch description {
        case "open": self = .open
        case "latest": self = .latest
        default:
            guard let number = Int(description), number > 0 else { return nil }
            self = .number(number)
        }
    }
}

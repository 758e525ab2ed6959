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
            .flag("json", help: "option.json"), .flag("csv", help: "option.csv"),
        ],
        examples: [
            "hubctl report quarter 2021-Q1", "hubctl report quarter 2021-Q1 --by country,sex",
            "hubctl report quarter 2021-Q1 --lang es --csv > 2021-T1.csv",
        ])

    let quarter: Quarter
    let dimensions: [Dimension]
    let edition: EditionChoice
    let form: ReportForm

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        dimensions = try arguments.values("by")
        edition = try arguments.value("edition") ?? .open
        form = ReportForm(&arguments)
    }

    func run(in session: Session) async throws {
        let cross = dimensions.count == 2 ? [(dimensions[0], dimensions[1])] : []
        let report = try await session.withApplication {
            switch edition {
            case .open: try await $0.report(on: quarter, by: cross)
            case .latest: try await $0.report(on: quarter, edition: nil, by: cross)
            case .number(let number):
                try await $0.report(on: quarter, edition: number, by: cross)
            }
        }
        let shown = dimensions.isEmpty ? nil : cross.isEmpty ? Set(dimensions) : []
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

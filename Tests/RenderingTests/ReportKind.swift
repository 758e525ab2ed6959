import Casework
import Reporting
import Texts

@testable import Rendering

/// The reports that every form must cope with.
enum ReportKind: String, CaseIterable, Sendable {
    case whole, hub, empty, concealed
    /// A hundred hubs with long names and large numbers.
    case crowded

    func report() throws -> QuarterlyReport {
        let sample = try SampleReport.load()
        return switch self {
        case .whole: sample.whole
        case .hub: sample.hub
        case .empty: sample.empty
        case .concealed: try sample.concealed()
        case .crowded: try sample.crowded.concealed(few: 240_000)
        }
    }

    func wording(_ language: Language) throws -> ReportWording {
        ReportWording(
            report: try report(), texts: Texts(language), made: SampleReport.made)
    }
}

extension ReportTable.Row {
    /// The row's cells as a reader sees them.
    func shown(_ wording: ReportWording) -> [String] {
        cells.map { cell in
            switch cell {
            case .text(let text): text
            case .number(let number): wording.number(number)
            }
        }
    }
}

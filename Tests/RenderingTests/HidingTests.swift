import Casework
import Drawing
import Foundation
import Testing
import Texts

@testable import Rendering
@testable import Reporting

/// What is hidden shows in no form, in no way.
@Suite struct HidingTests {
    /// Two quarters that differ only in what both hide cannot be told apart.
    @Test(arguments: Language.whole)
    func hiddenNumbersLeaveNoTrace(language: Language) throws {
        let sample = try SampleReport.load()
        let texts = Texts(language)
        let report = try Renderings(sample.concealed(), texts, SampleReport.made)
        let other = try Renderings(sample.concealed(adding: 7), texts, SampleReport.made)
        #expect(report.pdf == other.pdf)
        #expect(report.page == other.page)
        #expect(report.svg == other.svg)
        #expect(report.png == other.png)
        #expect(report.workbook == other.workbook)
    }

    /// The samples of the test above differ indeed, and hide something of each kind.
    @Test func samplesDiffer() throws {
        let sample = try SampleReport.load()
        let (report, other) = (sample.concealed(), sample.concealed(adding: 7))
        #expect(report.completeness != other.completeness)
        #expect(report.tables == other.tables)
        let reasons = Set(report.tables.flatMap(\.rows).map(\.figure.suppression))
        #expect(reasons == [.primary, .complementary, nil])
    }

    @Test func everyMarkOfSomethingHiddenHasOneSize() throws {
        let wording = try ReportKind.concealed.wording(.english)
        let figures = ReportFigure.all(wording, .print, .init())
        let boxes = figures.filter { ![.trend, .pyramid].contains($0.subject) }
            .flatMap { $0.pictures.flatMap(\.marks) }.compactMap { mark in
                if case .rectangle(let box, fill: .hatched) = mark { box } else { nil }
            }
        let hidden = wording.report.tables
            .filter { ![.sex, .age, .country].contains($0.dimension) }
            .flatMap(\.rows).count { $0.figure.people == nil }
        #expect(boxes.count == hidden && hidden > 5)
        #expect(Set(boxes.map(\.width)).count == 1 && Set(boxes.map(\.height)).count == 1)
    }

    /// Nothing is measured against what is hidden: not the longest bar, not the darkest shade.
    @Test func scalesSeeOnlyWhatIsShown() {
        let shown = Figure(RawCount(events: 9, identified: 6, anonymous: 4))
        let scale = BarScale([shown, Figure(suppressed: .primary)], length: 100)
        #expect(scale.length(10) == 100)
        #expect(scale.length(nil) == 0)
        let classes = MapScale(greatest: 3_482)
        #expect(classes.shade(3_482) == .shade5)
        #expect(classes.shade(0) == .paper)
        #expect(
            (1...3_482).allSatisfy { people in
                (0..<classes.classes).contains { index in
                    classes.range(of: index).contains(people)
                        && classes.paint(of: index) == classes.shade(people)
                }
            })
    }

    @Test func changesAreHiddenWithEitherSide() throws {
        let sample = try SampleReport.load()
        let report = QuarterlyReport(sample.whole) { figure in
            figure.people == 4_198 ? Figure(suppressed: .complementary) : figure
        }
        let wording = ReportWording(
            report: report, texts: Texts(.english), made: SampleReport.made)
        #expect(wording.changes[0].number == "hidden")
        #expect(!wording.changes[0].label.contains("4,198"))
        #expect(wording.changes[1].number.hasPrefix("-1,226"))
    }
}

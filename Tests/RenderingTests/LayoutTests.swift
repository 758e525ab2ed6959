import Drawing
import Reporting
import Testing
import Texts

@testable import Rendering

/// Nothing lies over something else, and nothing is cut off at an edge.
@Suite struct LayoutTests {
    /// A text with the room that its letters take.
    struct Placed {
        let text: String
        let box: Box

        func overlaps(_ other: Self) -> Bool {
            box.x + 0.3 < other.box.x + other.box.width
                && other.box.x + 0.3 < box.x + box.width
                && box.y + 0.3 < other.box.y + other.box.height
                && other.box.y + 0.3 < box.y + box.height
        }
    }

    private func texts(_ marks: [Mark], _ typesetter: Typesetter) -> [Placed] {
        marks.compactMap { mark in
            guard case .text(let text, let point, let anchor, let style) = mark else { return nil }
            let width = typesetter.width(of: text, style)
            let x =
                switch anchor {
                case .start: point.x
                case .middle: point.x - width / 2
                case .end: point.x - width
                }
            // Capitals are about 0.72 of the size high.
            return Placed(
                text: text,
                box: Box(
                    x: x, y: point.y - style.size * 0.72, width: width, height: style.size * 0.72))
        }
    }

    private func check(
        _ marks: [Mark], within bounds: Box, _ typesetter: Typesetter, _ place: String
    ) {
        let texts = texts(marks, typesetter)
        for (index, text) in texts.enumerated() {
            let box = text.box
            let isInside =
                box.x >= bounds.x - 1 && box.x + box.width <= bounds.x + bounds.width + 1
                && box.y >= bounds.y - 1 && box.y + box.height <= bounds.y + bounds.height + 1
            #expect(isInside, "\(place): \(text.text) is cut off")
            for other in texts[(index + 1)...] where text.overlaps(other) {
                Issue.record("\(place): \(text.text) lies over \(other.text)")
            }
        }
    }

    @Test(arguments: ReadBackTests.all)
    func pages(kind: ReportKind, language: Language) throws {
        let wording = try kind.wording(language)
        let typesetter = Typesetter()
        for paper in Paper.allCases {
            let document = ReportPDF(
                wording.report, texts: wording.texts, paper: paper, made: wording.made
            ).document(typesetter)
            let bounds = Box(
                x: 53, y: 30, width: document.width - 106, height: document.height - 62)
            for (index, page) in document.pages.enumerated() {
                check(page, within: bounds, typesetter, "\(kind) \(paper) \(index + 1)")
            }
        }
    }

    @Test(arguments: ReadBackTests.all)
    func pictures(kind: ReportKind, language: Language) throws {
        let wording = try kind.wording(language)
        let typesetter = Typesetter()
        for style in [ChartStyle.print, .page, .phone] {
            for figure in ReportFigure.all(wording, style, typesetter) {
                for picture in figure.pictures {
                    let bounds = Box(x: 0, y: 0, width: picture.width, height: picture.height)
                    check(picture.marks, within: bounds, typesetter, "\(figure.subject)")
                }
            }
        }
        let sheet = ReportPicture(wording.report, texts: wording.texts, made: wording.made).picture
        let bounds = Box(x: 40, y: 20, width: sheet.width - 80, height: sheet.height - 30)
        check(sheet.marks, within: bounds, typesetter, "sheet")
    }
}

import Casework
import Drawing
import Foundation
import Reporting
import Testing
import Texts

@testable import Rendering

/// What a PDF and a page must be as documents.
@Suite struct DocumentTests {
    @Test(.enabled(if: Tool.hasPoppler, "needs poppler-utils"), arguments: ReadBackTests.cases)
    func pdfIsTaggedNumberedAndMarked(kind: ReportKind, language: Language) throws {
        let wording = try kind.wording(language)
        let bytes = try ReportPDF(
            wording.report, texts: wording.texts, paper: .a4, made: wording.made
        ).bytes
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("/Lang (\(language.rawValue))"))
        let figures = ReportFigure.all(wording, .print, Typesetter())
        let pictures = wording.report.totals.events == 0 ? 0 : figures.flatMap(\.pictures).count
        #expect(text.matches(of: /\/Alt <FEFF/).count == pictures)
        try withFolder { folder in
            let file = folder.appending(path: "report.pdf")
            try Data(bytes).write(to: file)
            let information = try Tool.text("pdfinfo", [file.path])
            #expect(information.contains(wording.documentTitle))
            #expect(information.contains(/Tagged: +yes/))
            #expect(information.contains(/CreationDate: .*Apr 15 .*2021/))
            let fonts = try Tool.text("pdffonts", [file.path]).split(separator: "\n").dropFirst(2)
            #expect(!fonts.isEmpty)
            #expect(fonts.allSatisfy { $0.contains(" yes yes yes ") })
            let structure = try Tool.text("pdfinfo", ["-struct", file.path])
            #expect(structure.contains("H1") && structure.contains("Table"))
            let pages = try Tool.text("pdftotext", [file.path, "-"])
                .split(separator: "\u{C}", omittingEmptySubsequences: false).dropLast()
            for (index, page) in pages.enumerated() {
                let number = wording.texts(
                    "rendering.page", ["page": String(index + 1), "pages": String(pages.count)])
                #expect(page.contains(number))
                #expect(page.contains(wording.audience))
                #expect(page.contains(wording.synthetic ?? "no demonstration"))
                // Head, foot and something between them.
                #expect(page.split(separator: "\n").count > 4)
            }
        }
    }

    @Test(arguments: ReadBackTests.cases)
    func pageAsksForNothing(kind: ReportKind, language: Language) throws {
        let wording = try kind.wording(language)
        let html = ReportPage(wording.report, texts: wording.texts, made: wording.made).html
        let names = html.replacing("http://www.w3.org/2000/svg", with: "")
            .replacing("http://www.w3.org/1999/xhtml", with: "")
        #expect(!names.contains("http:") && !names.contains("https:") && !names.contains("//"))
        #expect(!html.contains("<script") && !html.contains(" style=") && !html.contains("@import"))
        #expect(!html.contains(/\son[a-z]+=/))
        #expect(html.contains(ReportPage.contentSecurityPolicy))
        #expect(html.contains("<style>\(ReportPage.style)</style>"))
        #expect(!html.contains("⟦"))
        // No identifier stands twice, in the page or in its pictures.
        let identifiers = html.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(Set(identifiers).count == identifiers.count)
        let targets = html.matches(of: /(?:href="|url\()#([^")]+)/).map { String($0.1) }
        #expect(targets.allSatisfy(Set(identifiers).contains))
    }

    @Test(.enabled(if: Tool.hasPython, "needs python3"))
    func policyNamesTheStylesheet() throws {
        try withFolder { folder in
            let file = folder.appending(path: "page.css")
            try ReportPage.style.write(to: file, atomically: true, encoding: .utf8)
            let script = """
                import base64, hashlib, sys
                data = open(sys.argv[1], "rb").read()
                print(base64.b64encode(hashlib.sha256(data).digest()).decode(), end="")
                """
            let digest = try Tool.text("python3", ["-c", script, file.path])
            #expect(ReportPage.styleDigest == digest)
        }
    }

    /// The words of the stylesheet, which is one for both languages, are the catalogues'.
    @Test(arguments: Language.whole)
    func stylesheetStampsAsTheCataloguesSay(language: Language) throws {
        let texts = Texts(language)
        let synthetic = texts("rendering.stamp.synthetic")
        for (audience, text) in [
            ("internal", texts("rendering.stamp.internal")),
            ("public", texts("rendering.stamp.public")),
        ] {
            for (name, stamp) in [
                (audience, text), ("\(audience)-synthetic", "\(text) · \(synthetic)"),
            ] {
                let rule =
                    "@page \(name)-\(language.rawValue) "
                    + "{ @top-center { content: \"\(stamp)\"; } }"
                #expect(ReportPage.style.contains(rule))
                #expect(ReportPage.style.contains("{ page: \(name)-\(language.rawValue); }"))
            }
        }
    }

    @Test(arguments: ReportKind.allCases)
    func sameReportGivesSameBytes(kind: ReportKind) throws {
        let wording = try kind.wording(.spanish)
        let (report, texts, made) = (wording.report, wording.texts, wording.made)
        let first = try Renderings(report, texts, made)
        let second = try Renderings(report, texts, made)
        #expect(first == second)
    }
}

/// All forms of a report, as bytes.
struct Renderings: Equatable {
    let pdf: [UInt8]
    let page: String
    let svg: String
    let png: [UInt8]
    let workbook: Data
}

extension Renderings {
    init(_ report: QuarterlyReport, _ texts: Texts, _ made: CalendarDate) throws {
        pdf = try ReportPDF(report, texts: texts, paper: .letter, made: made).bytes
        page = ReportPage(report, texts: texts, made: made).html
        let picture = ReportPicture(report, texts: texts, made: made)
        svg = picture.svg
        png = try picture.png
        workbook = try withFolder { folder in
            let file = folder.appending(path: "report.xlsx")
            try ReportWorkbook(report, texts: texts, made: made).write(to: file.path)
            return try Data(contentsOf: file)
        }
    }
}

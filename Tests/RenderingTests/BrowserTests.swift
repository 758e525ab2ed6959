import Foundation
import Reporting
import Testing
import Texts

@testable import Rendering

/// The page as a browser shows it, under its own Content-Security-Policy.
@Suite(.serialized, .enabled(if: Tool.exists("chromium") && Tool.hasPoppler, "needs chromium"))
struct BrowserTests {
    @Test(arguments: [ReportKind.whole, .concealed], Language.whole)
    func printedPageHasEveryNumberAndItsStamp(kind: ReportKind, language: Language) throws {
        let wording = try kind.wording(language)
        let html = ReportPage(wording.report, texts: wording.texts, made: wording.made).html
        let text = try withFolder { folder in
            let page = folder.appending(path: "report.html")
            let printed = folder.appending(path: "report.pdf")
            try html.write(to: page, atomically: true, encoding: .utf8)
            try Tool.run(
                "chromium",
                [
                    "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                    "--user-data-dir=\(folder.appending(path: "profile").path)",
                    "--print-to-pdf=\(printed.path)", page.path,
                ])
            return try Tool.text("pdftotext", ["-layout", printed.path, "-"])
        }
        // The stamps come from the stylesheet: a policy that refused it would show here.
        let stamps = [wording.audience, wording.synthetic].compactMap(\.self)
            .joined(separator: " · ")
        let pages = text.split(separator: "\u{C}")
        #expect(pages.count > 5)
        #expect(pages.allSatisfy { $0.contains(stamps) })
        let lines = Set(
            text.split(separator: "\n").map { line in
                line.replacing("\u{202F}", with: " ").split(separator: " ")
                    .joined(separator: " ")
            })
        for table in wording.tables {
            for row in table.rows {
                let expected = row.shown(wording).filter { !$0.isEmpty }
                    .joined(separator: " ").replacing("\u{202F}", with: " ")
                #expect(lines.contains(expected), "\(table.name): \(expected)")
            }
        }
    }
}

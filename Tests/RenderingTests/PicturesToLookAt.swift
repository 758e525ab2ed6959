import Foundation
import Testing
import Texts

@testable import Rendering

/// Every form of every sample as a file, for people to look at: `HUB_PICTURES` names the folder.
@Suite struct PicturesToLookAt {
    private static let folder = ProcessInfo.processInfo.environment["HUB_PICTURES"]

    @Test(.enabled(if: folder != nil, "HUB_PICTURES names no folder"), arguments: ReadBackTests.all)
    func write(kind: ReportKind, language: Language) throws {
        let wording = try kind.wording(language)
        let (report, texts, made) = (wording.report, wording.texts, wording.made)
        let folder = URL(filePath: try #require(Self.folder))
        func path(_ form: String) -> URL {
            folder.appending(path: "\(kind)-\(language.rawValue).\(form)")
        }
        for paper in Paper.allCases {
            let bytes = try ReportPDF(report, texts: texts, paper: paper, made: made).bytes
            try Data(bytes).write(to: path("\(paper).pdf"))
        }
        try Data(ReportPage(report, texts: texts, made: made).html.utf8).write(to: path("html"))
        try Data(ReportPicture(report, texts: texts, made: made).png).write(to: path("png"))
        try ReportWorkbook(report, texts: texts, made: made).write(to: path("xlsx").path)
    }
}

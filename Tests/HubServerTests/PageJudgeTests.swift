import Foundation
import Testing
import Texts

@testable import HubServer

/// The pages as a browser shows them, and what axe finds in them.
@Suite struct PageJudgeTests {
    /// Writes every page and what it loads as a server's folder has them.
    static func write(to folder: URL) throws {
        func put(_ bytes: [UInt8], _ path: String) throws {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        for asset in WebAssets.byPath.values { try put(asset.bytes, asset.path) }
        try put(WebAssets.serviceWorker.bytes, "sw.js")
        for page in PageTests.pages {
            try put(Array(page.html.utf8), "\(page.language.rawValue)/\(page.name).html")
        }
        try put(Array(PageFrame.contentSecurityPolicy.utf8), "policy")
    }

    @Test("The pages, written for a look", .enabled(if: folder != nil, "needs HUB_PAGES"))
    func written() throws {
        let folder = try #require(Self.folder)
        try Self.write(to: URL(filePath: folder))
        #expect(FileManager.default.fileExists(atPath: "\(folder)/es/log.html"))
    }

    private static let folder = ProcessInfo.processInfo.environment["HUB_PAGES"]
}

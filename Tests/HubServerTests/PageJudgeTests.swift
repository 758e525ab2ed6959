import Foundation
import HTTP
import Testing
import Texts

@testable import HubServer

/// The pages as a browser shows them, and what axe finds in them.
@Suite(.serialized) struct PageJudgeTests {
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
        // Which pages there are, for who photographs them all (staff_pictures.py).
        let routes = StaffPages.all.filter { $0.method == .get }.map(\.path)
        try put(Array(routes.joined(separator: "\n").utf8), "routes")
    }

    @Test("The pages, written for a look", .enabled(if: folder != nil, "needs HUB_PAGES"))
    func written() throws {
        let folder = try #require(Self.folder)
        try Self.write(to: URL(filePath: folder))
        #expect(FileManager.default.fileExists(atPath: "\(folder)/es/log.html"))
    }

    @Test(
        "No page has a fault for axe, is wider than its screen or breaks its policy",
        .enabled(if: Judge.python != nil, "needs the judges' Python"))
    func accessible() throws {
        try judged(by: "staff_pages.py")
    }

    @Test(
        "The scripts that need no page do what they should",
        .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/node"), "needs node"))
    func scripts() throws {
        let folder = try Self.newFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let scripts = Self.root.appending(path: "Sources/WebFiles/files")
        try FileManager.default.copyItem(at: scripts, to: folder.appending(path: "scripts"))
        let kind = folder.appending(path: "scripts/package.json")
        try Data(#"{"type": "module"}"#.utf8).write(to: kind)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/node")
        process.arguments = [
            Self.root.appending(path: "Tests/Judges/staff_scripts.mjs").path,
            folder.appending(path: "scripts").path,
        ]
        let output = Pipe()
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
    }

    private func judged(by script: String) throws {
        let folder = try Self.newFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try Self.write(to: folder)
        let judges = Self.root.appending(path: "Tests/Judges").path
        let verdict = try Judge.run(
            """
            import runpy, sys
            sys.path.insert(0, "\(judges)")
            sys.argv = ["\(script)", "\(folder.path)"]
            runpy.run_path("\(judges)/\(script)", run_name="__main__")
            """, input: Data())
        #expect(verdict == "")
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func newFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "staff-pages-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private static let folder = ProcessInfo.processInfo.environment["HUB_PAGES"]
}

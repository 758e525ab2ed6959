import Foundation
import HubLogs
import Testing

/// Memory stays bounded whatever a file holds. The limits leave room for the tests beside these.
@Suite struct MemoryTests {
    /// What the process holds in memory, in bytes.
    private func resident() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return try #require(pages) * Int(getpagesize())
    }

    @Test("A log of many megabytes is read in a small part of them")
    func readsLongLogs() throws {
        let size = 120 << 20
        let file = try TemporaryFile("record_id,date,services,notes\n")
        let handle = try #require(FileHandle(forWritingAtPath: file.path))
        try handle.seekToEnd()
        let row = "1,2021-03-01,other,\"" + String(repeating: "x", count: 1 << 19) + "\"\n"
        for _ in 0..<(size / row.utf8.count) { try handle.write(contentsOf: Data(row.utf8)) }
        try handle.close()
        try expectGrowth(below: size / 6 * 5) {
            var reader = try HubLogReader(
                path: file.path, options: TableOptions(), context: HubLogContext.sample())
            return { try reader.next() != nil }
        }
    }

    @Test("Cells that all share one long string unfold row by row")
    func readsSharedStrings() throws {
        let cells = String(repeating: "<c t=\"s\"><v>0</v></c>", count: 4)
        var fixture = WorkbookFixture(rows: String(repeating: "<row>\(cells)</row>", count: 240))
        fixture.sharedStrings = "<si><t>\(String(repeating: "x", count: 1 << 18))</t></si>"
        let file = try fixture.file()
        // 240 MiB of text.
        try expectGrowth(below: 140 << 20) {
            var reader = try TableFile.open(path: file.path, options: TableOptions())
            return { try reader.next() != nil }
        }
    }

    private func expectGrowth(
        below limit: Int, while reading: () throws -> () throws -> Bool
    ) throws {
        let before = try resident()
        let next = try reading()
        var most = try resident()
        while try next() { most = max(most, try resident()) }
        #expect(most - before < limit)
    }
}

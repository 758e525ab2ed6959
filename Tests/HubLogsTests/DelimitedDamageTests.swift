import Foundation
import Glibc
import HubLogs
import Testing

/// Files that are no table, or too much of one.
@Suite struct DelimitedDamageTests {
    @Test func namesWhatIsNoFile() throws {
        let file = try TemporaryFile("a")
        let folder = URL(filePath: file.path).deletingLastPathComponent().path
        #expect(problem(path: folder) == .isDirectory)
        #expect(problem(path: folder + "/none.csv") == .notFound)
        #expect(problem(path: file.path + "/none.csv") == .notFound)
        #expect(problem(path: "/dev/null") == .notAFile)
        let pipe = folder + "/pipe.csv"
        #expect(mkfifo(pipe, 0o600) == 0)
        // Nobody writes to it: to open it as a file would wait for ever.
        #expect(problem(path: pipe) == .notAFile)
        #expect(problem(path: "/proc/self/mem") == .unreadable(code: EIO))
    }

    @Test(.enabled(if: geteuid() != 0, "an administrator may read everything"))
    func namesAMissingRight() throws {
        let file = try TemporaryFile("a,b\n")
        chmod(file.path, 0)
        #expect(problem(file) == .notAllowed)
    }

    @Test func namesAnUnclosedQuote() throws {
        let file = try TemporaryFile("a,b\n1,2\n3,\"x\n4,5\n")
        #expect(problem(file) == .unclosedQuote(line: 3, column: 2))
    }

    @Test func namesWhatIsNoText() throws {
        #expect(
            problem(try TemporaryFile(Array("a,b\n1,2\n3,".utf8) + [0, 0x0A])) == .notText(line: 3))
        let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
        #expect(problem(try TemporaryFile(picture)) == .notText(line: 3))
        #expect(problem(try TemporaryFile("<html><table>", named: "log.xls")) == .markup)
        #expect(problem(try TemporaryFile("\u{FEFF}<?xml version='1.0'?>")) == .markup)
    }

    @Test func namesEncodings() throws {
        let text = "record_id,date,services\n1,2021-03-01,información\n"
        for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
            let bytes = Array(try #require(text.data(using: encoding)))
            let mark: [UInt8] = encoding == .utf16BigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
            #expect(problem(try TemporaryFile(bytes)) == .utf16)
            #expect(problem(try TemporaryFile(mark + bytes)) == .utf16)
        }
        let mixed = Array("a\nñ\n".utf8) + [0xF1, 0x0A]
        #expect(problem(try TemporaryFile(mixed)) == .mixedEncodings(line: 3))
        #expect(
            problem(try TemporaryFile(Array("a\r\nb\r\n".utf8) + [0x81]))
                == .unknownEncoding(line: 3))
    }

    @Test(
        arguments: [
            [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xC3],
        ] as [[UInt8]])
    func takesNothingForUTF8ThatIsNot(bytes: [UInt8]) throws {
        let file = try TemporaryFile(Array("ñ\n".utf8) + bytes + Array("\n".utf8))
        #expect(problem(file) == .mixedEncodings(line: 2))
    }

    @Test func limitsFieldsRowsAndColumns() throws {
        var options = TableOptions()
        options.maximumFieldBytes = 1_000
        options.maximumRowBytes = 3_000
        options.maximumColumns = 10
        func found(_ text: String) throws -> TableError? {
            problem(try TemporaryFile(text), options: options)
        }
        let long = String(repeating: "x", count: 1_000)
        #expect(try found("a,b\n1,\(long)\n\"\(long)\",2\n") == nil)
        #expect(
            try found("a,b\n1,\(long)x\n") == .fieldTooLong(line: 2, column: 2, limit: 1_000))
        #expect(
            try found("a,b\n1,2\n\"\n\n\(long)\",2\n")
                == .fieldTooLong(line: 3, column: 1, limit: 1_000))
        #expect(
            try found("a,b\n\(long),\(long),\(long),x\n") == .rowTooLong(line: 2, limit: 3_000))
        #expect(
            try found("a\n1,2,3,4,5,6,7,8,9,10,11\n") == .tooManyColumns(line: 2, limit: 10))
    }

    @Test("A line without end is refused before it is read to its end")
    func refusesEndlessLines() throws {
        var options = TableOptions()
        options.maximumRowBytes = 1 << 20
        let file = try TemporaryFile("a,b\n1,2\n" + String(repeating: "x", count: 4 << 20))
        #expect(problem(file, options: options) == .rowTooLong(line: 3, limit: 1 << 20))
    }

    @Test("Ten gigabytes of nothing after a heading end at their first byte")
    func refusesHugeHoles() throws {
        let file = try TemporaryFile("record_id,date,services\n")
        try #require(truncate(file.path, 10_000_000_000) == 0)
        #expect(problem(file) == .notText(line: 2))
    }

    @Test func refusesAFileThatChanges() throws {
        let heading = "record_id,date,services\n"
        let file = try TemporaryFile(
            heading + String(repeating: "1,2021-03-01,other\n", count: 20_000))
        let context = try HubLogContext.sample()
        #expect(throws: HubLogFileProblem.table(.changed)) {
            _ = try HubLogReader(
                path: file.path, options: TableOptions(), context: context,
                progress: { _, _ in truncate(file.path, 30) })
        }
    }

    @Test func refusesAFileThatGrowsWhileItIsRead() throws {
        let file = try TemporaryFile(String(repeating: "1,2\n", count: 200_000))
        var reader = try TableFile.open(path: file.path, options: TableOptions())
        #expect(try reader.next()?.fields == ["1", "2"])
        let handle = try #require(FileHandle(forWritingAtPath: file.path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("3,4\n".utf8))
        try handle.close()
        #expect(throws: TableError.changed) {
            while try reader.next() != nil {}
        }
    }
}

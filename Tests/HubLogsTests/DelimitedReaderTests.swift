import Foundation
import HubLogs
import Testing

@Suite struct DelimitedReaderTests {
    @Test(arguments: [",", ";", "\t", "|"])
    func findsTheDelimiterInTheHeading(delimiter: String) throws {
        let heading = ["record_id", "date", "services", "notes, \"all\"; of|them\there"]
        let quoted = "\"" + heading[3].replacingOccurrences(of: "\"", with: "\"\"") + "\""
        let text = (heading.prefix(3) + [quoted]).joined(separator: delimiter) + "\n"
        #expect(try fields(text) == [heading])
    }

    @Test("A delimiter that a spreadsheet names in the first line is taken")
    func takesNamedDelimiter() throws {
        let read = try rows(TemporaryFile("\u{FEFF}sep=;\r\na,b,c;d\r\n1;2\r\n"))
        #expect(read.map(\.fields) == [["a,b,c", "d"], ["1", "2"]])
        #expect(read.map(\.line) == [2, 3])
    }

    @Test(
        "LF, CRLF and CR end lines, in quotes too, and are counted once",
        arguments: ["\n", "\r\n", "\r"])
    func countsLines(end: String) throws {
        let lines = ["a,b", "1,\"x", "\"\"y\"", "", "2,z", ",", "3,w"]
        let read = try rows(TemporaryFile(lines.joined(separator: end)))
        #expect(
            read.map(\.fields) == [["a", "b"], ["1", "x\(end)\"y"], ["2", "z"], ["3", "w"]])
        #expect(read.map(\.line) == [1, 2, 5, 7])
    }

    @Test(
        "Lines are counted across the pieces that the file is read in",
        arguments: ["\n", "\r\n", "\r"])
    func countsLinesInLongFiles(end: String) throws {
        let count = 60_000
        let text = "n,v\(end)" + (1...count).map { "\($0),\"a\(end)b\"\(end)" }.joined()
        let read = try rows(TemporaryFile(text))
        #expect(read.count == count + 1)
        for (place, row) in read.enumerated().dropFirst() {
            try #require(row.line == 2 * place, "\(place)")
            try #require(row.fields == ["\(place)", "a\(end)b"], "\(place)")
        }
    }

    @Test(arguments: [
        ("a,b\n\"1\"x,2\n", [["a", "b"], ["1x", "2"]]),
        ("a,b\n1\"2,\"\"\n", [["a", "b"], ["1\"2", ""]]),
        ("a,b\n\"\"\"1\"\"\",2", [["a", "b"], ["\"1\"", "2"]]),
        ("a,b\n1\n1,2,3\n", [["a", "b"], ["1"], ["1", "2", "3"]]),
        ("\n\n a ,b\n", [[" a ", "b"]]),
        ("a,b\n,\n\n\"\",\"\"\n1,\n", [["a", "b"], ["1", ""]]),
    ])
    func readsQuotesAndRaggedRows(text: String, expected: [[String]]) throws {
        #expect(try fields(text) == expected)
    }

    @Test func readsUTF8WithAndWithoutMark() throws {
        #expect(try fields("ñandú,€\nž,😀\n") == [["ñandú", "€"], ["ž", "😀"]])
        #expect(try fields("\u{FEFF}ñ,b\n1,2\n") == [["ñ", "b"], ["1", "2"]])
    }

    @Test("Windows-1252 is found out by the whole file, not by its beginning")
    func readsWindows1252() throws {
        var bytes = Array("nombre,nota\n".utf8)
        for _ in 0..<50_000 { bytes += Array("Ana,plain\n".utf8) }
        bytes += [0x50, 0x65, 0xF1, 0x61, 0x2C, 0x80, 0x93, 0x9F, 0xFF, 0x0A]
        #expect(try rows(TemporaryFile(bytes)).last?.fields == ["Peña", "€“Ÿÿ"])
    }

    @Test func endsAtTheEndOfTheFile() throws {
        let file = try TemporaryFile("a,b\n1,2")
        var reader = try TableFile.open(path: file.path, options: TableOptions())
        #expect(try reader.next()?.fields == ["a", "b"])
        #expect(try reader.next()?.fields == ["1", "2"])
        #expect(try reader.next() == nil)
        #expect(try reader.next() == nil)
        #expect(reader.progress.done == 7)
        #expect(reader.progress.total == 7)
    }
}

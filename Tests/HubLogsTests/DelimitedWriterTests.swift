import Foundation
import HubLogs
import Testing

@Suite struct DelimitedWriterTests {
    private func written(_ fields: [String]) -> String {
        var writer = DelimitedWriter()
        writer.row(fields)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func quotesWhatNeedsIt() {
        #expect(written(["a", "b,c", "d\"e", "f\ng", ""]) == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n")
        #expect(written(["-12.5", "+", "a-b", "1=2"]) == "-12.5,'+,a-b,1=2\r\n")
    }

    @Test(
        "What a spreadsheet would run begins with an apostrophe",
        arguments: [
            "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1",
            "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://example.org\",\"x\")",
        ])
    func neutralisesFormulas(field: String) throws {
        let read = try rows(TemporaryFile(written(["reason", field]))).first?.fields
        #expect(read?.last?.first == "'")
        #expect(
            read?.last?.replacingOccurrences(of: "'", with: "")
                == field.replacingOccurrences(of: "'", with: ""))
    }

    @Test(
        "Nor does it run where fields are parted otherwise than they were written",
        arguments: [
            "a;=1+1", "a\t=1+1", "a\n=1+1", "a\r\n+1", "a;-1", ";@x", "a\";=1",
        ])
    func neutralisesInnerFormulas(field: String) throws {
        let text = written(["1", field])
        for cell in text.split(whereSeparator: { ";\t\n\r\r\n".contains($0) }) {
            let first = try #require(cell.first)
            #expect(!"=+-@".contains(first), "\(cell)")
        }
    }
}

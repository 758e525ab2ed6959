import CLibZip
import FoundationEssentials
import Glibc
import Testing

/// A file that is no hub log, or no longer one.
struct DamagedLog {
    let name: String
    let bytes: [UInt8]
    /// Where the damage lies, when it lies in a line.
    var line: Int?

    private static let heading =
        "record_id,hub,date,given_names,family_names,services,sex,nationality\n"
    private static let good =
        "A-1,MX-TAP,2021-02-01,Nombre,Secreto,information,female,HND\n"

    static func all() throws -> [DamagedLog] {
        let workbook = try #require(Truth.logs.first { $0.name.hasSuffix(".xlsx") }).bytes
        var junk: [UInt8] = []
        var random = SplitMix(state: 7)
        for _ in 0..<20_000 { junk.append(UInt8.random(in: 0...255, using: &random)) }
        let wrong = Array((heading + good).utf8) + [0x41, 0x81, 0x8D, 0x2C] + Array("x\n".utf8)
        return try [
            .init(name: "half.xlsx", bytes: Array(workbook.prefix(workbook.count / 2))),
            .init(name: "tail.xlsx", bytes: Array(workbook.dropLast(30))),
            .init(name: "flipped.xlsx", bytes: flipped(workbook)),
            .init(name: "junk.csv", bytes: junk),
            .init(name: "junk.xlsx", bytes: [0x50, 0x4B, 0x03, 0x04] + junk),
            .init(name: "empty.csv", bytes: []),
            .init(
                name: "utf16.csv", bytes: [0xFF, 0xFE] + heading.utf16.flatMap { [UInt8($0), 0] }),
            .init(name: "encoding.csv", bytes: wrong, line: 3),
            .init(
                name: "formula.csv",
                bytes: Array((heading + good + good.replacing("A-1", with: "=1+1")).utf8), line: 3),
            .init(
                name: "quote.csv",
                bytes: Array((heading + good + good.replacing("Nombre", with: "\"Nombre")).utf8),
                line: 3),
            .init(
                name: "long.csv",
                bytes: Array((heading + good + "A-2,").utf8)
                    + [UInt8](repeating: 0x78, count: 6 << 20), line: 3),
            .init(name: "notalog.csv", bytes: Array("this,that\n1,2\n".utf8)),
            .init(name: "cell.xlsx", bytes: sheet(text: String(repeating: "x", count: 50 << 20))),
            .init(name: "formula.xlsx", bytes: sheet(formula: "1+1"), line: 2),
            .init(name: "claims.xlsx", bytes: claiming(3 << 30, sheet(text: "x"))),
            .init(name: "laughs.xlsx", bytes: sheet(prolog: laughs)),
        ]
    }

    /// One byte changed in the middle of the packed data, which its checksum must show.
    private static func flipped(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        // The largest part is the sheet; its data lies around the middle of the file.
        bytes[bytes.count / 2] ^= 0xFF
        return bytes
    }

    /// Says of every part that it unfolds to this many bytes.
    private static func claiming(_ size: UInt32, _ archive: [UInt8]) -> [UInt8] {
        var bytes = archive
        for start in bytes.indices.dropLast(46)
        where bytes[start..<start + 4].elementsEqual([0x50, 0x4B, 0x01, 0x02]) {
            for place in 0..<4 {
                bytes[start + 24 + place] = UInt8(truncatingIfNeeded: size >> (8 * UInt32(place)))
            }
        }
        return bytes
    }

    private static let laughs = """
        <!DOCTYPE x [<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">
        <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
        """

    /// A workbook with a heading and one row.
    private static func sheet(
        text: String = "A-1", formula: String? = nil, prolog: String = ""
    ) throws -> [UInt8] {
        func cell(_ text: some StringProtocol) -> String {
            "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        }
        let names = heading.dropLast().split(separator: ",").map(cell).joined()
        let first = formula.map { "<c><f>\($0)</f><v>2</v></c>" } ?? cell(text)
        let rest = good.dropLast().split(separator: ",").dropFirst().map(cell).joined()
        let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        return try archive([
            (
                "_rels/.rels",
                "<Relationships><Relationship Id=\"r\" Type=\"\(relation)/officeDocument\" "
                    + "Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                "<workbook xmlns:r=\"\(relation)\"><sheets><sheet name=\"a\" r:id=\"s\"/></sheets>"
                    + "</workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"s\" Type=\"\(relation)/worksheet\" "
                    + "Target=\"sheet.xml\"/></Relationships>"
            ),
            (
                "xl/sheet.xml",
                "\(prolog)<worksheet><sheetData><row r=\"1\">\(names)</row>"
                    + "<row r=\"2\">\(first)\(rest)</row></sheetData></worksheet>"
            ),
        ])
    }

    private static func archive(_ parts: [(path: String, text: String)]) throws -> [UInt8] {
        let path = Reaper.prefix + UUID().uuidString + ".zip"
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_CREATE | ZIP_EXCL, &code))
        defer { unlink(path) }
        for part in parts {
            let bytes = Array(part.text.utf8)
            // libzip frees the copy when it has written it.
            let copy = try #require(malloc(bytes.count))
            UnsafeMutableRawBufferPointer(start: copy, count: bytes.count).copyBytes(from: bytes)
            let source = zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1)
            try #require(zip_file_add(archive, part.path, source, 0) >= 0)
        }
        try #require(zip_close(archive) == 0)
        return Array(try Data(contentsOf: URL(filePath: path)))
    }
}

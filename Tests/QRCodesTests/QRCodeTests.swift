import Foundation
import QRCodes
import Testing

@Suite struct QRCodeTests {
    @Test(
        "Another program reads back what was encoded",
        arguments: [
            "otpauth://totp/Hubs:ana?secret=GEZDGNBVGY3TQOJQ&issuer=Hubs",
            "Ñandú, MX-TAP 2021", String(repeating: "https://example.org/", count: 40),
        ])
    func readsBack(text: String) throws {
        for correction in [QRCode.Correction.low, .strong] {
            let code = try #require(QRCode(text, correction: correction))
            let picture = "/tmp/hub-qr-\(UUID().uuidString).pgm"
            defer { try? FileManager.default.removeItem(atPath: picture) }
            try Data(pixels(of: code, scale: 4)).write(to: URL(filePath: picture))
            #expect(try zbar(picture) == text)
        }
    }

    @Test("Nothing, and what is too long, have no code")
    func refused() {
        #expect(QRCode("") == nil)
        #expect(QRCode(String(repeating: "a", count: 3_000)) == nil)
    }

    @Test("The SVG's path darkens the modules that are dark, and no other")
    func svg() throws {
        let code = try #require(QRCode("hub"))
        let svg = code.svg(title: "A & <B>")
        #expect(svg.contains("<title>A &amp; &lt;B&gt;</title>"))
        var dark = Set<[Int]>()
        for run in svg.matches(of: /M(\d+) (\d+)h(\d+)v1h-\d+z/) {
            let (left, top, width) = (Int(run.1) ?? 0, Int(run.2) ?? 0, Int(run.3) ?? 0)
            for column in left..<left + width {
                dark.insert([top - QRCode.quietZone, column - QRCode.quietZone])
            }
        }
        for row in 0..<code.size {
            for column in 0..<code.size {
                #expect(dark.contains([row, column]) == code.isDark(row: row, column: column))
            }
        }
    }

    /// What zbar reads in a picture.
    private func zbar(_ picture: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/zbarimg")
        process.arguments = ["--quiet", "--raw", "-Sbinary", picture]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let read = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: read, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// A grey picture of the code with its quiet zone.
    private func pixels(of code: QRCode, scale: Int) -> [UInt8] {
        let side = (code.size + 2 * QRCode.quietZone) * scale
        var bytes = Array("P5 \(side) \(side) 255\n".utf8)
        for y in 0..<side {
            for x in 0..<side {
                let (row, column) = (y / scale - QRCode.quietZone, x / scale - QRCode.quietZone)
                let isInside = (0..<code.size).contains(row) && (0..<code.size).contains(column)
                bytes.append(isInside && code.isDark(row: row, column: column) ? 0 : 255)
            }
        }
        return bytes
    }
}

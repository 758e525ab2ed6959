import Credentials
import FoundationEssentials
import Testing

@testable import Exports

/// A folder is there whole or not at all.
@Suite struct ExportFolderTests {
    private func withDirectory(_ body: (String) throws -> Void) throws {
        let path = "/tmp/hub-exports-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func contents(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    @Test("Until it is published nothing has its name; given up, nothing is left")
    func interrupted() throws {
        try withDirectory { home in
            do {
                let folder = try ExportFolder("\(home)/out")
                let file = try folder.file("a.csv")
                try file.write(String(repeating: "x", count: 1_000_000))
                _ = try file.finish()
                let names = try contents(home)
                #expect(names.count == 1)
                #expect(names.allSatisfy { $0.hasPrefix(".out.incomplete-") })
            }
            #expect(try contents(home) == [])
        }
    }

    @Test("A new and an empty directory are taken, any other is refused and left alone")
    func destinations() throws {
        try withDirectory { home in
            for path in ["\(home)/new", "\(home)/empty/"] {
                if path.hasSuffix("/") {
                    try FileManager.default.createDirectory(
                        atPath: path, withIntermediateDirectories: false)
                }
                let folder = try ExportFolder(path)
                _ = try folder.text("a.txt", ["a"])
                try folder.publish()
                #expect(try contents(path) == ["a.txt"])
            }
            #expect(throws: ExportProblem.notEmpty("\(home)/new")) {
                try ExportFolder("\(home)/new")
            }
            #expect(throws: ExportProblem.self) { try ExportFolder("\(home)/new/a.txt") }
            #expect(throws: ExportProblem.self) { try ExportFolder("\(home)/none/out") }
            // Somebody else was first meanwhile.
            let folder = try ExportFolder("\(home)/late")
            let other = try ExportFolder("\(home)/late")
            _ = try other.text("b.txt", ["b"])
            try other.publish()
            #expect(throws: ExportProblem.notEmpty("\(home)/late")) { try folder.publish() }
            #expect(try contents("\(home)/late") == ["b.txt"])
        }
    }

    @Test("A file is what was written, with its size and its SHA-256")
    func digest() throws {
        try withDirectory { home in
            let folder = try ExportFolder("\(home)/out")
            let file = try folder.file("abc")
            for piece in ["a", "b", "c"] { try file.write(piece) }
            let written = try file.finish(rows: 3)
            // FIPS 180-2, appendix B.1.
            #expect(
                written.sha256
                    == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
            #expect(written.bytes == 3 && written.rows == 3)
        }
    }
}

import Codelists
import FoundationEssentials
import Testing

/// What is built into the binary is what stands in `db/`.
@Suite struct EmbeddedFileTests {
    private let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "db")

    @Test(
        "Every file of the folder is embedded, byte for byte, and nothing else",
        arguments: ["migrations/", "routines/", "codelists/", "consents/", "demonstration/"])
    func isComplete(part: String) throws {
        let embedded = EmbeddedFile.under(part)
        let paths = try FileManager.default.subpathsOfDirectory(
            atPath: folder.appending(path: part).path())
        let files = paths.filter { $0.split(separator: "/").last?.contains(".") == true }
            .filter { !$0.hasSuffix(".md") }
        #expect(Set(files.map { part + $0 }) == Set(embedded.map(\.name)))
        for file in embedded {
            let data = try Data(contentsOf: folder.appending(path: file.name))
            #expect(Array(data) == file.bytes, "\(file.name): run deploy/embed and build again")
        }
    }
}

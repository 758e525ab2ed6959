import Foundation

/// A file of its own for one test, gone when the test is.
final class TemporaryFile: Sendable {
    let path: String
    private let folder: URL

    init(_ bytes: some Sequence<UInt8> = [], named name: String = "log.csv") throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "hub-log-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: name)
        path = file.path
        try Data(bytes).write(to: file)
    }

    convenience init(_ text: String, named name: String = "log.csv") throws {
        try self.init(text.utf8, named: name)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}

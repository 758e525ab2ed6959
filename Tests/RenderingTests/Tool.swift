import Foundation

/// A program from outside, by which what was rendered is read back.
enum Tool {
    struct Failure: Error {
        let command: String
        let output: String
    }

    static let hasPoppler = exists("pdftotext") && exists("pdffonts") && exists("pdfinfo")
    static let hasPython = exists("python3")
    /// The Python that has openpyxl: the system's, or the one on the path.
    static let openpyxl = ["/usr/bin/python3", "python3"].first { python in
        (try? run(python, ["-c", "import openpyxl"])) != nil
    }

    static func exists(_ name: String) -> Bool {
        (try? run("which", [name])) != nil
    }

    /// What the program writes; throws unless it succeeds.
    @discardableResult
    static func run(_ name: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(
                command: ([name] + arguments).joined(separator: " "),
                output: String(decoding: output, as: UTF8.self))
        }
        return output
    }

    static func text(_ name: String, _ arguments: [String]) throws -> String {
        String(decoding: try run(name, arguments), as: UTF8.self)
    }
}

/// A folder of its own for a test's files, gone after it.
func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "rendering-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

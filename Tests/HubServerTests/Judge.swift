import Foundation

/// Other programs' opinion of what the service says, by Python and packages of its own.
enum Judge {
    static let python = ProcessInfo.processInfo.environment["HUB_JUDGES"]

    struct Failure: Error {
        let status: Int32
        let said: String
    }

    /// Runs a script with `input` on its standard input; gives what it printed, without the end of
    /// the last line.
    static func run(_ script: String, input: Data) throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "hub-judge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "input")
        try input.write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: python ?? "/usr/bin/python3")
        process.arguments = ["-c", script]
        process.standardInput = try FileHandle(forReadingFrom: file)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(status: process.terminationStatus, said: said)
        }
        return said.trimmingCharacters(in: .newlines)
    }
}

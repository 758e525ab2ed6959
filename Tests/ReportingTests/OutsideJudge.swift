import Foundation

/// Asks `Tests/Judges`, which share no code with hubctl, about published tables.
///
/// It needs Python with the packages of `deploy/judges-requirements.txt`; `HUBCTL_JUDGE_PYTHON`
/// names the interpreter, if it is not the usual one; `HUB_JUDGE_EFFORT=10` judges ten times as
/// many tables and quarters.
enum OutsideJudge {
    struct Intervals: Decodable {
        struct Interval: Decodable {
            let edition: Int
            let at: [String: String]
            let measure: String
            let least: Int
            let greatest: Int?
            /// Whether somebody who believes the marks knows the number exactly.
            let isKnown: Bool

            var width: Int { (greatest ?? Int.max) - least }
        }

        let intervals: [Interval]
    }

    struct Optimum: Decodable {
        let chosen: Int
        let optimum: Double
        let status: String
    }

    struct Suppressed: Decodable {
        let people: Int
        let cells: Int
        let seconds: Double
    }

    /// How many times as many tables and quarters are judged as in an ordinary run.
    static let effort = max(
        1, ProcessInfo.processInfo.environment["HUB_JUDGE_EFFORT"].flatMap { Int($0) } ?? 1)

    /// Whether what is measured beside the judgements is printed: `HUB_JUDGE_REPORT=1`.
    static let isReporting = ProcessInfo.processInfo.environment["HUB_JUDGE_REPORT"] != nil

    static let isAvailable = (try? run(["-c", "import highspy, numpy"])) != nil
    static let hasArgus = (try? run(["-c", "import pytauargus"])) != nil

    static func intervals(_ tables: [PublishedTables]) throws -> [Intervals] {
        try ask("intervals", tables)
    }

    static func intervals(_ reports: [PublishedReports]) throws -> [Intervals] {
        try ask("reports", reports)
    }

    static func optimum(_ tables: [PublishedTables]) throws -> [Optimum] {
        try ask("optimum", tables)
    }

    /// What tau-Argus hides in tables by two or three dimensions that add up.
    static func suppression(_ tables: [PublishedTables]) throws -> [Suppressed] {
        try ask(nil, tables, of: "suppression.py")
    }

    private static func ask<Answer: Decodable>(
        _ question: String?, _ tables: [some Encodable], of judge: String = "disclosure.py"
    ) throws -> [Answer] {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("tables-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        let lines = try tables.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Judges/\(judge)")
        let answer = try run([program.path] + (question.map { [$0] } ?? []) + [file.path])
        return try answer.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Answer.self, from: Data($0))
        }
    }

    private struct Failure: Error { let status: Int32 }

    private static func run(_ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let python = ProcessInfo.processInfo.environment["HUBCTL_JUDGE_PYTHON"] ?? "python3"
        process.arguments = [python] + arguments
        let output = Pipe()
        // Some leave logs where they are started.
        process.currentDirectoryURL = FileManager.default.temporaryDirectory
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(status: process.terminationStatus)
        }
        return data
    }
}

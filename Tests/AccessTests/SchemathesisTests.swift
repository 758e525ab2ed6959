import Foundation
import Operations
import TestClient
import Testing

/// Another program's opinion of the API: what it says is asked for, wrong and right, and held against
/// what is answered. `Tests/Judges/judge-service` asks for hours, as every role.
@Suite struct SchemathesisTests {
    static let program = ProcessInfo.processInfo.environment["HUB_JUDGES"].map {
        URL(filePath: $0).deletingLastPathComponent().appending(path: "schemathesis")
    }
    static let isInstalled = program.map {
        FileManager.default.isExecutableFile(atPath: $0.path())
    }

    @Test(
        "A manager's answers are all as they are described, and none is a failure of ours",
        .enabled(if: isInstalled == true, "needs the judges' schemathesis"))
    func manager() async throws {
        try await Served.with { served in
            _ = try await served.site.fill()
            _ = try await RouteFixture.fill(served.site)
            guard case .token(let token) = try await served.token(of: "manager") else { return }
            let verdict = try await offPool { try Self.judge(port: served.port, token: token) }
            #expect(verdict.status == 0, "\(verdict.said)")
        }
    }

    private static func judge(port: UInt16, token: String) throws -> (status: Int32, said: String) {
        let judges = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Judges")
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "hub-schemathesis-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = program
        process.currentDirectoryURL = folder
        process.arguments = [
            "--config-file", judges.appending(path: "schemathesis.toml").path(), "run",
            "http://127.0.0.1:\(port)/api/v1/openapi.json", "-H", "Authorization: Bearer \(token)",
            "--checks", "all", "--max-examples", "1", "--phases", "fuzzing",
            "--workers", "1", "--continue-on-failure", "--generation-database", "none",
            "--suppress-health-check", "all", "--max-response-time", "120", "--request-timeout",
            "120", "--seed", "1",
        ]
        process.environment = ProcessInfo.processInfo.environment.merging([
            "PYTHONPATH": judges.path(), "SCHEMATHESIS_HOOKS": "schemathesis_files",
        ]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }
}

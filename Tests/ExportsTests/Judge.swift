import FoundationEssentials
import Glibc
import Testing

/// Judges from outside: Python packages that others wrote, where they are installed.
///
/// `HUB_JUDGES` names the Python that has them; deploy/judges-requirements.txt lists them.
enum Judge {
    static var python: String? {
        ProcessInfo.processInfo.environment["HUB_JUDGES"].flatMap { $0.isEmpty ? nil : $0 }
    }

    struct Verdict: Decodable {
        struct Frictionless: Decodable {
            let valid: Bool
            let errors: [[String?]]
        }

        struct Pycanon: Decodable {
            let rows: Int
            let k: Int
            let l: Int
        }

        struct HXL: Decodable {
            let valid: Bool
            let problems: [String]
            let rows: Int
            let tags: [String]
        }

        let frictionless: Frictionless
        let pycanon: Pycanon?
        let hxl: HXL?
    }

    static func judge(_ kind: String, _ folder: String) throws -> Verdict {
        let script =
            URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Judges/judge-exports").path()
        let output = "\(folder).verdict"
        defer { unlink(output) }
        let python = try #require(Self.python)
        let code = system("'\(python)' '\(script)' \(kind) '\(folder)' > '\(output)'")
        #expect(code == 0)
        return try JSONDecoder().decode(
            Verdict.self, from: Data(contentsOf: URL(filePath: output)))
    }
}

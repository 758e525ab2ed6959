import Console
import Operations
import Texts

/// `hubctl doctor`: checks what everything else stands on, and says what to do.
struct Doctor: Command {
    static let usage = Usage(
        "doctor", summary: "command.doctor", discussion: "command.doctor.discussion",
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl doctor", "hubctl doctor --json"],
        exits: [
            .init(.unavailable, note: "exit.doctor.unavailable"),
            .init(.software, note: "exit.doctor.failed"),
        ])

    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) { isJSON = arguments.flag("json") }

    private struct Document: Encodable {
        struct Finding: Encodable {
            let check: String
            let status: String
            let message: String
        }

        let status: String
        let checks: [Finding]
    }

    func run(in session: Session) async throws {
        let findings = await Diagnosis(session.workplace).findings()
        let worst = findings.map(\.level).max() ?? .ok
        func message(_ finding: Diagnosis.Finding) -> String {
            let key = TextKey("doctor.\(finding.check.rawValue).\(finding.state)")
            return session.texts(key, finding.values)
        }
        if isJSON {
            try session.terminal.json(
                Document(
                    status: worst.name,
                    checks: findings.map {
                        .init(
                            check: $0.check.rawValue, status: $0.level.name, message: message($0))
                    }))
        } else {
            func label(_ level: Diagnosis.Level) -> String {
                session.texts(TextKey("doctor.level.\(level.name)"))
            }
            let width = Diagnosis.Level.allCases.map { label($0).count }.max() ?? 0
            for finding in findings {
                let level = label(finding.level)
                let gap = String(repeating: " ", count: width - level.count + 2)
                session.terminal.write(level + gap + message(finding))
            }
        }
        guard worst == .fail else { return }
        let hasDatabase = !findings.contains { $0.check == .server && $0.level == .fail }
        throw ExitCode(hasDatabase ? .software : .unavailable)
    }
}

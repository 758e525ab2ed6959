import Casework
import Cluster
import Console
import Operations
import Reporting
import Texts

/// `hubctl doctor`: checks what everything else stands on.
struct Doctor: Command {
    static let usage = Usage(
        "doctor", summary: "command.doctor", options: [.flag("json", help: "option.json")],
        examples: ["hubctl doctor"])

    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) { isJSON = arguments.flag("json") }

    private struct Finding: Encodable {
        let check: String
        let isGood: Bool

        enum CodingKeys: String, CodingKey {
            case check
            case isGood = "ok"
        }
    }

    func run(in session: Session) async throws {
        var findings = [
            Finding(
                check: "postgresql", isGood: (try? PrivateCluster.installation()) != nil)
        ]
        do {
            let agrees = try await session.withApplication { application in
                let last = try await application.trend(
                    through: Quarter(index: 4 * 2027 + 3), count: 40)
                for row in last where (row.figure.events ?? 0) > 0 {
                    guard try await application.countsAgree(in: row.quarter) else { return false }
                }
                return true
            }
            findings.append(Finding(check: "key", isGood: true))
            findings.append(Finding(check: "counts", isGood: agrees))
        } catch OperationError.wrongKey {
            findings.append(Finding(check: "key", isGood: false))
        }
        if isJSON {
            try session.terminal.json(findings)
        } else {
            for finding in findings {
                session.terminal.write(
                    session.texts(
                        finding.isGood ? "doctor.ok" : "doctor.bad",
                        ["what": session.texts(.init("doctor.\(finding.check)"))]))
            }
        }
        if findings.contains(where: { !$0.isGood }) { throw ExitCode(.unavailable) }
    }
}

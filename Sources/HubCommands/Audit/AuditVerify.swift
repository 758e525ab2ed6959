import CaseStore
import Console
import Operations
import Reporting
import Texts

/// `hubctl audit verify`: holds the whole trail against its seals.
struct AuditVerify: Command {
    static let usage = Usage(
        "audit verify", summary: "command.audit.verify",
        discussion: "command.audit.verify.discussion",
        options: [
            .value(
                "witness", "file", values: .file, isRepeatable: true, help: "option.audit.witness"),
            .value("root", "seal:root", isRepeatable: true, help: "option.audit.root"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl audit verify", "hubctl audit verify --witness /media/usb/hubs.witness --json",
        ])

    let witnesses: [String]
    let roots: [SealMark]
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        witnesses = try arguments.values("witness")
        roots = try arguments.values("root")
        isJSON = arguments.flag("json")
    }

    private struct Document: Encodable {
        struct Finding: Encodable {
            let kind: String
            let row: Int64?
            let position: Int?
            let seal: Int?
            let count: Int
            let text: String
        }

        let status: String
        let rows: Int
        let firstBad: Int64?
        let seals: Int
        let unsealed: Int
        let witnesses: Int
        let findings: [Finding]

        enum CodingKeys: String, CodingKey {
            case status, rows, seals, unsealed, witnesses, findings
            case firstBad = "first_bad"
        }

        /// What is sound has no first bad row, and says so.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(status, forKey: .status)
            try container.encode(rows, forKey: .rows)
            try container.encode(firstBad, forKey: .firstBad)
            try container.encode(seals, forKey: .seals)
            try container.encode(unsealed, forKey: .unsealed)
            try container.encode(witnesses, forKey: .witnesses)
            try container.encode(findings, forKey: .findings)
        }
    }

    func run(in session: Session) async throws {
        var seals = try witnesses.map { try AuditSeal(witnessAt: $0) }
        if let kept = try session.workplace.keptWitness() { seals.append(kept) }
        let known = seals
        let found = try await session.withApplication {
            try await $0.verifyAuditTrail(witnesses: known, printed: roots)
        }
        let texts = session.texts
        if isJSON {
            try session.terminal.json(
                Document(
                    status: found.isVerified ? "verified" : "mismatch", rows: found.rows,
                    firstBad: found.firstBad, seals: found.seals, unsealed: found.unsealed,
                    witnesses: known.count + roots.count,
                    findings: found.findings.map {
                        Document.Finding(
                            kind: $0.kind.rawValue, row: $0.row, position: $0.position,
                            seal: $0.seal, count: $0.count, text: AuditText.text(of: $0, texts))
                    }))
        } else {
            write(found, witnesses: known.count + roots.count, in: session)
        }
        if !found.isVerified { throw ExitCode(.dataError) }
    }

    /// As many findings as somebody reads; JSON has them all.
    private static let shown = 20

    private func write(_ found: AuditVerification, witnesses: Int, in session: Session) {
        let texts = session.texts
        session.terminal.write(
            texts(
                found.isVerified ? "audit.verify.done" : "audit.verify.mismatch",
                ["rows": texts.number(found.rows), "seals": texts.number(found.seals)]))
        for finding in found.findings.prefix(Self.shown) {
            session.terminal.write("  \(AuditText.text(of: finding, texts))")
        }
        if found.findings.count > Self.shown {
            session.terminal.write(
                texts(
                    "audit.verify.more",
                    ["count": texts.number(found.findings.count - Self.shown)]))
        }
        if found.unsealed > 0 {
            session.terminal.write(
                texts("audit.verify.unsealed", ["rows": texts.number(found.unsealed)]))
        }
        if witnesses == 0 { session.terminal.write(texts("audit.verify.nowitness")) }
    }
}

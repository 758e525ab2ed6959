import CaseStore
import Console
import Operations
import Texts

/// `hubctl audit seal`: covers what was written since the last seal.
struct AuditSealCommand: Command {
    static let usage = Usage(
        "audit seal", summary: "command.audit.seal", discussion: "command.audit.seal.discussion",
        options: [
            .value("output", "file", values: .file, help: "option.audit.seal.output"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl audit seal", "hubctl audit seal --output /media/usb/hubs.witness"])

    let output: String?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        output = try arguments.value("output")
        isJSON = arguments.flag("json")
    }

    private struct Document: Encodable {
        let rows: Int
        let seals: Int
        let latest: AuditSealDocument?
    }

    func run(in session: Session) async throws {
        let sealing = try await session.withApplication { try await $0.sealAuditTrail() }
        if let latest = sealing.latest {
            try session.workplace.keepWitness(latest)
            if let output { try latest.writeWitness(to: output) }
        }
        if isJSON {
            try session.terminal.json(
                Document(
                    rows: sealing.rows, seals: sealing.seals,
                    latest: sealing.latest.map(AuditSealDocument.init)))
            return
        }
        let texts = session.texts
        guard let latest = sealing.latest else {
            session.terminal.write(texts("audit.seal.empty"))
            return
        }
        let document = AuditSealDocument(latest)
        session.terminal.write(
            texts(
                sealing.rows > 0 ? "audit.seal.done" : "audit.seal.nothing",
                [
                    "rows": texts.number(sealing.rows), "seal": String(latest.number),
                    "size": texts.number(latest.size), "root": document.root,
                    "key": document.publicKey,
                ]))
    }
}

import CaseStore
import Casework
import Console
import Credentials
import Operations
import Texts

/// `hubctl audit check proof.json`: needs no database and no installation.
struct AuditCheck: Command {
    static let usage = Usage(
        "audit check", summary: "command.audit.check",
        discussion: "command.audit.check.discussion",
        positionals: [.required("file", values: .file, help: "argument.audit.proof")],
        options: [
            .value("key", "hexadecimal", help: "option.audit.key"),
            .value("witness", "file", values: .file, help: "option.audit.check.witness"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl audit check proof.json --witness hubs.witness"])

    let file: String
    let key: [UInt8]?
    let witness: String?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        file = try arguments.positional("file")
        key = try arguments.value("key") {
            [UInt8](hexadecimal: $0.lowercased()).flatMap { $0.count == 32 ? $0 : nil }
        }
        witness = try arguments.value("witness")
        isJSON = arguments.flag("json")
    }

    private struct Document: Encodable {
        let status: String
        /// The key that signed; `expected` unless nobody said which it should be.
        let key: String
        let expected: Bool
        let row: AuditRowDocument?
        let seal: Int?
        let later: Int?
    }

    func run(in session: Session) async throws {
        let proof = try AuditProof(at: file)
        let witness = try witness.map { try AuditSeal(witnessAt: $0) }
        let expected = key ?? witness?.publicKey
        var statement = proof.verified(publicKey: expected)
        // A proof that ends in another seal than the one somebody has says nothing about theirs.
        if let witness, let found = statement,
            ![found.seal.digest, found.later?.digest].contains(witness.digest)
        {
            statement = nil
        }
        let texts = session.texts
        if isJSON {
            try session.terminal.json(
                Document(
                    status: statement == nil ? "mismatch" : "verified", key: proof.seal.publicKey,
                    expected: expected != nil, row: statement.map { AuditRowDocument($0.row) },
                    seal: statement?.seal.number, later: statement?.later?.number))
        } else if let statement {
            session.terminal.write(AuditText.render(statement.row, texts))
            session.terminal.write(
                texts(
                    expected == nil ? "audit.check.done.unknown" : "audit.check.done",
                    [
                        "seal": String((statement.later ?? statement.seal).number),
                        "time": (statement.later ?? statement.seal).sealedAt.description,
                        "key": proof.seal.publicKey,
                    ]))
        } else {
            session.terminal.write(texts("audit.check.mismatch", ["file": file]))
        }
        if statement == nil { throw ExitCode(.dataError) }
    }
}

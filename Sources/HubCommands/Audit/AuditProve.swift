import Console
import Operations
import Texts

/// `hubctl audit prove 4211 --output proof.json`.
struct AuditProve: Command {
    static let usage = Usage(
        "audit prove", summary: "command.audit.prove",
        discussion: "command.audit.prove.discussion",
        positionals: [.required("row", help: "argument.audit.row")],
        options: [
            .value(
                "output", "file", values: .file, isRequired: true, help: "option.audit.proof"),
            .value("seal", "number", help: "option.audit.upto"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl audit prove 4211 --output proof.json --seal 120"])

    let row: Int64
    let output: String
    let seal: Int?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        row = try arguments.positional("row")
        output = try arguments.value("output") ?? ""
        seal = try arguments.value("seal")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let proof = try await session.withApplication {
            try await $0.proveAuditRow(row, upTo: seal)
        }
        try proof.write(to: output)
        if isJSON {
            try session.terminal.json(proof)
        } else {
            session.terminal.write(
                session.texts(
                    "audit.prove.done",
                    ["row": String(row), "seal": String(proof.seal.number), "file": output]))
        }
    }
}

import Console
import Texts

/// `hubctl completion bash`.
struct CompletionCommand: Command {
    static let usage = Usage(
        "completion", summary: "command.completion",
        positionals: [
            .required("shell", values: .oneOf(["bash", "zsh", "fish"]), help: "argument.shell")
        ],
        examples: ["hubctl completion bash > /etc/bash_completion.d/hubctl"])

    let shell: Completion.Shell

    init(_ arguments: inout Arguments) throws(UsageError) {
        shell = try arguments.positional("shell", parse: { Completion.Shell(rawValue: $0) })
    }

    func run(in session: Session) async throws {
        session.terminal.write(Completion.script(for: shell, program: "hubctl"), terminator: "")
    }
}

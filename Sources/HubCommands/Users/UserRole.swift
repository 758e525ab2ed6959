import Casework
import Console
import Operations
import Texts

/// `hubctl user role ana --role manager --hub MX-TAP`.
struct UserRole: Command {
    static let usage = Usage(
        "user role", summary: "command.user.role",
        positionals: [.required("name", help: "argument.user")], options: PostArguments.options,
        examples: ["hubctl user role ana --role manager --hub MX-TAP"])

    let name: String
    let post: Post

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("name")
        post = try PostArguments.read(&arguments)
    }

    func run(in session: Session) async throws {
        try await session.withApplication { try await $0.changePost(of: name, to: post) }
        session.terminal.write(
            session.texts(
                "user.role.changed",
                [
                    "name": name,
                    "role": session.texts(TextKey("role.\(post.role.rawValue)")),
                ]))
    }
}

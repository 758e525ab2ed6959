import Console
import Operations

/// `hubctl demo load`: loads the synthetic quarter.
struct DemoLoad: Command {
    static let usage = Usage(
        "demo load", summary: "command.demo.load", discussion: "command.demo.load.discussion",
        examples: ["hubctl demo load"])

    init(_ arguments: inout Arguments) throws(UsageError) {}

    func run(in session: Session) async throws {
        let progress = Progress(terminal: session.terminal)
        let summaries = try await session.withApplication { application in
            try await Demonstration(application).load { done, total in
                progress.update(
                    session.texts("progress.files"), done: Int64(done), of: Int64(total))
            }
        }
        progress.finish()
        session.terminal.write(
            session.texts(
                "demo.loaded",
                [
                    "files": String(summaries.count),
                    "accepted": session.texts.number(summaries.reduce(0) { $0 + $1.accepted }),
                    "repeated": session.texts.number(summaries.reduce(0) { $0 + $1.repeated }),
                    "rejected": session.texts.number(summaries.reduce(0) { $0 + $1.rejects.count }),
                ]))
    }
}

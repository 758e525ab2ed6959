import Console
import Operations
import Texts

/// `hubctl demo load`: loads the synthetic quarter.
struct DemoLoad: Command {
    static let usage = Usage(
        "demo load", summary: "command.demo.load", discussion: "command.demo.load.discussion",
        examples: ["hubctl demo load"])

    init(_ arguments: inout Arguments) throws(UsageError) {}

    func run(in session: Session) async throws {
        let progress = ProgressLine(
            session.texts("progress.files"), total: Demonstration.files,
            terminal: session.terminal, texts: session.texts)
        let summaries = try await session.withApplication { application in
            try await Demonstration(application).load { done, _ in
                progress.update(to: done)
            }
        }
        progress.finish()
        guard !summaries.isEmpty else {
            session.terminal.write(session.texts("demo.there"))
            return
        }
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

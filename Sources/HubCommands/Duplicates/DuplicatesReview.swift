import Casework
import Console
import Operations
import Texts

/// `hubctl duplicates review`: one pair after the other, on a terminal.
struct DuplicatesReview: Command {
    static let usage = Usage(
        "duplicates review", summary: "command.duplicates.review",
        discussion: "command.duplicates.review.discussion",
        options: [
            .value("reason", "text", isRequired: true, help: "option.reason"),
            .value("hub", "code", help: "duplicates.option.hub"),
        ],
        examples: [#"hubctl duplicates review --reason "Monthly review""#])

    let reason: String
    let hub: HubCode?

    init(_ arguments: inout Arguments) throws(UsageError) {
        reason = try arguments.value("reason") ?? ""
        hub = try arguments.value("hub")
    }

    func run(in session: Session) async throws {
        let texts = session.texts
        guard session.terminal.isOutputInteractive else {
            throw UsageError.rule("duplicates.rule.terminal")
        }
        try await session.withApplication { application in
            for pair in try await application.duplicates(of: hub, limit: 200_000) {
                // Decided meanwhile, or together with another.
                guard let found = try? await application.duplicate(pair.left, pair.right),
                    found.pair.state == "open"
                else { continue }
                session.terminal.write("\n" + DuplicatesShow.text(found, session))
                switch Self.answer(texts("duplicates.review.question"), session) {
                case .merge:
                    try await application.decide(.merge, pair.left, pair.right, reason: reason)
                    session.terminal.write(texts("duplicates.merged"))
                case .different:
                    try await application.decide(.different, pair.left, pair.right, reason: reason)
                    session.terminal.write(texts("duplicates.dismissed"))
                case .skip: continue
                case .quit: return
                }
            }
            session.terminal.write(texts("duplicates.none"))
        }
    }

    private enum Answer { case merge, different, skip, quit }

    /// The first letter that means something, in either language; the end of the input ends it.
    private static func answer(_ question: String, _ session: Session) -> Answer {
        while true {
            session.terminal.write(question + " ", terminator: "")
            guard let line = readLine() else { return .quit }
            switch line.lowercased().first {
            case "m", "u": return .merge
            case "d": return .different
            case "s", "o": return .skip
            case "q", "t": return .quit
            default: continue
            }
        }
    }
}

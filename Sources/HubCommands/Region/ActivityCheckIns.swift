import Casework
import Console
import Operations
import Texts

/// `hubctl activity checkins talamanca-trafficking --session 1 --accept`.
struct ActivityCheckIns: Command {
    static let usage = Usage(
        "activity checkins", summary: "command.activity.checkins",
        discussion: "command.activity.checkins.discussion",
        positionals: [.required("slug", help: "argument.slug")],
        options: [
            .value("session", "number", help: "option.activity.session"),
            .flag("accept", help: "option.checkins.accept"),
            .flag("discard", help: "option.checkins.discard"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl activity checkins talamanca-trafficking",
            "hubctl activity checkins talamanca-trafficking --session 2 --accept",
        ])

    private let slug: Slug
    private let number: Int
    private let decision: CheckInDecision?
    private let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        slug = try arguments.positional("slug")
        number = try arguments.value("session") ?? 1
        decision = arguments.flag("accept") ? .accept : arguments.flag("discard") ? .discard : nil
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let texts = session.texts
        if let decision {
            let people = try await session.withApplication {
                try await $0.decide(decision, of: slug, session: number)
            }
            session.terminal.write(
                texts(
                    TextKey("checkins.\(decision)"),
                    ["people": texts.number(people), "session": texts.number(number)]))
            return
        }
        let waiting = try await session.withApplication { try await $0.checkIns(of: slug) }
        if isJSON { return try session.terminal.json(waiting) }
        var table = TextTable([
            .right(texts("field.session")), .left(texts("field.name")),
            .left(texts("field.institution")), .left(texts("field.sex")),
        ])
        for one in waiting {
            table.add([
                texts.number(one.session), one.name ?? "–", one.institution ?? "", one.sex,
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}

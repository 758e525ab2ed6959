import Casework
import Console
import Operations
import Texts

/// `hubctl duplicates show LEFT RIGHT`: two people side by side.
struct DuplicatesShow: Command {
    static let usage = Usage(
        "duplicates show", summary: "command.duplicates.show",
        discussion: "command.duplicates.show.discussion",
        positionals: [
            .required("left", help: "duplicates.argument.one"),
            .required("right", help: "duplicates.argument.other"),
        ],
        options: [.flag("json", help: "option.json")],
        examples: [
            "hubctl duplicates show 0178b1a2-7c00-7000-8000-000000000002 0178b1a2-7c00-7000-8000-000000000003"
        ])

    let one: PersonID
    let other: PersonID
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        one = try arguments.positional("left")
        other = try arguments.positional("right")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let found = try await session.withApplication { try await $0.duplicate(one, other) }
        if isJSON {
            try session.terminal.json(found)
        } else {
            session.terminal.write(Self.text(found, session))
        }
    }

    /// Both side by side, what differs marked.
    static func text(_ found: DuplicateComparison, _ session: Session) -> String {
        let texts = session.texts
        var table = TextTable([
            .left(""), .left(texts("duplicates.column.left"), leastWidth: 20),
            .left(texts("duplicates.column.right"), leastWidth: 20),
        ])
        let left = PersonText.rows(found.left, texts)
        let right = PersonText.rows(found.right, texts)
        let marked = Dictionary(
            uniqueKeysWithValues: PersonText.fields.map { (texts($1), $0) })
        var labels = left.map(\.0)
        labels += right.map(\.0).filter { !labels.contains($0) }
        for label in labels {
            let differs = marked[label].map(found.differences.contains) ?? false
            table.add([
                differs ? "≠ \(label)" : "  \(label)",
                left.first { $0.0 == label }?.1 ?? "", right.first { $0.0 == label }?.1 ?? "",
            ])
        }
        let summary = texts(
            "duplicates.show.summary",
            [
                "score": texts.decimal(found.pair.score, decimals: 1),
                "reasons": PersonText.reasons(found.pair.reasons, texts),
            ])
        return table.render(for: session.terminal) + "\n" + summary
    }
}

/// `hubctl duplicates dismiss LEFT RIGHT --reason …`: they are two.
struct DuplicatesDismiss: Command {
    static let usage = Usage(
        "duplicates dismiss", summary: "command.duplicates.dismiss",
        discussion: "command.duplicates.dismiss.discussion",
        positionals: [
            .required("left", help: "duplicates.argument.one"),
            .required("right", help: "duplicates.argument.other"),
        ],
        options: [.value("reason", "text", isRequired: true, help: "option.reason")],
        examples: [
            #"hubctl duplicates dismiss 0178b1a2-7c00-7000-8000-000000000002 0178b1a2-7c00-7000-8000-000000000003 --reason "Twin sisters""#
        ])

    let one: PersonID
    let other: PersonID
    let reason: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        one = try arguments.positional("left")
        other = try arguments.positional("right")
        reason = try arguments.value("reason") ?? ""
    }

    func run(in session: Session) async throws {
        try await session.withApplication {
            try await $0.decide(.different, one, other, reason: reason)
        }
        session.terminal.write(session.texts("duplicates.dismissed"))
    }
}

import CaseStore
import Casework
import Console
import Documents
import Exports
import Operations
import Texts

/// `hubctl action due`: open actions whose day has come, or comes soon.
struct ActionDue: Command {
    static let usage = Usage(
        "action due", summary: "command.action.due",
        options: [
            .value("as-of", "date", help: "option.action.asof"),
            .value("network", "slug", help: "option.action.network"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl action due", "hubctl action due --as-of 2021-04-30 --json"])

    let day: CalendarDate
    let network: Slug?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        day = try arguments.value("as-of") ?? .today
        network = try arguments.value("network")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let actions = try await session.withApplication {
            try await $0.actionsDue(through: day, network: network)
        }
        if isJSON {
            try session.terminal.json(actions.map { DueActionDocument($0, on: day) })
            return
        }
        try session.write(actions)
    }
}

/// The options that a change of an action's state takes.
private let noteOption = Usage.Option.value("note", "text", help: "field.note")

/// `hubctl action done darien-needs --note "Report delivered"`.
struct ActionDone: Command {
    static let usage = Usage(
        "action done", summary: "command.action.done",
        positionals: [.required("slug", help: "argument.slug")],
        options: [noteOption, .flag("dropped", help: "option.action.dropped")],
        examples: ["hubctl action done darien-needs --note \"Report delivered\""])

    let slug: Slug
    let note: String?
    let isDropped: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        slug = try arguments.positional("slug")
        note = try arguments.value("note")
        isDropped = arguments.flag("dropped")
    }

    func run(in session: Session) async throws {
        try await session.withApplication {
            try await $0.setStatus(isDropped ? .dropped : .done, ofAction: slug, note: note)
        }
        session.terminal.write(session.texts("record.changed", ["slug": slug.description]))
    }
}

/// `hubctl action reopen darien-needs --note "One province is missing"`.
struct ActionReopen: Command {
    static let usage = Usage(
        "action reopen", summary: "command.action.reopen",
        positionals: [.required("slug", help: "argument.slug")], options: [noteOption],
        examples: ["hubctl action reopen darien-needs --note \"One province is missing\""])

    let slug: Slug
    let note: String?

    init(_ arguments: inout Arguments) throws(UsageError) {
        slug = try arguments.positional("slug")
        note = try arguments.value("note")
    }

    func run(in session: Session) async throws {
        try await session.withApplication {
            try await $0.setStatus(.open, ofAction: slug, note: note)
        }
        session.terminal.write(session.texts("record.changed", ["slug": slug.description]))
    }
}

/// `hubctl action history darien-needs`.
struct ActionHistory: Command {
    static let usage = Usage(
        "action history", summary: "command.action.history",
        positionals: [.required("slug", help: "argument.slug")],
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl action history darien-needs"])

    let slug: Slug
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        slug = try arguments.positional("slug")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let changes = try await session.withApplication {
            try await $0.history(ofAction: slug)
        }
        if isJSON {
            try session.terminal.json(changes)
            return
        }
        let texts = session.texts
        var table = TextTable(
            [
                .left(texts("field.at")), .left(texts("field.actor")),
                .left(texts("field.status")), .left(texts("field.due")),
                .left(texts("field.note")),
            ])
        for change in changes {
            table.add([
                change.at, change.actor, texts(TextKey("value.\(change.status.rawValue)")),
                change.due?.description ?? "", change.note ?? "",
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}

/// `hubctl action calendar > actions.ics`.
struct ActionCalendarCommand: Command {
    static let usage = Usage(
        "action calendar", summary: "command.action.calendar",
        discussion: "command.action.calendar.discussion",
        options: [.value("network", "slug", help: "option.action.network")],
        examples: ["hubctl action calendar > actions.ics"])

    let network: Slug?

    init(_ arguments: inout Arguments) throws(UsageError) {
        network = try arguments.value("network")
    }

    func run(in session: Session) async throws {
        let entries = try await session.withApplication { try await $0.calendarActions() }
        let calendar = ActionCalendar(entries, of: network, texts: session.texts)
        session.terminal.write(calendar.text, terminator: "")
    }
}

import Casework
import Console
import Credentials
import FoundationEssentials
import Operations
import Texts

/// `hubctl glass person ID --reason TEXT`.
struct GlassPerson: Command {
    static let usage = Usage(
        "glass person", summary: "command.glass.person",
        discussion: "command.glass.person.discussion",
        positionals: [.required("person", help: "case.argument.person")],
        options: [
            .value("reason", "text", isRequired: true, help: "option.reason"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            #"hubctl glass person 0178b1a2-7c00-7000-8000-000000000002 --reason "in hospital, next of kin sought""#
        ])

    let person: PersonID
    let reason: String
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        person = try arguments.positional("person")
        reason = try arguments.value("reason") ?? ""
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let seen = try await session.withApplication {
            try await $0.lookInEmergency(at: person, reason: reason)
        }
        if isJSON { return try session.terminal.json(seen) }
        let parts = [
            seen.givenNames, seen.familyNames, seen.birth, seen.document, seen.phone,
        ]
        session.terminal.write(
            ([seen.hub.description] + parts.compactMap { $0 }).joined(separator: "  "))
    }
}

/// `hubctl glass list`.
struct GlassList: Command {
    static let usage = Usage(
        "glass list", summary: "command.glass.list",
        options: [
            .flag("all", help: "option.glass.all"), .flag("json", help: "option.json"),
        ], examples: ["hubctl glass list", "hubctl glass list --all --json"])

    let isAll: Bool
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        isAll = arguments.flag("all")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let breaks = try await session.withApplication {
            try await $0.glassBreaks(openOnly: !isAll, limit: 1_000)
        }
        if isJSON { return try session.terminal.json(breaks) }
        let texts = session.texts
        if breaks.isEmpty { return session.terminal.write(texts("glass.none")) }
        var table = TextTable([
            .left(texts("column.date")), .left(texts("column.actor")),
            .left(texts("glass.column.hub")), .left(texts("glass.column.subject")),
            .left(texts("glass.column.reason")), .left(texts("glass.column.seen")),
            .left("id"),
        ])
        for look in breaks {
            table.add([
                String(look.at.ISO8601Format().prefix(10)), look.actor, look.hub.description,
                look.person?.description ?? look.caseID?.description ?? "", look.reason,
                look.seenBy ?? "", look.id.description,
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}

/// `hubctl glass seen ID`.
struct GlassSeen: Command {
    static let usage = Usage(
        "glass seen", summary: "command.glass.seen",
        positionals: [.required("look", help: "argument.glass")],
        examples: ["hubctl glass seen 0178b1a2-7c00-7000-8000-000000000041"])

    let look: GlassBreakID

    init(_ arguments: inout Arguments) throws(UsageError) {
        look = try arguments.positional("look")
    }

    func run(in session: Session) async throws {
        try await session.withApplication { try await $0.noteSeen(look) }
        session.terminal.write(session.texts("glass.seen", ["id": look.description]))
    }
}

/// `hubctl retention preview`.
struct RetentionPreviewCommand: Command {
    static let usage = Usage(
        "retention preview", summary: "command.retention.preview",
        discussion: "command.retention.preview.discussion",
        options: [
            .value("as-of", "date", help: "option.retention.asof"),
            .flag("json", help: "option.json"),
        ], examples: ["hubctl retention preview", "hubctl retention preview --as-of 2030-01-01"])

    let day: CalendarDate?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        day = try arguments.value("as-of")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let preview = try await session.withApplication {
            try await $0.retentionPreview(on: day ?? .today)
        }
        if isJSON { return try session.terminal.json(preview) }
        let texts = session.texts
        guard !preview.people.isEmpty else {
            return session.terminal.write(
                texts("retention.none", ["date": preview.asOf.description]))
        }
        var table = TextTable([
            .left(texts("glass.column.hub")), .left(texts("glass.column.subject")),
            .left(texts("retention.column.last")), .right(texts("retention.column.months")),
        ])
        for person in preview.people {
            table.add([
                person.hub.description, person.id.description, person.lastOn.description,
                texts.number(person.months),
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
        session.terminal.write(
            texts(
                "retention.due",
                [
                    "count": texts.number(preview.people.count),
                    "date": preview.asOf.description, "token": preview.token,
                ]))
    }
}

/// `hubctl retention apply --as-of 2026-11-26 --confirm 0123456789ab`.
struct RetentionApply: Command {
    static let usage = Usage(
        "retention apply", summary: "command.retention.apply",
        discussion: "command.retention.apply.discussion",
        options: [
            .value("as-of", "date", isRequired: true, help: "option.retention.asof"),
            .value("confirm", "token", isRequired: true, help: "option.retention.confirm"),
            .flag("json", help: "option.json"),
        ], examples: ["hubctl retention apply --as-of 2026-11-26 --confirm 0123456789ab"])

    let day: CalendarDate
    let token: String
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        day = try arguments.required("as-of")
        token = try arguments.required("confirm")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let erasure = try await session.withApplication {
            try await $0.applyRetention(on: day, token: token)
        }
        if isJSON { return try session.terminal.json(erasure) }
        session.terminal.write(
            session.texts(
                "person.erased",
                [
                    "count": session.texts.number(erasure.persons.count),
                    "path": session.workplace.keyring.path,
                ]))
    }
}

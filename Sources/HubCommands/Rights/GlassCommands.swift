import CaseStore
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
        positionals: PersonDecision.positionals,
        options: PersonDecision.options + [.flag("json", help: "option.json")],
        examples: [
            #"hubctl glass person 0178b1a2-7c00-7000-8000-000000000002 --reason "in hospital, next of kin sought""#
        ])

    let look: PersonDecision
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        look = try PersonDecision(&arguments)
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let seen = try await session.withApplication {
            try await $0.lookInEmergency(at: look.person, reason: look.reason)
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

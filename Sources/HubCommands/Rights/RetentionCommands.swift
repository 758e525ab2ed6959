import Casework
import Codelists
import Console
import Operations
import Texts

/// `hubctl retention rules`.
struct RetentionRules: Command {
    static let usage = Usage(
        "retention rules", summary: "command.retention.rules",
        discussion: "command.retention.preview.discussion",
        options: [.flag("json", help: "option.json")], examples: ["hubctl retention rules"])

    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) { isJSON = arguments.flag("json") }

    func run(in session: Session) async throws {
        let rules = try await session.withApplication { try await $0.retentionRules() }
        if isJSON { return try session.terminal.json(rules) }
        let texts = session.texts
        var table = TextTable([
            .left(texts("retention.column.cases")), .right(texts("retention.column.months")),
        ])
        for rule in rules {
            table.add([
                rule.need?.label(texts) ?? texts("retention.all"), texts.number(rule.months),
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}

/// `hubctl retention set gbv_response --months 120 --reason TEXT`.
struct RetentionSet: Command {
    static let usage = Usage(
        "retention set", summary: "command.retention.set",
        discussion: "command.retention.set.discussion",
        positionals: [.required("need", help: "argument.retention.need")],
        options: [
            .value("months", "number", help: "option.retention.months"),
            .flag("as-others", help: "option.retention.others"),
        ] + PersonDecision.options,
        examples: [
            #"hubctl retention set gbv_response --months 180 --reason "the new law on limitation""#,
            #"hubctl retention set all --months 48 --reason "agreed with the data protection officer""#,
            #"hubctl retention set gbv_response --as-others --reason "the law was repealed""#,
        ])

    /// Nil for all that have no rule of their own.
    let need: Service?
    /// Nil for as long as all others.
    let months: Int?
    let reason: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        need = try arguments.positional("need") { text -> Service?? in
            text == "all" ? .some(nil) : Service(text).map { .some($0) }
        }
        months = try arguments.value("months")
        reason = try arguments.required("reason")
        guard arguments.flag("as-others") == (months == nil), need != nil || months != nil else {
            throw .rule("usage.retention.set")
        }
    }

    func run(in session: Session) async throws {
        try await session.withApplication {
            try await $0.setRetention(of: need, months: months, reason: reason)
        }
        let texts = session.texts
        let cases = need?.label(texts) ?? texts("retention.all")
        session.terminal.write(
            months.map { texts("retention.set", ["cases": cases, "months": texts.number($0)]) }
                ?? texts("retention.unset", ["cases": cases]))
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
        try erasure.show(isJSON: isJSON, in: session)
    }
}

import Casework
import Codelists
import Console
import Operations
import Texts

/// `hubctl activity session talamanca-training --held 2021-03-19`: adds a session.
struct ActivitySessionCommand: Command {
    static let usage = Usage(
        "activity session", summary: "command.activity.session",
        positionals: [.required("slug", help: "argument.slug")],
        options: [
            .value("held", "date", isRequired: true, help: "field.held"),
            .value("place", "text", help: "field.place"), .flag("online", help: "field.online"),
            .value("topic", "text", help: "field.topic"),
        ],
        examples: ["hubctl activity session talamanca-training --held 2021-03-19 --place Bribri"])

    let slug: Slug
    let held: CalendarDate?
    let place: String?
    let isOnline: Bool
    let topic: String?

    init(_ arguments: inout Arguments) throws(UsageError) {
        slug = try arguments.positional("slug")
        held = try arguments.value("held")
        place = try arguments.value("place")
        isOnline = arguments.flag("online")
        topic = try arguments.value("topic")
    }

    func run(in session: Session) async throws {
        guard let held else { throw OperationError.invalid(field: "held") }
        try await session.withApplication { application in
            try await application.change(slug) { (activity: inout Activity) in
                var added = ActivitySession(held: held)
                added.place = place
                added.online = isOnline ? true : nil
                added.topic = topic
                activity.sessions.append(added)
            }
        }
        session.terminal.write(session.texts("record.changed", ["slug": slug.description]))
    }
}

/// `hubctl activity participants sne-training --people 700`: says who came, by count.
struct ActivityParticipants: Command {
    static let usage = Usage(
        "activity participants", summary: "command.activity.participants",
        discussion: "command.activity.participants.discussion",
        positionals: [.required("slug", help: "argument.slug")],
        options: [
            .value("session", "number", help: "option.activity.session"),
            .value("people", "number", help: "field.people"),
            .flag("at-least", help: "field.minimum"),
            .value("institution", "name", help: "field.institution"),
            .value("audience", "audience", help: "field.audience"),
            .value("sex", "sex", help: "field.sex"),
            .value("list", "file", values: .file, help: "option.activity.list"),
        ] + SheetFile.usual + [
            .flag("dry-run", help: "option.record.dryrun"),
            .flag("names", help: "option.activity.names"), .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl activity participants sne-training --people 700 --at-least",
            "hubctl activity participants talamanca-training --list sign-in.xlsx",
            "hubctl activity participants talamanca-training --names",
        ])

    let slug: Slug
    let session: Int
    let count: ParticipantCount?
    let list: ParticipantListFile?
    let showsNames: Bool
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        slug = try arguments.positional("slug")
        session = try arguments.value("session") ?? 1
        let people: Int? = try arguments.value(
            "people", parse: { Int($0).flatMap { $0 > 0 ? $0 : nil } })
        let institution: String? = try arguments.value("institution")
        let audience: ActivityAudience? = try arguments.value(
            "audience", parse: ActivityAudience.init)
        let sex: Sex? = try arguments.value("sex", parse: Sex.init)
        let isMinimum = arguments.flag("at-least")
        count = people.map {
            ParticipantCount(
                people: $0, minimum: isMinimum ? true : nil, institution: institution,
                audience: audience, sex: sex)
        }
        let path: String? = try arguments.value("list")
        let file = try SheetFile(path: path ?? "", &arguments)
            .with(dryRun: arguments.flag("dry-run"))
        list = path.map { _ in ParticipantListFile(file: file) }
        showsNames = arguments.flag("names")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        if let list { try await list.run(for: slug, session: self.session, in: session) }
        if let count { try await add(count, in: session) }
        if showsNames { try await show(in: session) }
        if list == nil, count == nil, !showsNames { throw OperationError.nothingToChange }
    }

    private func add(_ count: ParticipantCount, in session: Session) async throws {
        let number = self.session
        try await session.withApplication { application in
            try await application.change(slug) { (activity: inout Activity) in
                guard activity.sessions.indices.contains(number - 1) else {
                    throw RegionError.unknownSession(number)
                }
                activity.sessions[number - 1].counts.append(count)
            }
        }
        session.terminal.write(session.texts("record.changed", ["slug": slug.description]))
    }

    private func show(in session: Session) async throws {
        let people = try await session.withApplication { try await $0.attendees(of: slug) }
        if isJSON { return try session.terminal.json(people) }
        let texts = session.texts
        var table = TextTable(
            [
                .right(texts("field.session")), .left(texts("field.name")),
                .left(texts("field.institution")), .left(texts("field.sex")),
            ])
        for person in people {
            table.add([
                texts.number(person.session), person.name ?? "–", person.institution ?? "",
                person.sex,
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}

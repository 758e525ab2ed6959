import CaseStore
import Casework
import Console
import Documents
import Exports
import Operations
import Texts

/// `hubctl bulletin submit hubs-2021-q1`, `bulletin return`, `bulletin publish`.
struct BulletinMove<Step: BulletinStep>: Command {
    static var usage: Usage {
        Usage(
            "bulletin \(Step.verb)", summary: TextKey("command.bulletin.\(Step.verb)"),
            positionals: [.required("slug", help: "argument.slug")],
            examples: ["hubctl bulletin \(Step.verb) hubs-2021-q1"])
    }

    let slug: Slug

    init(_ arguments: inout Arguments) throws(UsageError) {
        slug = try arguments.positional("slug")
    }

    func run(in session: Session) async throws {
        try await session.withApplication { try await Step.run(slug, $0) }
        session.terminal.write(session.texts("record.changed", ["slug": slug.description]))
    }
}

/// A step in the life of an item: draft, in review, published.
protocol BulletinStep: Sendable {
    static var verb: String { get }
    static func run(_ slug: Slug, _ application: Application) async throws
}

enum BulletinSubmit: BulletinStep {
    static let verb = "submit"
    static func run(_ slug: Slug, _ application: Application) async throws {
        try await application.submit(slug)
    }
}

enum BulletinReturn: BulletinStep {
    static let verb = "return"
    static func run(_ slug: Slug, _ application: Application) async throws {
        try await application.sendBack(slug)
    }
}

enum BulletinPublish: BulletinStep {
    static let verb = "publish"
    static func run(_ slug: Slug, _ application: Application) async throws {
        try await application.publish(slug)
    }
}

/// `hubctl bulletin correct hubs-2021-q1 --language en --body … --note …`.
struct BulletinCorrect: Command {
    static let usage = Usage(
        "bulletin correct", summary: "command.bulletin.correct",
        positionals: [.required("slug", help: "argument.slug")],
        options: [
            .value("note", "text", isRequired: true, help: "option.bulletin.note"),
            .value("language", "code", isRequired: true, help: "field.language"),
            .value("title", "text", help: "field.title"),
            .value("body", "text", help: "field.body"),
        ],
        examples: [
            "hubctl bulletin correct hubs-2021-q1 --language en --title \"Hubs in seven countries\""
                + " --note \"The title named six.\""
        ])

    let slug: Slug
    let note: String
    let language: String
    let title: String?
    let body: String?

    init(_ arguments: inout Arguments) throws(UsageError) {
        slug = try arguments.positional("slug")
        note = try arguments.value("note") ?? ""
        language = try arguments.value("language") ?? ""
        title = try arguments.value("title")
        body = try arguments.value("body")
    }

    func run(in session: Session) async throws {
        try await session.withApplication { application in
            try await application.correct(slug, note: note) { item in
                guard let place = item.texts.firstIndex(where: { $0.language == language }) else {
                    throw OperationError.invalid(field: "language")
                }
                item.texts[place].title = title ?? item.texts[place].title
                item.texts[place].body = body ?? item.texts[place].body
            }
        }
        session.terminal.write(session.texts("record.changed", ["slug": slug.description]))
    }
}

/// `hubctl bulletin figures`: what the figures in the texts show, and which have a newer edition.
struct BulletinFigures: Command {
    static let usage = Usage(
        "bulletin figures", summary: "command.bulletin.figures",
        options: [.flag("json", help: "option.json")], examples: ["hubctl bulletin figures"])

    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) { isJSON = arguments.flag("json") }

    func run(in session: Session) async throws {
        let entries = try await session.withApplication {
            try await $0.bulletin(onlyPublished: false)
        }
        let documents = entries.flatMap { entry in
            entry.figures.map { BoundFigureDocument(entry.stored.record.slug, $0) }
        }
        if isJSON {
            try session.terminal.json(documents)
            return
        }
        let texts = session.texts
        var table = TextTable(
            [
                .left(texts("field.slug")), .left(texts("field.figure")),
                .right(texts("field.value")), .left(texts("field.status")),
            ])
        for document in documents {
            table.add([
                document.item.description, document.figure,
                document.value.map { texts.number($0) } ?? "–",
                texts(TextKey("bulletin.state.\(document.state)")),
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}

import CaseStore
import Casework
import Console
import Documents
import OpenAPI
import Operations
import Texts

/// `hubctl org list`, and so for every kind of record.
struct RecordList<Record: RecordCommands>: Command {
    static var usage: Usage {
        Usage(
            "\(Record.noun) list", summary: TextKey("command.\(Record.noun).list"),
            options: [.flag("json", help: "option.json")],
            examples: ["hubctl \(Record.noun) list"])
    }

    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) { isJSON = arguments.flag("json") }

    func run(in session: Session) async throws {
        let records = try await session.withApplication { try await $0.records(Record.self) }
        if isJSON {
            try session.terminal.json(records.map(RecordDocument.init))
            return
        }
        try session.write(records.map(\.record))
    }
}

extension Session {
    /// Records as a table, a line each.
    func write<Record: RecordCommands>(_ records: [Record]) throws {
        let text = RecordText<Record>(texts: texts)
        var table = TextTable(
            (["slug"] + Record.columns).map { .left(texts(TextKey("field.\($0)"))) })
        for record in records {
            let object = try record.object
            table.add(
                [record.slug.description]
                    + Record.columns.map {
                        text.cell($0, object[$0] ?? text.inLanguage($0, object))
                    })
        }
        terminal.write(table.render(for: terminal))
    }
}

/// `hubctl org show iom`, and so for every kind of record.
struct RecordShow<Record: RecordCommands>: Command {
    static var usage: Usage {
        Usage(
            "\(Record.noun) show", summary: TextKey("command.\(Record.noun).show"),
            positionals: [.required("slug", help: "argument.slug")],
            options: [.flag("json", help: "option.json")],
            examples: ["hubctl \(Record.noun) show \(Record.examples.edit.prefix { $0 != " " })"])
    }

    let slug: Slug
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        slug = try arguments.positional("slug")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let stored: Stored<Record> = try await session.withApplication {
            try await $0.record(slug)
        }
        if isJSON {
            try session.terminal.json(RecordDocument(stored))
            return
        }
        session.terminal.write(
            RecordText<Record>(texts: session.texts).lines(try stored.record.object)
                .joined(separator: "\n"))
    }
}

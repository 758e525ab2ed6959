import Casework
import Console
import OpenAPI
import Operations
import Texts

/// `hubctl org add iom --name … --country …`, and so for every kind of record.
struct RecordAdd<Record: RecordCommands>: Command {
    static var usage: Usage {
        Usage(
            "\(Record.noun) add", summary: TextKey("command.\(Record.noun).add"),
            positionals: [.required("slug", help: "argument.slug")],
            options: Record.fields.map { $0.option(isNew: true) },
            examples: ["hubctl \(Record.noun) add \(Record.examples.add)"])
    }

    let slug: Slug
    let given: [String: JSONValue]

    init(_ arguments: inout Arguments) throws(UsageError) {
        slug = try arguments.positional("slug")
        given = try Record.given(&arguments)
    }

    func run(in session: Session) async throws {
        var object = Record.defaults
        object["slug"] = .string(slug.description)
        Record.absorb(given, into: &object)
        let record = try Record.read(object)
        _ = try await session.withApplication { try await $0.add(record) }
        session.terminal.write(session.texts("record.added", ["slug": slug.description]))
    }
}

/// `hubctl org edit iom --website …`: changes what is given, keeps the rest.
struct RecordEdit<Record: RecordCommands>: Command {
    static var usage: Usage {
        Usage(
            "\(Record.noun) edit", summary: TextKey("command.\(Record.noun).edit"),
            discussion: "command.record.edit.discussion",
            positionals: [.required("slug", help: "argument.slug")],
            options: Record.fields.map { $0.option(isNew: false) } + [
                .value("if-version", "number", help: "option.ifversion")
            ],
            examples: ["hubctl \(Record.noun) edit \(Record.examples.edit)"])
    }

    let slug: Slug
    let given: [String: JSONValue]
    let version: Int?

    init(_ arguments: inout Arguments) throws(UsageError) {
        slug = try arguments.positional("slug")
        given = try Record.given(&arguments)
        version = try arguments.value("if-version")
    }

    func run(in session: Session) async throws {
        try await session.withApplication { application in
            try await application.change(slug, ifVersion: version) { (record: inout Record) in
                var object = try record.object
                Record.absorb(given, into: &object)
                record = try Record.read(object)
            }
        }
        session.terminal.write(session.texts("record.changed", ["slug": slug.description]))
    }
}

extension RecordCommands {
    fileprivate static func given(
        _ arguments: inout Arguments
    ) throws(UsageError) -> [String: JSONValue] {
        var given: [String: JSONValue] = [:]
        for field in fields { given[field.name] = try field.value(&arguments) }
        return given
    }
}

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
        let (records, marks) = try await session.withApplication {
            (try await $0.records(Record.self), try await Record.marks($0))
        }
        if isJSON {
            try session.terminal.json(
                records.map { MarkedDocument(record: $0, mark: marks[$0.record.slug]) })
            return
        }
        try session.write(records.map(\.record), marks: marks)
    }
}

/// A record of a list, and what somebody should look at in it: by the last word of its text's key.
private struct MarkedDocument<Record: RegionRecord>: Encodable {
    let record: Stored<Record>
    let mark: TextKey?

    private enum CodingKeys: String, CodingKey { case attention }

    func encode(to encoder: any Encoder) throws {
        try RecordDocument(record).encode(to: encoder)
        guard let mark else { return }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(
            mark.rawValue.split(separator: ".").last.map(String.init), forKey: .attention)
    }
}

extension Session {
    /// Records as a table, a line each; what somebody should look at at its end.
    func write<Record: RecordCommands>(
        _ records: [Record], marks: [Slug: TextKey] = [:]
    ) throws {
        let text = RecordText<Record>(texts: texts)
        let isMarked = !marks.isEmpty
        var table = TextTable(
            (["slug"] + Record.columns + (isMarked ? ["figure"] : [])).map {
                .left(texts(TextKey("field.\($0)")))
            })
        for record in records {
            let object = try record.object
            table.add(
                [record.slug.description]
                    + Record.columns.map {
                        text.cell($0, object[$0] ?? text.inLanguage($0, object))
                    } + (isMarked ? [marks[record.slug].map { texts($0) } ?? ""] : []))
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

import Casework
import Codelists
import Console
import Operations
import Texts

/// `hubctl person show ID`.
struct PersonShow: Command {
    static let usage = Usage(
        "person show", summary: "command.person.show",
        discussion: "command.person.show.discussion",
        positionals: [.required("person", help: "case.argument.person")],
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl person show 0178b1a2-7c00-7000-8000-000000000002"])

    let person: PersonID
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        person = try arguments.positional("person")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let view = try await session.withApplication { try await $0.person(person) }
        if isJSON {
            try session.terminal.json(view)
        } else {
            session.terminal.write(PersonText.show(view, session))
        }
    }
}

/// People for people to read.
enum PersonText {
    static func show(_ view: PersonView, _ session: Session) -> String {
        let texts = session.texts
        var table = TextTable([.left(""), .left("", leastWidth: 40)])
        for (label, value) in rows(view, texts) { table.add([label, value]) }
        var text = table.render(for: session.terminal)
        guard !view.visits.isEmpty else { return text }
        var visits = TextTable([
            .left(texts("person.column.date")), .left(texts("person.column.hub")),
            .left(texts("person.column.channel")), .left(texts("person.column.services")),
        ])
        for visit in view.visits {
            visits.add([
                visit.date.description, visit.hub.description, visit.channel.label(texts),
                visit.services.labels(texts),
            ])
        }
        text += "\n" + visits.render(for: session.terminal)
        return text
    }

    /// What is known of somebody, each with its label; what is not known is left out.
    static func rows(_ view: PersonView, _ texts: Texts) -> [(String, String)] {
        var rows: [(String, String)] = []
        func row(_ key: TextKey, _ value: String?) {
            if let value, !value.isEmpty { rows.append((texts(key), value)) }
        }
        row("person.column.id", view.id.description)
        if !view.isReadable { row("person.column.given", texts("person.erased")) }
        row("person.column.given", view.givenNames)
        row("person.column.family", view.familyNames)
        row("person.column.birth", view.birth)
        row("person.column.age", view.ageBand?.label(texts))
        row("person.column.sex", view.sex?.label(texts))
        row("person.column.nationality", view.nationality?.label(texts))
        row("person.column.document", view.document)
        row("person.column.phone", view.phone)
        row("person.column.hub", view.hub.description)
        row("person.column.into", view.mergedInto?.description)
        if view.mergedInto != nil, view.countedAs != view.mergedInto {
            row("person.column.counted", view.countedAs.description)
        }
        row("person.column.merged", view.merged.map(\.description).joined(separator: ", "))
        row("person.column.opened", view.parts?.labels(texts))
        return rows
    }

    /// What may differ between two records, by the names that a comparison gives.
    static let fields: [(String, TextKey)] = [
        ("given_names", "person.column.given"), ("family_names", "person.column.family"),
        ("birth_date", "person.column.birth"), ("sex", "person.column.sex"),
        ("nationality", "person.column.nationality"), ("document", "person.column.document"),
        ("phone", "person.column.phone"),
    ]

    static func reasons(_ codes: [String], _ texts: Texts) -> String {
        codes.map { texts(TextKey("match.\($0)")) }.joined(separator: "; ")
    }
}

import Casework
import Console
import Operations
import Texts

/// `hubctl person merge A B --reason …`: from now on B counts as A.
struct PersonMerge: Command {
    static let usage = Usage(
        "person merge", summary: "command.person.merge",
        discussion: "command.person.merge.discussion",
        positionals: [
            .required("kept", help: "person.argument.kept"),
            .required("duplicate", help: "person.argument.duplicate"),
        ],
        options: [
            .value("reason", "text", isRequired: true, help: "option.reason"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            #"hubctl person merge 0178b1a2-7c00-7000-8000-000000000002 0178b1a2-7c00-7000-8000-000000000003 --reason "Same person: same mother and date, seen by both hubs""#
        ])

    let kept: PersonID
    let duplicate: PersonID
    let reason: String
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        kept = try arguments.positional("kept")
        duplicate = try arguments.positional("duplicate")
        reason = try arguments.value("reason") ?? ""
        isJSON = arguments.flag("json")
    }

    private struct Document: Encodable {
        let person: PersonID
        let into: PersonID

        enum CodingKeys: String, CodingKey {
            case person = "person_id"
            case into = "merged_into"
        }
    }

    func run(in session: Session) async throws {
        try await session.withApplication {
            try await $0.merge(duplicate, into: kept, reason: reason)
        }
        if isJSON {
            try session.terminal.json(Document(person: duplicate, into: kept))
        } else {
            session.terminal.write(
                session.texts(
                    "person.merged",
                    ["duplicate": duplicate.description, "kept": kept.description]))
        }
    }
}

/// `hubctl person unmerge B --reason …`: B counts as themselves again.
struct PersonUnmerge: Command {
    static let usage = Usage(
        "person unmerge", summary: "command.person.unmerge",
        discussion: "command.person.unmerge.discussion",
        positionals: [.required("person", help: "person.argument.merged")],
        options: PersonDecision.options + [.flag("json", help: "option.json")],
        examples: [
            #"hubctl person unmerge 0178b1a2-7c00-7000-8000-000000000003 --reason "They are sisters""#
        ])

    let decision: PersonDecision
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        decision = try PersonDecision(&arguments)
        isJSON = arguments.flag("json")
    }

    private struct Document: Encodable {
        let person: PersonID

        enum CodingKeys: String, CodingKey { case person = "person_id" }
    }

    func run(in session: Session) async throws {
        let person = decision.person
        try await session.withApplication {
            try await $0.unmerge(person, reason: decision.reason)
        }
        if isJSON {
            try session.terminal.json(Document(person: person))
        } else {
            session.terminal.write(
                session.texts("person.unmerged", ["person": person.description]))
        }
    }
}

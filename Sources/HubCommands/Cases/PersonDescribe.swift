import Casework
import Codelists
import Console
import Operations
import Texts

/// `hubctl person describe ID --vulnerabilities pregnant_lactating --languages quc,spa`.
struct PersonDescribe: Command {
    static let usage = Usage(
        "person describe", summary: "command.person.describe",
        discussion: "command.person.describe.discussion",
        positionals: [.required("person", help: "case.argument.person")],
        options: [
            .value("vulnerabilities", "codes", help: "case.option.vulnerabilities"),
            .value("functioning", "answers", help: "case.option.functioning"),
            .value("languages", "codes", help: "case.option.languages"),
        ],
        examples: [
            "hubctl person describe 0178b1a2-7c00-7000-8000-000000000002 --languages quc,spa --functioning seeing=a_lot,hearing=none"
        ])

    let person: PersonID
    let situation: PersonSituation

    init(_ arguments: inout Arguments) throws(UsageError) {
        person = try arguments.positional("person")
        situation = PersonSituation(
            vulnerabilities: try arguments.value(
                "vulnerabilities", parse: { Vulnerability.list($0) }) ?? [],
            functioning: try arguments.value("functioning"),
            languages: try arguments.value("languages", parse: { SpokenLanguage.list($0) }) ?? [])
    }

    func run(in session: Session) async throws {
        try await session.withApplication { try await $0.describe(person, situation) }
        session.terminal.write(
            session.texts("person.described", ["person": person.description]))
    }
}

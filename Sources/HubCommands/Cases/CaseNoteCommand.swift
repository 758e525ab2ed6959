import Casework
import Console
import Operations
import Texts

/// `hubctl case note MX-TAP-2021-000123 --file -`.
struct CaseNoteCommand: Command {
    static let usage = Usage(
        "case note", summary: "command.case.note",
        positionals: [.required("case", help: "case.argument.case")],
        options: [
            .value("file", "file", values: .file, isRequired: true, help: "case.option.note"),
            .value("id", "uuid", help: "case.option.noteid"),
        ],
        examples: ["hubctl case note MX-TAP-2021-000123 --file -"])

    let name: String
    let file: String
    let id: NoteID

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("case")
        file = try arguments.value("file") ?? "-"
        id = try arguments.value("id") ?? .new()
    }

    func run(in session: Session) async throws {
        let text = try TextInput.text(file)
        _ = try await session.withApplication { application in
            try await application.note(text, in: application.caseID(named: name), as: id)
        }
        session.terminal.write(
            session.texts("case.noted", ["case": name, "id": id.description]))
    }
}

/// `hubctl case link MX-TAP-2021-000123 EVENT`.
struct CaseLink: Command {
    static let usage = Usage(
        "case link", summary: "command.case.link",
        positionals: [
            .required("case", help: "case.argument.case"),
            .required("event", help: "argument.event"),
        ],
        examples: [
            "hubctl case link MX-TAP-2021-000123 0178b1a2-7c00-7000-8000-000000000001"
        ])

    let name: String
    let event: EventID

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("case")
        event = try arguments.positional("event")
    }

    func run(in session: Session) async throws {
        try await session.withApplication { application in
            try await application.link(event, to: application.caseID(named: name))
        }
        session.terminal.write(
            session.texts("case.linked", ["case": name, "event": event.description]))
    }
}

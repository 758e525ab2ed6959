import Casework
import Console
import Credentials
import Operations
import Texts

/// `hubctl person erase ID --reason TEXT`.
struct PersonErase: Command {
    static let usage = Usage(
        "person erase", summary: "command.person.erase",
        discussion: "command.person.erase.discussion",
        positionals: [.required("person", help: "case.argument.person")],
        options: [
            .value("reason", "text", isRequired: true, help: "option.reason"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            #"hubctl person erase 0178b1a2-7c00-7000-8000-000000000002 --reason "asked for it in writing""#
        ])

    let person: PersonID
    let reason: String
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        person = try arguments.positional("person")
        reason = try arguments.value("reason") ?? ""
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let erasure = try await session.withApplication {
            try await $0.erase(person, reason: reason)
        }
        if isJSON { return try session.terminal.json(erasure) }
        session.terminal.write(
            session.texts(
                "person.erased.done",
                [
                    "count": session.texts.number(erasure.persons.count),
                    "path": session.workplace.keyring.path,
                ]))
    }
}

/// `hubctl person rectify ID --from FILE --reason TEXT`.
struct PersonRectify: Command {
    static let usage = Usage(
        "person rectify", summary: "command.person.rectify",
        discussion: "command.person.rectify.discussion",
        positionals: [.required("person", help: "case.argument.person")],
        options: [
            .value(
                "from", "file", values: .file, isRequired: true, help: "option.person.from"),
            .value("reason", "text", isRequired: true, help: "option.reason"),
        ],
        examples: [
            #"hubctl person rectify 0178b1a2-7c00-7000-8000-000000000002 --from change.json --reason "showed the birth certificate""#
        ])

    let person: PersonID
    let file: String
    let reason: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        person = try arguments.positional("person")
        file = try arguments.required("from")
        reason = try arguments.value("reason") ?? ""
    }

    func run(in session: Session) async throws {
        let correction = try PersonCorrectionFile.read(file)
        try await session.withApplication {
            try await $0.rectify(person, by: correction, reason: reason)
        }
        session.terminal.write(
            session.texts("person.rectified", ["person": person.description]))
    }
}

/// `hubctl person restrict ID --reason TEXT`.
struct PersonRestrict: Command {
    static let usage = Usage(
        "person restrict", summary: "command.person.restrict",
        discussion: "command.person.restrict.discussion",
        positionals: [.required("person", help: "case.argument.person")],
        options: [.value("reason", "text", isRequired: true, help: "option.reason")],
        examples: [
            #"hubctl person restrict 0178b1a2-7c00-7000-8000-000000000002 --reason "contests what is kept""#
        ])

    let person: PersonID
    let reason: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        person = try arguments.positional("person")
        reason = try arguments.value("reason") ?? ""
    }

    func run(in session: Session) async throws {
        try await session.withApplication {
            try await $0.restrict(person, isRestricted: true, reason: reason)
        }
        session.terminal.write(
            session.texts("person.restricted", ["person": person.description]))
    }
}

/// `hubctl person unrestrict ID --reason TEXT`.
struct PersonUnrestrict: Command {
    static let usage = Usage(
        "person unrestrict", summary: "command.person.unrestrict",
        positionals: [.required("person", help: "case.argument.person")],
        options: [.value("reason", "text", isRequired: true, help: "option.reason")],
        examples: [
            #"hubctl person unrestrict 0178b1a2-7c00-7000-8000-000000000002 --reason "settled with the person""#
        ])

    let person: PersonID
    let reason: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        person = try arguments.positional("person")
        reason = try arguments.value("reason") ?? ""
    }

    func run(in session: Session) async throws {
        try await session.withApplication {
            try await $0.restrict(person, isRestricted: false, reason: reason)
        }
        session.terminal.write(
            session.texts("person.unrestricted", ["person": person.description]))
    }
}

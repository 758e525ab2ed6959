import Casework
import Console
import Credentials
import Operations
import Texts

/// What commands that decide something for a person take alike: whom, and why.
struct PersonDecision {
    static let positionals: [Usage.Positional] = [
        .required("person", help: "case.argument.person")
    ]
    static let options: [Usage.Option] = [
        .value("reason", "text", isRequired: true, help: "option.reason")
    ]

    let person: PersonID
    let reason: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        person = try arguments.positional("person")
        reason = try arguments.required("reason")
    }

    /// Restricts them, or lifts that, and says so.
    func restrict(
        _ isRestricted: Bool, saying text: TextKey, in session: Session
    ) async throws {
        try await session.withApplication {
            try await $0.restrict(person, isRestricted: isRestricted, reason: reason)
        }
        session.terminal.write(session.texts(text, ["person": person.description]))
    }
}

/// `hubctl person erase ID --reason TEXT`.
struct PersonErase: Command {
    static let usage = Usage(
        "person erase", summary: "command.person.erase",
        discussion: "command.person.erase.discussion",
        positionals: PersonDecision.positionals,
        options: PersonDecision.options + [.flag("json", help: "option.json")],
        examples: [
            #"hubctl person erase 0178b1a2-7c00-7000-8000-000000000002 --reason "asked for it in writing""#
        ])

    let decision: PersonDecision
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        decision = try PersonDecision(&arguments)
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let erasure = try await session.withApplication {
            try await $0.erase(decision.person, reason: decision.reason)
        }
        try erasure.show(isJSON: isJSON, in: session)
    }
}

/// `hubctl person rectify ID --from FILE --reason TEXT`.
struct PersonRectify: Command {
    static let usage = Usage(
        "person rectify", summary: "command.person.rectify",
        discussion: "command.person.rectify.discussion",
        positionals: PersonDecision.positionals,
        options: [
            .value(
                "from", "file", values: .file, isRequired: true, help: "option.person.from")
        ] + PersonDecision.options,
        examples: [
            #"hubctl person rectify 0178b1a2-7c00-7000-8000-000000000002 --from change.json --reason "showed the birth certificate""#
        ])

    let decision: PersonDecision
    let file: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        decision = try PersonDecision(&arguments)
        file = try arguments.required("from")
    }

    func run(in session: Session) async throws {
        let correction = try PersonCorrectionFile.read(file)
        try await session.withApplication {
            try await $0.rectify(decision.person, by: correction, reason: decision.reason)
        }
        session.terminal.write(
            session.texts("person.rectified", ["person": decision.person.description]))
    }
}

/// `hubctl person restrict ID --reason TEXT`.
struct PersonRestrict: Command {
    static let usage = Usage(
        "person restrict", summary: "command.person.restrict",
        discussion: "command.person.restrict.discussion",
        positionals: PersonDecision.positionals, options: PersonDecision.options,
        examples: [
            #"hubctl person restrict 0178b1a2-7c00-7000-8000-000000000002 --reason "contests what is kept""#
        ])

    let decision: PersonDecision

    init(_ arguments: inout Arguments) throws(UsageError) {
        decision = try PersonDecision(&arguments)
    }

    func run(in session: Session) async throws {
        try await decision.restrict(true, saying: "person.restricted", in: session)
    }
}

/// `hubctl person unrestrict ID --reason TEXT`.
struct PersonUnrestrict: Command {
    static let usage = Usage(
        "person unrestrict", summary: "command.person.unrestrict",
        positionals: PersonDecision.positionals, options: PersonDecision.options,
        examples: [
            #"hubctl person unrestrict 0178b1a2-7c00-7000-8000-000000000002 --reason "settled with the person""#
        ])

    let decision: PersonDecision

    init(_ arguments: inout Arguments) throws(UsageError) {
        decision = try PersonDecision(&arguments)
    }

    func run(in session: Session) async throws {
        try await decision.restrict(false, saying: "person.unrestricted", in: session)
    }
}

extension Erasure {
    /// Says what was erased, and whose copies are to be replaced.
    func show(isJSON: Bool, in session: Session) throws {
        if isJSON { return try session.terminal.json(self) }
        session.terminal.write(
            session.texts(
                "person.erased.done",
                [
                    "count": session.texts.number(persons.count),
                    "path": session.workplace.keyring.path,
                ]))
    }
}

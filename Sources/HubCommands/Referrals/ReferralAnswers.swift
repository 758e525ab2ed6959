import Casework
import Codelists
import Console
import Operations
import Texts

/// What the answers to a referral take alike, and how they are given.
struct ReferralAnswer {
    static let positionals: [Usage.Positional] = [
        .required("referral", help: "referral.argument.referral")
    ]
    static let options: [Usage.Option] = [
        .value("at-version", "number", help: "case.option.version"),
        .flag("json", help: "option.json"),
    ]

    let id: ReferralID
    let version: Int?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        id = try arguments.positional("referral")
        version = try arguments.value("at-version")
        isJSON = arguments.flag("json")
    }

    func give(_ action: ReferralAction, in session: Session) async throws {
        let referral = try await session.withApplication {
            try await $0.act(on: id, action, expecting: version)
        }
        if isJSON {
            try session.terminal.json(referral)
        } else {
            session.terminal.write(
                session.texts(
                    "referral.stands",
                    ["id": id.description, "status": referral.status.label(session.texts)]))
        }
    }
}

/// `hubctl referral accept ID`.
struct ReferralAccept: Command {
    static let usage = Usage(
        "referral accept", summary: "command.referral.accept",
        positionals: ReferralAnswer.positionals, options: ReferralAnswer.options,
        examples: ["hubctl referral accept 0178b1a2-7c00-7000-8000-000000000005"])

    let answer: ReferralAnswer

    init(_ arguments: inout Arguments) throws(UsageError) {
        answer = try ReferralAnswer(&arguments)
    }

    func run(in session: Session) async throws { try await answer.give(.accept, in: session) }
}

/// `hubctl referral decline ID --reason no_capacity`.
struct ReferralDecline: Command {
    static let usage = Usage(
        "referral decline", summary: "command.referral.decline",
        positionals: ReferralAnswer.positionals,
        options: [
            .value("reason", "code", isRequired: true, help: "referral.option.reason")
        ] + ReferralAnswer.options,
        examples: [
            "hubctl referral decline 0178b1a2-7c00-7000-8000-000000000005 --reason no_capacity"
        ])

    let answer: ReferralAnswer
    let reason: DeclineReason

    init(_ arguments: inout Arguments) throws(UsageError) {
        answer = try ReferralAnswer(&arguments)
        guard let reason = try arguments.value("reason", parse: { DeclineReason($0) }) else {
            throw .missingOption("--reason")
        }
        self.reason = reason
    }

    func run(in session: Session) async throws {
        try await answer.give(.decline(reason), in: session)
    }
}

/// `hubctl referral complete ID --outcome provided`.
struct ReferralComplete: Command {
    static let usage = Usage(
        "referral complete", summary: "command.referral.complete",
        positionals: ReferralAnswer.positionals,
        options: [
            .value("outcome", "code", isRequired: true, help: "referral.option.outcome")
        ] + ReferralAnswer.options,
        examples: [
            "hubctl referral complete 0178b1a2-7c00-7000-8000-000000000005 --outcome provided"
        ])

    let answer: ReferralAnswer
    let outcome: ReferralOutcome

    init(_ arguments: inout Arguments) throws(UsageError) {
        answer = try ReferralAnswer(&arguments)
        guard let outcome = try arguments.value("outcome", parse: { ReferralOutcome($0) }) else {
            throw .missingOption("--outcome")
        }
        self.outcome = outcome
    }

    func run(in session: Session) async throws {
        try await answer.give(.complete(outcome), in: session)
    }
}

/// `hubctl referral no-show ID`.
struct ReferralNoShow: Command {
    static let usage = Usage(
        "referral no-show", summary: "command.referral.noshow",
        positionals: ReferralAnswer.positionals, options: ReferralAnswer.options,
        examples: ["hubctl referral no-show 0178b1a2-7c00-7000-8000-000000000005"])

    let answer: ReferralAnswer

    init(_ arguments: inout Arguments) throws(UsageError) {
        answer = try ReferralAnswer(&arguments)
    }

    func run(in session: Session) async throws { try await answer.give(.noShow, in: session) }
}

/// `hubctl referral withdraw ID`.
struct ReferralWithdraw: Command {
    static let usage = Usage(
        "referral withdraw", summary: "command.referral.withdraw",
        positionals: ReferralAnswer.positionals, options: ReferralAnswer.options,
        examples: ["hubctl referral withdraw 0178b1a2-7c00-7000-8000-000000000005"])

    let answer: ReferralAnswer

    init(_ arguments: inout Arguments) throws(UsageError) {
        answer = try ReferralAnswer(&arguments)
    }

    func run(in session: Session) async throws { try await answer.give(.withdraw, in: session) }
}

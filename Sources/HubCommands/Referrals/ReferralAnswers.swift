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

/// `hubctl referral accept ID`, `referral no-show`, `referral withdraw`: answers that say no more.
struct ReferralMove<Step: ReferralStep>: Command {
    static var usage: Usage {
        Usage(
            "referral \(Step.verb)", summary: Step.summary,
            positionals: ReferralAnswer.positionals, options: ReferralAnswer.options,
            examples: ["hubctl referral \(Step.verb) 0178b1a2-7c00-7000-8000-000000000005"])
    }

    let answer: ReferralAnswer

    init(_ arguments: inout Arguments) throws(UsageError) {
        answer = try ReferralAnswer(&arguments)
    }

    func run(in session: Session) async throws {
        try await answer.give(Step.action, in: session)
    }
}

/// An answer to a referral that says no more than itself.
protocol ReferralStep: Sendable {
    static var verb: String { get }
    static var summary: TextKey { get }
    static var action: ReferralAction { get }
}

enum ReferralAccept: ReferralStep {
    static let verb = "accept"
    static let summary: TextKey = "command.referral.accept"
    static let action = ReferralAction.accept
}

enum ReferralNoShow: ReferralStep {
    static let verb = "no-show"
    static let summary: TextKey = "command.referral.noshow"
    static let action = ReferralAction.noShow
}

enum ReferralWithdraw: ReferralStep {
    static let verb = "withdraw"
    static let summary: TextKey = "command.referral.withdraw"
    static let action = ReferralAction.withdraw
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

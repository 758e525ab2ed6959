import Casework
import Codelists
import Console
import Operations
import Texts

/// `hubctl consent give PERSON --purpose referral --hub MX-TAP --to GT-TEC`.
struct ConsentGive: Command {
    static let usage = Usage(
        "consent give", summary: "command.consent.give",
        discussion: "command.consent.give.discussion",
        positionals: [.required("person", help: "case.argument.person")],
        options: [
            .value("purpose", "code", isRequired: true, help: "consent.option.purpose"),
            .value("hub", "code", isRequired: true, help: "consent.option.hub"),
            .value("text-version", "name", isRequired: true, help: "consent.option.text"),
            .value("to", "receiver", help: "consent.option.to"),
            .value("covers", "parts", help: "consent.option.covers"),
            .value("date", "date", help: "consent.option.date"),
            .value("channel", "code", help: "consent.option.channel"),
            .value("language", "code", help: "consent.option.language"),
            .value("id", "uuid", help: "consent.option.id"),
        ],
        examples: [
            "hubctl consent give 0178b1a2-7c00-7000-8000-000000000002 --purpose referral --hub MX-TAP --to GT-TEC --covers name,needs,summary --language quc --text-version 2021-01"
        ])

    let person: PersonID
    let purpose: ConsentPurpose
    let hub: HubCode
    let textVersion: String
    let receiver: Receiver?
    let covers: [SharedPart]?
    let said: SaidConsent
    let id: ConsentID

    init(_ arguments: inout Arguments) throws(UsageError) {
        person = try arguments.positional("person")
        purpose = try arguments.purpose()
        hub = try arguments.required("hub")
        textVersion = try arguments.value("text-version") ?? ""
        receiver = try arguments.value("to")
        covers = try arguments.value("covers", parse: { SharedPart.list($0) })
        said = try SaidConsent(&arguments)
        id = try arguments.value("id") ?? .new()
    }

    func run(in session: Session) async throws {
        try await session.withApplication { application in
            _ = try await application.give(
                Consent(
                    id: id, person: person, purpose: purpose, receiver: receiver,
                    covers: covers ?? (purpose == .referral ? Consent.usualParts : []), hub: hub,
                    given: try await said.statement(at: hub, application),
                    textVersion: textVersion))
        }
        session.terminal.write(session.texts("consent.given", ["id": id.description]))
    }
}

/// `hubctl consent withdraw PERSON --purpose referral --hub MX-TAP --to GT-TEC`.
struct ConsentWithdraw: Command {
    static let usage = Usage(
        "consent withdraw", summary: "command.consent.withdraw",
        discussion: "command.consent.withdraw.discussion",
        positionals: [.required("person", help: "case.argument.person")],
        options: [
            .value("purpose", "code", isRequired: true, help: "consent.option.purpose"),
            .value("hub", "code", isRequired: true, help: "consent.option.hub"),
            .value("to", "receiver", help: "consent.option.from"),
            .value("date", "date", help: "consent.option.date"),
            .value("channel", "code", help: "consent.option.channel"),
            .value("language", "code", help: "consent.option.language"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl consent withdraw 0178b1a2-7c00-7000-8000-000000000002 --purpose referral --hub MX-TAP --to GT-TEC"
        ])

    let person: PersonID
    let purpose: ConsentPurpose
    let hub: HubCode
    let receiver: Receiver?
    let said: SaidConsent
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        person = try arguments.positional("person")
        purpose = try arguments.purpose()
        hub = try arguments.required("hub")
        receiver = try arguments.value("to")
        said = try SaidConsent(&arguments)
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let withdrawal = try await session.withApplication { application in
            try await application.withdraw(
                purpose, of: person, from: receiver, saidTo: hub,
                said.statement(at: hub, application))
        }
        if isJSON {
            try session.terminal.json(withdrawal)
        } else {
            session.terminal.write(
                session.texts(
                    "consent.withdrawn",
                    [
                        "count": session.texts.number(withdrawal.consents),
                        "referrals": session.texts.number(withdrawal.referrals.count),
                    ]))
        }
    }
}

/// `hubctl consent list PERSON`.
struct ConsentList: Command {
    static let usage = Usage(
        "consent list", summary: "command.consent.list",
        positionals: [.required("person", help: "case.argument.person")],
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl consent list 0178b1a2-7c00-7000-8000-000000000002"])

    let person: PersonID
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        person = try arguments.positional("person")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let view = try await session.withApplication { try await $0.consents(of: person) }
        let texts = session.texts
        if isJSON {
            try session.terminal.json(view)
            return
        }
        if view.consents.isEmpty {
            session.terminal.write(texts("consent.none"))
            return
        }
        var table = TextTable([
            .left(texts("consent.column.purpose")), .left(texts("consent.column.receiver")),
            .left(texts("consent.column.covers")), .left(texts("consent.column.given")),
            .left(texts("consent.column.language")), .left(texts("consent.column.withdrawn")),
        ])
        for consent in view.consents {
            table.add([
                consent.purpose.label(texts), consent.receiver?.description ?? "",
                consent.covers.labels(texts), consent.givenOn.description,
                consent.language.label(texts), consent.withdrawnOn?.description ?? "",
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
        guard !view.shared.isEmpty else { return }
        var shared = TextTable([
            .left(texts("consent.column.shared")), .left(texts("consent.column.covers")),
            .left(texts("consent.column.sent")), .left(texts("case.column.status")),
            .left(texts("consent.column.visible")),
        ])
        for sharing in view.shared {
            shared.add([
                sharing.name, sharing.parts.labels(texts), sharing.sentOn.description,
                sharing.status.label(texts),
                texts(sharing.isVisible ? "consent.visible" : "consent.gone"),
            ])
        }
        session.terminal.write("\n" + shared.render(for: session.terminal))
    }
}

/// When, how and in which language somebody said so, as a command line gives it.
struct SaidConsent {
    let date: CalendarDate?
    let channel: Channel
    let language: SpokenLanguage

    init(_ arguments: inout Arguments) throws(UsageError) {
        date = try arguments.value("date")
        channel = try arguments.value("channel", parse: { Channel($0) }) ?? Channel(number: 1)
        language =
            try arguments.value("language", parse: { SpokenLanguage($0) })
            ?? SpokenLanguage(number: 1)
    }

    func statement(
        at hub: HubCode, _ application: Application
    ) async throws -> Consent.Statement {
        let day = if let date { date } else { try await application.today(at: hub) }
        return Consent.Statement(on: day, channel: channel, language: language)
    }
}

extension Arguments {
    fileprivate mutating func purpose() throws(UsageError) -> ConsentPurpose {
        guard let purpose = try value("purpose", parse: { ConsentPurpose($0) }) else {
            throw .missingOption("--purpose")
        }
        return purpose
    }
}

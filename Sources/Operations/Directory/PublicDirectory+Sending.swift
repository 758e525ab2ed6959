public import CaseStore
public import Casework
import Credentials
import FoundationEssentials
import Postgres
public import Texts

/// What becomes of something that was sent in.
public enum SendingOutcome: Sendable, Equatable {
    case taken
    /// Too much came from there, for that address, or at all: another time.
    case tooMany
    /// The same, of somebody who was told so a moment ago: answered in as few words as can be.
    case tooManyAgain
    /// The form is not one of ours, or too old; or it was filled in faster than anybody can.
    case staleForm
    /// What is wrong, by the field's name.
    case faulty(String)
}

/// What stands in a form.
public struct SentForm: Sendable {
    /// The signed name of the form.
    public var form: String
    /// What the script found, where there was one.
    public var proof: String
    /// Filled in only by programs: nobody sees it.
    public var trap: String

    public init(form: String, proof: String, trap: String) {
        self.form = form
        self.proof = proof
        self.trap = trap
    }
}

extension PublicDirectory {
    /// How long a form may be filled in, and how long at least it takes without a script, in seconds.
    private static let formLife = 86_400
    private static let leastTime = 4
    /// How long a link that confirms is good, and one that changes.
    static let confirmLife = 7 * 86_400
    static let changeLife = 2 * 86_400
    static let reminderLife = 60 * 86_400

    /// The name of a form that is about to be shown.
    public func newForm() -> String {
        vault.links.signed(.form, LinkKey.newName(), until: now + Self.formLife)
    }

    /// Takes in what an organisation says about itself, and mails a link to confirm it.
    ///
    /// A filled trap is answered like everything else, and forgotten.
    public func register(
        _ place: Place, contact: String, _ form: SentForm, from address: String, texts: Texts
    ) async throws -> SendingOutcome {
        if let outcome = refusal(of: form) { return outcome }
        if let field = place.faultyField { return .faulty(field) }
        guard let contact = MailAddress(contact), contact.isReachable else {
            return .faulty("contact")
        }
        guard form.trap.isEmpty else { return .taken }
        let source = source(of: address)
        let hasWorked = WorkProof.isRight(form.proof, for: form.form)
        guard !gate.isShut(for: source, hasWorked: hasWorked, now: now) else {
            await gate.hold()
            return .tooManyAgain
        }
        let id = RegistrationID.new()
        let token = vault.links.signed(.confirm, id.description, until: now + Self.confirmLife)
        let mail = DirectoryMail(site: site, texts: texts)
            .confirmation(of: place, link: "/map/confirm?token=\(token)", to: contact)
        let registration = NewRegistration(
            id: id, document: place, contact: contact, language: texts.language.rawValue,
            source: source, form: digest(of: form), hasWorked: hasWorked)
        let answer = try await database.transaction { connection in
            try await connection.one(
                try .send(registration, mail: mail))
        }
        if answer == "taken" { return .taken }
        gate.shut(for: source, hasWorked: hasWorked, now: now)
        return .tooMany
    }

    /// Says that the sender reads the mail of the address; false for a link that is not good.
    public func confirm(_ token: String) async throws -> Bool {
        guard let subject = vault.links.subject(of: token, .confirm, now: now)?.subject,
            let id = RegistrationID(subject)
        else { return false }
        return try await database.transaction {
            try await $0.one(.confirm(registration: id))
        }
    }

    /// Whether a link to confirm is one of ours and still good; nothing is done by it.
    public func isConfirmation(_ token: String) -> Bool {
        vault.links.subject(of: token, .confirm, now: now) != nil
    }

    /// Mails a link to change an entry, if the address is its people's; whoever asks is not told.
    public func mailLink(
        for slug: Slug, address: String, _ form: SentForm, texts: Texts
    ) async throws -> SendingOutcome {
        if let outcome = refusal(of: form) { return outcome }
        guard let address = MailAddress(address) else { return .faulty("contact") }
        guard form.trap.isEmpty else { return .taken }
        try await database.transaction { connection in
            guard let id = try await connection.first(.linkablePlace(slug, address: address)) ?? nil
            else { return }
            let mail = DirectoryMail(site: site, texts: texts).link(
                "/map/edit?token=\(changeToken(for: id, life: Self.changeLife))", of: slug,
                to: address)
            try await connection.run(
                .mailContact(of: id, mail))
        }
        return .taken
    }

    private func changeToken(for id: ID<Place>, life: Int) -> String {
        vault.links.signed(.change, id.description, until: now + life)
    }

    /// The entry that a link leads to, as its own people see it; nil for a link that is not good.
    public func own(_ token: String) async throws -> OwnPlace? {
        guard let id = entry(of: token) else { return nil }
        return try await database.first(.ownPlace(id))
    }

    /// Takes in a change by an entry's own people: it waits for a decision.
    public func change(
        _ token: String, to place: Place, _ form: SentForm
    ) async throws -> SendingOutcome {
        guard let id = entry(of: token) else { return .staleForm }
        if let outcome = refusal(of: form) { return outcome }
        if let field = place.faultyField { return .faulty(field) }
        guard form.trap.isEmpty else { return .taken }
        let digest = digest(of: form)
        let isTaken = try await database.transaction {
            try await $0.one(try .sendChange(.new(), of: id, place, form: digest))
        }
        return isTaken ? .taken : .tooMany
    }

    /// An entry's own people say that all of it is still so; false for a link that is not good.
    public func verify(_ token: String) async throws -> Bool {
        guard let id = entry(of: token) else { return false }
        return try await database.transaction { try await $0.one(.verify(id)) }
    }

    private func entry(of token: String) -> ID<Place>? {
        vault.links.subject(of: token, .change, now: now).flatMap { ID<Place>($0.subject) }
    }

    func digest(of form: SentForm) -> [UInt8] { ContentDigest.of(Array(form.form.utf8)) }

    /// Why a form is not taken at all.
    func refusal(of form: SentForm) -> SendingOutcome? {
        guard let known = vault.links.subject(of: form.form, .form, now: now) else {
            return .staleForm
        }
        let age = Self.formLife - (known.until - now)
        guard age >= Self.leastTime || WorkProof.isRight(form.proof, for: form.form) else {
            return .staleForm
        }
        return nil
    }

    /// A keyed hash of where something came from.
    func source(of address: String) -> [UInt8] {
        vault.links.source(Self.network(of: address))
    }

    /// What of an address one sender has: the whole of it, or with IPv6 the first four groups.
    private static func network(of address: String) -> String {
        let groups = address.split(separator: ":", omittingEmptySubsequences: false)
        return groups.count > 2 ? groups.prefix(4).joined(separator: ":") : address
    }
}

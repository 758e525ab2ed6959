import CaseStore
public import Casework
public import Codelists
import Postgres

/// What came of withdrawing consent.
public struct Withdrawal: Sendable, Encodable {
    /// How many consents it ended.
    public let consents: Int
    /// The referrals that were withdrawn with it.
    public let referrals: [ReferralID]
}

extension Application {
    /// Records that a person agrees to something.
    public func give(_ consent: Consent) async throws -> Recorded<ConsentID> {
        try permit(.manageCases, at: consent.hub)
        let digest = sealer.digest(of: consent)
        return try await write { connection in
            if let known = try await connection.first(.consent(consent.id)) {
                guard known.digest == digest else {
                    throw CaseworkError.otherContent(consent.id.description)
                }
                return .repeated(consent.id)
            }
            let directory = try await HubDirectory.load(on: connection)
            guard let entry = directory.entries[consent.hub] else {
                throw OperationError.unknownHub(consent.hub.description)
            }
            if let field = consent.problem(today: entry.today) {
                throw CaseworkError.problem(.invalid(field))
            }
            let receiver = try await consent.receiver.asyncMap {
                try await stored($0, directory, on: connection)
            }
            try await connection.run(
                .give(consent, hub: entry.number, to: receiver, actor: actor.name, digest: digest))
            let parts = consent.covers.map { #""\#($0.code)""# }.joined(separator: ", ")
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "consent give",
                    subject: consent.person.description,
                    content: """
                        {"consent": "\(consent.id)", "purpose": "\(consent.purpose.code)", \
                        "covers": [\(parts)]}
                        """))
            return .new(consent.id)
        }
    }

    /// Records that a person does not agree any more. It takes effect with this transaction:
    /// referrals that rest on it are withdrawn, and what they shared is gone.
    ///
    /// A nil `receiver` withdraws a consent to referrals from every receiver. What was withdrawn
    /// before stays so, and nothing is recorded again.
    public func withdraw(
        _ purpose: ConsentPurpose, of person: PersonID, from receiver: Receiver? = nil,
        saidTo hub: HubCode, _ said: Consent.Statement
    ) async throws -> Withdrawal {
        try permit(.manageCases, at: hub)
        return try await write { connection in
            let directory = try await HubDirectory.load(on: connection)
            guard let entry = directory.entries[hub] else {
                throw OperationError.unknownHub(hub.description)
            }
            guard said.on <= entry.today else { throw CaseworkError.problem(.invalid("date")) }
            let named = try await receiver.asyncMap {
                try await stored($0, directory, on: connection)
            }
            let live = try await connection.all(
                .liveConsents(of: person, for: purpose, to: named))
            guard !live.isEmpty else {
                // Said again, as when an answer was lost: there is nothing left to withdraw.
                let ever = try await connection.all(.consents(of: person)).contains {
                    $0.content.purpose == purpose
                        && (receiver == nil || $0.content.receiver == receiver)
                }
                guard ever else { throw CaseworkError.noConsent(purpose) }
                return Withdrawal(consents: 0, referrals: [])
            }
            let ids = live.map(\.content.id)
            try await connection.run(.withdraw(ids, said: said, actor: actor.name))
            var ended: [ReferralID] = []
            for row in try await connection.all(.referralsResting(on: ids)) {
                if row.status == .sent || row.status == .accepted {
                    try await move(row, by: .withdraw, on: connection)
                    ended.append(row.content.id)
                } else {
                    try await connection.run(.unshare(row.content.id))
                }
            }
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "consent withdraw", subject: person.description,
                    content: """
                        {"purpose": "\(purpose.code)", "consents": \(ids.count), \
                        "referrals": \(ended.count)}
                        """))
            return Withdrawal(consents: ids.count, referrals: ended)
        }
    }

    /// What a person agreed to, and what was shared with whom; latest first.
    public func consents(of person: PersonID) async throws -> ConsentView {
        try permitSomewhere(.manageCases)
        return try await write { connection in
            guard let home = try await connection.first(.hub(ofPerson: person)) else {
                throw OperationError.unknownPerson(person)
            }
            try permit(.manageCases, at: actor.hub ?? home)
            var consents = try await connection.all(.consents(of: person))
            var filter = ReferralFilter()
            filter.person = person
            filter.isAll = true
            filter.hub = actor.role == .machine ? nil : actor.hub
            filter.viewer = viewer
            if actor.role != .machine {
                consents.removeAll {
                    $0.content.hub != actor.hub
                        && $0.content.receiver != actor.hub.map { .hub($0) }
                }
            }
            let referrals = try await connection.all(.referrals(filter, limit: 1_000))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "consent list", subject: person.description))
            return ConsentView(consents: consents, referrals: referrals)
        }
    }

    /// Where a receiver is, and that it is open.
    func stored(
        _ receiver: Receiver, _ directory: HubDirectory, on connection: Connection
    ) async throws -> StoredReceiver {
        switch receiver {
        case .hub(let code):
            guard let entry = directory.entries[code],
                entry.hub.closedOn.map({ $0 >= entry.today }) ?? true
            else { throw CaseworkError.unknownReceiver(receiver) }
            return StoredReceiver(
                hub: entry.number, organisation: nil, country: entry.hub.country,
                name: entry.hub.name, timeZone: entry.hub.timeZone)
        case .organisation(let id):
            guard let found = try await connection.first(.organisation(id)) else {
                throw CaseworkError.unknownReceiver(receiver)
            }
            return found
        }
    }
}

extension Optional {
    func asyncMap<Result>(
        _ body: (Wrapped) async throws -> Result
    ) async rethrows -> Result? {
        guard let self else { return nil }
        return try await body(self)
    }
}

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

    /// Records what makes somebody need more or other help; marks that restrict a case restrict
    /// the person's open ones at once.
    public func describe(_ person: PersonID, _ situation: PersonSituation) async throws {
        try permitSomewhere(.manageCases)
        let described = situation.derived
        try await write { connection in
            guard let home = try await connection.first(.hub(ofPerson: person)) else {
                throw OperationError.unknownPerson(person)
            }
            try permit(.manageCases, at: actor.hub ?? home)
            try await connection.run(.describe(person, described))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "person describe", subject: person.description))
            for id in try await connection.all(.openCases(of: person)) {
                guard let row = try await connection.first(.lockedCase(id)),
                    !row.content.isRestricted
                else { continue }
                let opened = try sealer.open(row).content
                let people = try await people(of: opened, on: connection)
                var content = try restricted(opened, people: people, isAsked: nil)
                guard content.isRestricted else { continue }
                content.version += 1
                try await replace(opened, by: content, people: people, on: connection)
                try await keep(
                    content, "changed", digest: sealer.digest(["restrict"]), on: connection)
            }
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

/// What a person agreed to, and what was shared with whom.
public struct ConsentView: Sendable, Encodable {
    public let consents: [Entry]
    public let shared: [Sharing]

    public struct Entry: Sendable, Encodable {
        public let id: ConsentID
        public let purpose: ConsentPurpose
        public let receiver: Receiver?
        public let covers: [SharedPart]
        public let hub: HubCode
        public let givenOn: CalendarDate
        public let channel: Channel
        public let language: SpokenLanguage
        public let textVersion: String
        public let recordedBy: String
        public let withdrawnOn: CalendarDate?
        public let withdrawnBy: String?

        enum CodingKeys: String, CodingKey {
            case id, purpose, receiver, covers, hub, channel, language
            case givenOn = "given_on"
            case textVersion = "text_version"
            case recordedBy = "recorded_by"
            case withdrawnOn = "withdrawn_on"
            case withdrawnBy = "withdrawn_by"
        }

        init(_ consent: StoredConsent) {
            let content = consent.content
            id = content.id
            purpose = content.purpose
            receiver = content.receiver
            covers = content.covers
            hub = content.hub
            givenOn = content.given.on
            channel = content.given.channel
            language = content.given.language
            textVersion = content.textVersion
            recordedBy = consent.actor
            withdrawnOn = consent.withdrawn?.on
            withdrawnBy = consent.withdrawnBy
        }
    }

    /// What one referral shared, or shares still.
    public struct Sharing: Sendable, Encodable {
        public let referral: ReferralID
        public let receiver: Receiver
        public let name: String
        public let parts: [SharedPart]
        public let sentOn: CalendarDate
        public let status: ReferralStatus
        /// Whether the receiver still sees it.
        public let isVisible: Bool

        enum CodingKeys: String, CodingKey {
            case referral, receiver, name, parts, status
            case sentOn = "sent_on"
            case isVisible = "visible"
        }
    }

    init(consents: [StoredConsent], referrals: [ReferralRow]) {
        self.consents = consents.map(Entry.init)
        shared = referrals.sorted { $0.sentAt > $1.sentAt }.map {
            Sharing(
                referral: $0.content.id, receiver: $0.content.receiver, name: $0.receiverName,
                parts: $0.covers, sentOn: $0.sentOn, status: $0.status,
                isVisible: $0.shared != nil)
        }
    }
}

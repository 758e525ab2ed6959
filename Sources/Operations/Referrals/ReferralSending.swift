import CaseStore
public import Casework
import Codelists
import Credentials
import FoundationEssentials
import Postgres

extension Application {
    /// Hands a need over, where the person agrees to that for this receiver; what is shared is
    /// what they agreed to, and nothing else.
    ///
    /// The same id with the same content again answers with the referral as it stands now.
    public func send(_ referral: Referral) async throws -> Recorded<ReferralView> {
        try permitSomewhere(.handleReferrals)
        let digest = sealer.digest([
            "referral", referral.caseID.description, referral.person.description,
            referral.receiver.description, referral.needs.map(\.code).joined(separator: " "),
            referral.priority.code, referral.summary,
        ])
        return try await write { connection in
            if let known = try await connection.first(.referralDigest(referral.id)) {
                guard known.digest == digest, known.caseID == referral.caseID else {
                    throw CaseworkError.otherContent(referral.id.description)
                }
                let (row, sides) = try await row(of: referral.id, on: connection)
                return .repeated(ReferralView(row, asSender: sides.contains(.sender)))
            }
            // Locked: it is not closed while something of it goes out.
            let row = try await row(
                of: referral.caseID, for: .handleReferrals, isLocked: true, on: connection)
            guard row.content.status.isOpen else { throw CaseworkError.problem(.closed) }
            if let field = referral.problem(from: row.content.hub) {
                throw CaseworkError.problem(.invalid(field))
            }
            guard row.content.people.contains(referral.person) else {
                throw CaseworkError.problem(.invalid("person"))
            }
            let directory = try await HubDirectory.load(on: connection)
            let receiver = try await stored(referral.receiver, directory, on: connection)
            let consents = try await connection.all(
                .liveConsents(of: referral.person, for: .referral, to: receiver))
            guard let consent = consents.first else { throw CaseworkError.noConsent(.referral) }
            guard consent.content.covers.contains(.needs) else {
                throw CaseworkError.notCovered(.needs)
            }
            let shared = try await share(referral, consent.content.covers, on: connection)
            guard let entry = directory.entries[row.content.hub] else {
                throw OperationError.unknownHub(row.content.hub.description)
            }
            try await connection.run(
                .send(
                    referral, from: entry.number, country: entry.hub.country,
                    zone: entry.hub.timeZone, to: receiver, consent: consent.content.id,
                    covers: consent.content.covers, shared: shared, actor: actor.name,
                    account: actor.account, digest: digest))
            try await noteChange(
                of: referral.id, version: 1, status: .sent, "send", on: connection)
            let sent = try await connection.one(.referral(referral.id))
            return .new(ReferralView(sent, asSender: true))
        }
    }

    /// What the receiver gets to see, sealed under the person's key.
    private func share(
        _ referral: Referral, _ parts: [SharedPart], on connection: Connection
    ) async throws -> [UInt8] {
        guard let person = try await connection.first(.casePeople([referral.person])) else {
            throw OperationError.unknownPerson(referral.person)
        }
        guard person.wrappedKey != nil else { throw CaseworkError.erased }
        guard !person.isRestricted else { throw CaseworkError.isRestricted }
        let identity = try sealer.identity(of: person)
        var record = SharedRecord()
        record.givenNames = identity.givenNames
        record.familyNames = identity.familyNames
        record.birth = identity.birth
        record.document = identity.document
        record.sex = person.sex
        record.ageBand = person.ageBand
        record.nationality = person.nationality
        record.needs = referral.needs
        record.vulnerabilities = person.situation.vulnerabilities
        record.functioning = person.situation.functioning?.description
        record.languages = person.situation.languages
        record.summary = referral.summary
        let bytes = try JSONEncoder().encode(record.limited(to: parts))
        return try sealer.seal(
            Array(bytes), for: TextOwner(person: person.id, wrappedKey: person.wrappedKey),
            context: SealContext(subject: referral.id.uuid, field: .shared)
        ).bytes
    }

    func noteChange(
        of referral: ReferralID, version: Int, status: ReferralStatus, _ operation: String,
        on connection: Connection
    ) async throws {
        try await connection.run(
            .addChange(
                toReferral: referral, version: version, status: status, actor: actor.name,
                account: actor.account))
        try await connection.run(
            .audit(
                actor: actor.name, operation: "referral \(operation)",
                subject: referral.description,
                content: #"{"status": "\#(status.code)", "version": \#(version)}"#))
    }
}

public import Casework
public import Codelists
public import Postgres

/// Where a receiver is, with the numbers that rows hold.
public struct StoredReceiver: Sendable {
    public let hub: Int16?
    public let organisation: OrganisationID?
    public let country: Country
    public let name: String
    /// A name of the IANA time zone database.
    public let timeZone: String

    public init(
        hub: Int16?, organisation: OrganisationID?, country: Country, name: String,
        timeZone: String
    ) {
        self.hub = hub
        self.organisation = organisation
        self.country = country
        self.name = name
        self.timeZone = timeZone
    }
}

extension Query where Output == StoredReceiver {
    public static func organisation(_ id: OrganisationID) -> Self {
        Self("SELECT name, country FROM organisation WHERE organisation_id = \(id)") { row in
            let name: String = try row.next()
            let country: Country = try row.next()
            return StoredReceiver(
                hub: nil, organisation: id, country: country, name: name,
                timeZone: Hub.usualTimeZone(country: country, admin1: nil))
        }
    }
}

/// A consent as it is stored, and its withdrawal.
public struct StoredConsent: Sendable {
    public let content: Consent
    public let actor: String
    public let digest: [UInt8]
    public let withdrawn: Consent.Statement?
    public let withdrawnBy: String?
}

extension Query where Output == StoredConsent {
    public static func consent(_ id: ConsentID) -> Self {
        Self("\(columns) WHERE c.consent_id = \(id)", decode: decode)
    }

    /// All that a person ever said, under whichever record it was kept; latest first.
    public static func consents(of person: PersonID) -> Self {
        Self("\(columns) WHERE \(said(by: person)) ORDER BY c.consent_id DESC", decode: decode)
    }

    /// What a person agrees to for a purpose, and for a receiver where the purpose has one; latest
    /// first. They stay locked, so that a withdrawal waits for what is done on their ground.
    public static func liveConsents(
        of person: PersonID, for purpose: ConsentPurpose, to receiver: StoredReceiver?
    ) -> Self {
        Self(
            """
            \(columns)
            WHERE \(said(by: person)) AND c.purpose = \(purpose) AND c.withdrawn_at IS NULL
                AND (\(receiver == nil) OR c.to_hub = \(receiver?.hub)
                    OR c.to_organisation = \(receiver?.organisation))
            ORDER BY c.consent_id DESC
            FOR UPDATE OF c
            """, decode: decode)
    }

    /// Of the person, or of a record that counts as the same person.
    private static func said(by person: PersonID) -> Statement {
        """
        c.person_id = ANY (ARRAY(\(records(of: "\(person)"))))
        """
    }

    /// All records that count as the same person: the one they count as, and those merged into it,
    /// each found by an index.
    static func records(of person: Statement) -> Statement {
        """
        SELECT q.counted_as FROM person q WHERE q.person_id = \(person)
        UNION ALL
        SELECT p.person_id FROM person q JOIN person p USING (counted_as)
        WHERE q.person_id = \(person) AND p.merged_into IS NOT NULL
        """
    }

    static var columns: Statement {
        """
        SELECT c.consent_id, c.person_id, c.purpose, t.code, c.to_organisation, c.covers, h.code,
            c.given_on, c.channel, c.language, c.text_version, c.actor, c.digest, c.withdrawn_on,
            c.withdrawn_channel, c.withdrawn_language, c.withdrawn_by
        FROM consent c JOIN hub h USING (hub_id) LEFT JOIN hub t ON t.hub_id = c.to_hub
        """
    }

    @Sendable static func decode(_ row: inout Row) throws -> StoredConsent {
        let id: ConsentID = try row.next()
        let person: PersonID = try row.next()
        let purpose: ConsentPurpose = try row.next()
        let receiver = try row.nextReceiver()
        let covers: [SharedPart] = try row.next()
        let hub: HubCode = try row.next()
        let given = Consent.Statement(
            on: try row.next(), channel: try row.next(), language: try row.next())
        let content = Consent(
            id: id, person: person, purpose: purpose, receiver: receiver, covers: covers, hub: hub,
            given: given, textVersion: try row.next())
        let actor: String = try row.next()
        let digest: [UInt8] = try row.next()
        let on: CalendarDate? = try row.nextOptional()
        let channel: Channel? = try row.nextOptional()
        let language: SpokenLanguage? = try row.nextOptional()
        var withdrawn: Consent.Statement?
        if let on, let channel, let language {
            withdrawn = Consent.Statement(on: on, channel: channel, language: language)
        }
        return StoredConsent(
            content: content, actor: actor, digest: digest, withdrawn: withdrawn,
            withdrawnBy: try row.nextOptional())
    }
}

extension Query where Output == ConsentID {
    /// Writes down what the people of one event agreed to, and gives what of it is new: whoever
    /// agreed to the same text at the same hub before, and did not take it back, has said so.
    public static func agree(
        _ consents: [Consent], hub: Int16, actor: String, digests: [[UInt8]]
    ) -> Self {
        let one = consents.first
        return Self(
            """
            INSERT INTO consent (consent_id, person_id, hub_id, purpose, given_on, channel, language,
                text_version, actor, digest)
            SELECT DISTINCT ON (said.person_id) said.consent_id, said.person_id, \(hub),
                \(one?.purpose), \(one?.given.on), \(one?.given.channel), \(one?.given.language),
                \(one?.textVersion), \(actor), said.digest
            FROM unnest(\(consents.map(\.id)), \(consents.map(\.person)), \(digests))
                AS said (consent_id, person_id, digest)
            -- Whoever another hub met first is not to be seen here, but for their id.
            WHERE NOT EXISTS (SELECT FROM consent c
                WHERE c.person_id = ANY (said.person_id
                        || ARRAY(\(Query<StoredConsent>.records(of: "said.person_id"))))
                    AND c.hub_id = \(hub) AND c.purpose = \(one?.purpose)
                    AND c.text_version = \(one?.textVersion) AND c.withdrawn_at IS NULL)
            RETURNING consent_id
            """)
    }
}

extension Row {
    /// A hub's code or an organisation's id, where there is one.
    mutating func nextReceiver() throws -> Receiver? {
        let hub: HubCode? = try nextOptional()
        let organisation: OrganisationID? = try nextOptional()
        return hub.map { .hub($0) } ?? organisation.map { .organisation($0) }
    }
}

extension Statement {
    public static func give(
        _ consent: Consent, hub: Int16, to receiver: StoredReceiver?, actor: String,
        digest: [UInt8]
    ) -> Self {
        """
        INSERT INTO consent (consent_id, person_id, hub_id, purpose, to_hub, to_organisation,
            covers, given_on, channel, language, text_version, actor, digest)
        VALUES (\(consent.id), \(consent.person), \(hub), \(consent.purpose), \(receiver?.hub),
            \(receiver?.organisation), \(consent.covers), \(consent.given.on),
            \(consent.given.channel), \(consent.given.language), \(consent.textVersion), \(actor),
            \(digest))
        """
    }

    public static func withdraw(
        _ consents: [ConsentID], said: Consent.Statement, actor: String
    ) -> Self {
        """
        UPDATE consent SET withdrawn_on = greatest(\(said.on), given_on),
            withdrawn_channel = \(said.channel), withdrawn_language = \(said.language),
            withdrawn_by = \(actor), withdrawn_at = clock_timestamp()
        WHERE consent_id = ANY (\(consents)) AND withdrawn_at IS NULL
        """
    }
}

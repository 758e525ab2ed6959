public import Casework
public import Postgres

/// What somebody sent in, on its way to the public.
public struct Registration: Sendable {
    public let id: RegistrationID
    /// The entry that it would change; nil for a new one.
    public let place: ID<Place>?
    public let document: Place
    public let contact: MailAddress
    public let language: String
    public let status: RegistrationStatus
    /// RFC 3339, UTC.
    public let createdAt: String
    public let confirmedAt: String?
    public let decidedBy: String?
    public let reasons: [RefusalReason]
    public let note: String?
    /// Entries that could be the same, by their short names.
    public let alike: [String]

    public init(
        id: RegistrationID, place: ID<Place>?, document: Place, contact: MailAddress,
        language: String,
        status: RegistrationStatus, createdAt: String, confirmedAt: String?, decidedBy: String?,
        reasons: [RefusalReason], note: String?, alike: [String]
    ) {
        self.id = id
        self.place = place
        self.document = document
        self.contact = contact
        self.language = language
        self.status = status
        self.createdAt = createdAt
        self.confirmedAt = confirmedAt
        self.decidedBy = decidedBy
        self.reasons = reasons
        self.note = note
        self.alike = alike
    }
}

/// A form as it arrives.
public struct NewRegistration: Sendable {
    public let id: RegistrationID
    public let place: ID<Place>?
    public let document: Place
    public let contact: MailAddress
    public let language: String
    /// A keyed hash of the sender's network.
    public let source: [UInt8]
    /// Of the form, which can be sent once.
    public let form: [UInt8]
    public let hasWorked: Bool

    public init(
        id: RegistrationID, place: ID<Place>? = nil, document: Place, contact: MailAddress,
        language: String, source: [UInt8], form: [UInt8], hasWorked: Bool
    ) {
        self.id = id
        self.place = place
        self.document = document
        self.contact = contact
        self.language = language
        self.source = source
        self.form = form
        self.hasWorked = hasWorked
    }
}

extension Query where Output == Registration {
    /// Registrations in a state, the longest waiting first, with entries that could be the same:
    /// of one name, web site, address or telephone.
    public static func registrations(_ status: RegistrationStatus, limit: Int) -> Self {
        Self(
            """
            \(selection) WHERE r.status = \(status.rawValue)
            ORDER BY coalesce(confirmed_at, r.created_at) LIMIT \(limit)
            """, decode: read)
    }

    public static func registration(_ id: RegistrationID) -> Self {
        Self("\(selection) WHERE r.registration_id = \(id)", decode: read)
    }

    private static let selection: Statement = """
        SELECT registration_id, r.place_id, r.document::text, r.contact, r.language, r.status,
            \(.utc("r.created_at")), \(.utc("r.confirmed_at")), r.decided_by, r.reasons, r.note,
            ARRAY(
                SELECT slug FROM place p
                WHERE p.place_id IS DISTINCT FROM r.place_id AND (
                    lower(p.name) = lower(r.document->>'name')
                    OR lower(p.email) = lower(r.document->>'email')
                    OR rtrim(lower(p.website), '/') = rtrim(lower(r.document->>'website'), '/')
                    OR regexp_replace(p.phone, '[^0-9]', '', 'g')
                        = nullif(regexp_replace(r.document->>'phone', '[^0-9]', '', 'g'), '')
                    OR EXISTS (SELECT FROM place_contact c WHERE c.place_id = p.place_id
                        AND lower(c.address) = lower(r.contact)))
                ORDER BY slug LIMIT 10)
        FROM registration r
        """

    private static func read(_ row: inout Row) throws -> Registration {
        let id: RegistrationID = try row.next()
        let place: ID<Place>? = try row.nextOptional()
        let document: String = try row.next()
        let contact: MailAddress = try row.next()
        let language: String = try row.next()
        let status: RegistrationStatus = try row.next()
        let createdAt: String = try row.next()
        let confirmedAt: String? = try row.nextOptional()
        let decidedBy: String? = try row.nextOptional()
        let reasons: [String] = try row.next()
        let note: String? = try row.nextOptional()
        return Registration(
            id: id, place: place, document: try Place(document: document), contact: contact,
            language: language, status: status, createdAt: createdAt, confirmedAt: confirmedAt,
            decidedBy: decidedBy, reasons: reasons.compactMap(RefusalReason.init), note: note,
            alike: try row.next())
    }
}

extension Query where Output == String {
    /// Takes in a form and puts the mail with its link in the queue: `taken`, or `too_many`.
    public static func send(
        _ registration: NewRegistration, mail: OutgoingMail
    ) throws -> Self {
        Self(
            """
            SELECT register_place(\(registration.id), \(registration.place),
                \(try registration.document.text)::text::jsonb, \(registration.contact),
                \(registration.language), \(registration.source), \(registration.form),
                \(registration.hasWorked), \(mail.id), \(mail.subject.description), \(mail.body))
            """)
    }
}

extension Query where Output == Bool {
    /// False where there is no such registration, or it was not confirmed in a week.
    public static func confirm(registration id: RegistrationID) -> Self {
        Self("SELECT confirm_registration(\(id))")
    }
}

extension Statement {
    /// Has an organisation of the demonstration send something in, and confirm it.
    public static func tell(_ registration: NewRegistration, sentAt moment: Moment) throws -> Self {
        """
        SELECT tell_registration(\(registration.id), \(registration.place),
            \(try registration.document.text)::text::jsonb, \(registration.contact),
            \(registration.language), \(registration.form),
            \(moment.description)::text::timestamptz)
        """
    }

    public static func lock(registration id: RegistrationID) -> Self {
        "SELECT FROM registration WHERE registration_id = \(id) FOR UPDATE"
    }

    /// Decides; the sender's network is forgotten with it.
    public static func decide(
        _ id: RegistrationID, _ status: RegistrationStatus, place: ID<Place>?, by actor: String,
        reasons: [RefusalReason] = [], note: String? = nil
    ) -> Self {
        """
        UPDATE registration SET status = \(status.rawValue), decided_at = clock_timestamp(),
            decided_by = \(actor), reasons = \(reasons.map(\.rawValue)), note = \(note),
            place_id = coalesce(place_id, \(place)), source = NULL
        WHERE registration_id = \(id)
        """
    }
}

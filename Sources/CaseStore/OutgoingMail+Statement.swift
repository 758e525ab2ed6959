public import Casework
public import FoundationEssentials
public import Postgres

/// A mail on its way to the queue, or out of it.
public struct OutgoingMail: Sendable {
    public let id: UUID
    public let recipient: MailAddress
    public let subject: HeaderLine
    public let body: String

    public init(recipient: MailAddress, subject: HeaderLine, body: String) {
        id = ID<Place>.new().uuid
        self.recipient = recipient
        self.subject = subject
        self.body = body
    }

    fileprivate init(id: UUID, recipient: MailAddress, subject: HeaderLine, body: String) {
        self.id = id
        self.recipient = recipient
        self.subject = subject
        self.body = body
    }
}

/// A mail that nobody took yet, without whom it is for and what it says.
public struct WaitingMail: Sendable {
    public let id: UUID
    /// RFC 3339, UTC.
    public let createdAt: String
    public let attempts: Int
    /// Nil once it was given up.
    public let nextTryAt: String?
    public let problem: String?
}

/// An entry whose people should say again that it is so.
public struct DuePlace: Sendable {
    public let id: ID<Place>
    public let slug: String
    public let name: String
    public let verified: CalendarDate
    /// Nil where nobody can be asked by mail.
    public let contact: MailAddress?
    public let language: String?
}

extension Query where Output == OutgoingMail {
    /// Takes the mail that has waited longest for its turn, and puts its next turn off: longer each
    /// time, to six hours. Whoever sends at the same time takes another.
    public static var takeMail: Self {
        Self(
            """
            UPDATE outgoing_mail SET attempts = attempts + 1, next_try_at = clock_timestamp()
                + least(interval '1 minute' * power(3, least(attempts, 9)), interval '6 hours')
            WHERE outgoing_mail_id = (
                SELECT outgoing_mail_id FROM outgoing_mail
                WHERE sent_at IS NULL AND given_up_at IS NULL AND next_try_at <= clock_timestamp()
                ORDER BY next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING outgoing_mail_id, recipient, subject, body
            """
        ) { row in
            OutgoingMail(
                id: try row.next(), recipient: try row.next(),
                subject: HeaderLine(try row.next()), body: try row.next())
        }
    }
}

extension Query where Output == WaitingMail {
    /// What was tried in vain, or not yet, and what was given up; the longest waiting first.
    public static func waitingMail(limit: Int) -> Self {
        Self(
            """
            SELECT outgoing_mail_id, \(.utc("created_at")), attempts::bigint,
                CASE WHEN given_up_at IS NULL THEN \(.utc("next_try_at")) END, problem
            FROM outgoing_mail WHERE sent_at IS NULL ORDER BY created_at LIMIT \(limit)
            """
        ) { row in
            WaitingMail(
                id: try row.next(), createdAt: try row.next(), attempts: try row.next(),
                nextTryAt: try row.nextOptional(), problem: try row.nextOptional())
        }
    }
}

extension Query where Output == Bool {
    /// Keeps why a mail was not taken; true when it is given up with that, since the links in it
    /// are no good any more.
    public static func keepProblem(_ problem: String, ofMail id: UUID) -> Self {
        Self(
            """
            UPDATE outgoing_mail SET problem = \(problem),
                given_up_at = CASE WHEN created_at < now() - interval '7 days'
                    THEN clock_timestamp() END,
                body = CASE WHEN created_at < now() - interval '7 days' THEN NULL ELSE body END
            WHERE outgoing_mail_id = \(id) RETURNING given_up_at IS NOT NULL
            """)
    }
}

extension Query where Output == DuePlace {
    /// Entries that were last verified so many months ago or earlier, the oldest first; with
    /// `unremindedDays`, those whose people were not asked in so many days.
    public static func duePlaces(months: Int, unremindedDays: Int? = nil) -> Self {
        Self(
            """
            SELECT place_id, slug, name, verified_on, place_contact.address, language
            FROM place LEFT JOIN place_contact USING (place_id)
            WHERE status = 'published' AND hub_id IS NULL
                AND verified_on <= current_date - make_interval(months => \(Int32(months)))
                AND (\(unremindedDays.map { Int32($0) })::int IS NULL OR reminded_at IS NULL
                    OR reminded_at < now()
                        - make_interval(days => \(unremindedDays.map { Int32($0) })::int))
            ORDER BY verified_on, slug
            """
        ) { row in
            DuePlace(
                id: try row.next(), slug: try row.next(), name: try row.next(),
                verified: try row.next(), contact: try row.nextOptional(),
                language: try row.nextOptional())
        }
    }
}

extension Statement {
    public static func queue(_ mail: OutgoingMail) -> Self {
        """
        INSERT INTO outgoing_mail (outgoing_mail_id, recipient, subject, body)
        VALUES (\(mail.id), \(mail.recipient), \(mail.subject.description), \(mail.body))
        """
    }

    /// Puts a mail to an entry's own people in the queue.
    public static func mailContact(of place: ID<Place>, _ mail: OutgoingMail) -> Self {
        "SELECT mail_contact(\(place), \(mail.id), \(mail.subject.description), \(mail.body))"
    }

    /// Its text is forgotten: links in it are nobody's business any more.
    public static func markSent(_ mail: UUID) -> Self {
        """
        UPDATE outgoing_mail SET sent_at = clock_timestamp(), body = NULL, problem = NULL
        WHERE outgoing_mail_id = \(mail)
        """
    }

    public static func markReminded(_ place: ID<Place>) -> Self {
        "UPDATE place_contact SET reminded_at = clock_timestamp() WHERE place_id = \(place)"
    }
}

public import Casework
public import FoundationEssentials
public import Postgres

/// Mail that waits to be sent.
public struct OutgoingMail: Sendable {
    public let id: UUID
    public let recipient: String
    public let subject: String
    public let body: String

    public init(recipient: String, subject: String, body: String) {
        id = ID<Place>.new().uuid
        self.recipient = recipient
        self.subject = subject
        self.body = body
    }

    fileprivate init(id: UUID, recipient: String, subject: String, body: String) {
        self.id = id
        self.recipient = recipient
        self.subject = subject
        self.body = body
    }
}

/// An entry whose people should say again that it is so.
public struct DuePlace: Sendable {
    public let id: ID<Place>
    public let slug: String
    public let name: String
    public let verified: CalendarDate
    /// Nil where nobody can be asked by mail.
    public let contact: String?
    public let language: String?
}

extension Query where Output == OutgoingMail {
    /// The oldest first, kept from others who send until the transaction ends.
    public static func waitingMail(limit: Int) -> Self {
        Self(
            """
            SELECT outgoing_mail_id, recipient, subject, body FROM outgoing_mail
            WHERE sent_at IS NULL ORDER BY created_at LIMIT \(limit) FOR UPDATE SKIP LOCKED
            """
        ) { row in
            OutgoingMail(
                id: try row.next(), recipient: try row.next(), subject: try row.next(),
                body: try row.next())
        }
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
        VALUES (\(mail.id), \(mail.recipient), \(mail.subject), \(mail.body))
        """
    }

    /// Puts a mail to an entry's own people in the queue.
    public static func mailContact(
        of place: ID<Place>, mail: UUID, subject: String, body: String
    ) -> Self {
        "SELECT mail_contact(\(place), \(mail), \(subject), \(body))"
    }

    /// Its text is forgotten: links in it are nobody's business any more.
    public static func markSent(_ mail: UUID) -> Self {
        """
        UPDATE outgoing_mail SET sent_at = clock_timestamp(), body = NULL
        WHERE outgoing_mail_id = \(mail)
        """
    }

    public static func markReminded(_ place: ID<Place>) -> Self {
        "UPDATE place_contact SET reminded_at = clock_timestamp() WHERE place_id = \(place)"
    }
}

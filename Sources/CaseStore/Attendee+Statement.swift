public import Casework
public import Codelists
public import Postgres

/// A participant of an activity as the store holds them: the name sealed.
public struct SealedAttendee: Sendable {
    public let id: AttendeeID
    public let key: [UInt8]
    public let institution: String?
    public let audience: ActivityAudience?
    public let sex: Sex
    public let wrappedKey: [UInt8]
    public let identity: [UInt8]

    public init(
        id: AttendeeID, key: [UInt8], institution: String?, audience: ActivityAudience?, sex: Sex,
        wrappedKey: [UInt8], identity: [UInt8]
    ) {
        self.id = id
        self.key = key
        self.institution = institution
        self.audience = audience
        self.sex = sex
        self.wrappedKey = wrappedKey
        self.identity = identity
    }
}

/// A participant of one session, as listed.
public struct StoredAttendee: Sendable {
    public let id: AttendeeID
    public let session: Int
    public let institution: String?
    public let audience: ActivityAudience?
    public let sex: Sex
    /// Both nil once the person was erased.
    public let wrappedKey: [UInt8]?
    public let identity: [UInt8]?
}

extension Query where Output == StoredAttendee {
    /// Who is listed for an activity, by session.
    public static func attendees(of activity: ID<Activity>) -> Self {
        Self(
            """
            SELECT attendee_id, session::bigint, institution, audience, sex, wrapped_key, identity
            FROM activity_attendance JOIN activity_attendee USING (activity_id, attendee_id)
            WHERE activity_id = \(activity) ORDER BY session, attendee_id
            """, decode: read)
    }

    static func read(_ row: inout Row) throws -> StoredAttendee {
        StoredAttendee(
            id: try row.next(), session: try row.next(), institution: try row.nextOptional(),
            audience: try row.nextOptional(), sex: try row.next(),
            wrappedKey: try row.nextOptional(), identity: try row.nextOptional())
    }
}

extension Statement {
    /// Lists people for an activity; who is listed already stays as they are.
    public static func add(_ attendees: [SealedAttendee], to activity: ID<Activity>) -> Self {
        """
        INSERT INTO activity_attendee (attendee_id, activity_id, key, institution, audience, sex,
            wrapped_key, identity)
        SELECT id, \(activity), key, institution, audience, sex, wrapped_key, identity
        FROM unnest(\(attendees.map(\.id)), \(attendees.map(\.key)),
            \(attendees.map(\.institution)), \(attendees.map(\.audience)), \(attendees.map(\.sex)),
            \(attendees.map(\.wrappedKey)), \(attendees.map(\.identity)))
            AS a (id, key, institution, audience, sex, wrapped_key, identity)
        ON CONFLICT ON CONSTRAINT activity_attendee_key_key DO NOTHING
        """
    }

    /// Says that listed people came to a session; the rows it adds are those that were not said yet.
    public static func attend(
        _ keys: [[UInt8]], session: Int, of activity: ID<Activity>
    ) -> Self {
        """
        INSERT INTO activity_attendance (attendee_id, activity_id, session)
        SELECT attendee_id, activity_id, \(Int16(session))
        FROM activity_attendee WHERE activity_id = \(activity) AND key = ANY (\(keys))
        ON CONFLICT ON CONSTRAINT activity_attendance_pkey DO NOTHING
        """
    }
}

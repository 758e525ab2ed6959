public import Casework
import Codelists
public import Postgres

/// A session of an activity, as whoever checks in at it sees it.
public struct SessionToCheckIn: Sendable {
    public let title: String
    public let topic: String?
    public let held: CalendarDate
}

extension Query where Output == SessionToCheckIn {
    /// What the code on a session's sheet leads to.
    public static func session(toCheckIn session: Int, of activity: ID<Activity>) -> Self {
        Self(
            """
            SELECT title, topic, held
            FROM session_to_check_in(\(activity), \(Int16(clamping: session)))
            """
        ) { row in
            SessionToCheckIn(
                title: try row.next(), topic: try row.nextOptional(), held: try row.next())
        }
    }
}

extension Query where Output == String {
    /// Takes in that somebody came to a session: `taken`, `too_many` or `unknown`.
    public static func checkIn(
        _ attendee: SealedAttendee, at session: Int, of activity: ID<Activity>, form: [UInt8],
        source: [UInt8]
    ) -> Self {
        Self(
            """
            SELECT check_in(\(attendee.id), \(activity), \(Int16(clamping: session)),
                \(attendee.key), \(attendee.institution), \(attendee.sex), \(attendee.wrappedKey),
                \(attendee.identity), \(form), \(source))
            """)
    }
}

extension Query where Output == StoredAttendee {
    /// Who says that they came to an activity, and waits for its staff, by session.
    public static func checkIns(of activity: ID<Activity>) -> Self {
        Self(
            """
            SELECT attendee_id, session::bigint, institution, audience, sex, wrapped_key, identity
            FROM activity_check_in JOIN activity_attendee USING (activity_id, attendee_id)
            WHERE activity_id = \(activity) ORDER BY session, created_at, attendee_id
            """, decode: read)
    }
}

extension Statement {
    /// Lists those of `people` who wait for a session; the rows it adds are those that were not.
    public static func attend(
        checkedIn people: [AttendeeID], session: Int, of activity: ID<Activity>
    ) -> Self {
        """
        INSERT INTO activity_attendance (attendee_id, activity_id, session)
        SELECT attendee_id, activity_id, session FROM activity_check_in
        WHERE activity_id = \(activity) AND session = \(Int16(clamping: session))
            AND attendee_id = ANY (\(people))
        ON CONFLICT ON CONSTRAINT activity_attendance_pkey DO NOTHING
        """
    }

    /// Ends the wait of people at a session; that their forms came is remembered.
    public static func endWait(
        of people: [AttendeeID], session: Int, of activity: ID<Activity>
    ) -> Self {
        """
        WITH ended AS (
            DELETE FROM activity_check_in
            WHERE activity_id = \(activity) AND session = \(Int16(clamping: session))
                AND attendee_id = ANY (\(people))
            RETURNING form, activity_id, session)
        INSERT INTO decided_check_in (form, activity_id, session)
        SELECT form, activity_id, session FROM ended
        """
    }

    /// Forgets those of `people` who are listed nowhere.
    public static func forget(unlisted people: [AttendeeID], of activity: ID<Activity>) -> Self {
        """
        DELETE FROM activity_attendee a
        WHERE activity_id = \(activity) AND attendee_id = ANY (\(people))
            AND NOT EXISTS (SELECT FROM activity_attendance p WHERE p.attendee_id = a.attendee_id)
            AND NOT EXISTS (SELECT FROM activity_check_in c WHERE c.attendee_id = a.attendee_id)
        """
    }
}

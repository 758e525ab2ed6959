import CaseStore
public import Casework
import Codelists
import Credentials
import Postgres

/// Who is listed for a session of an activity.
public struct ListedAttendee: Encodable, Sendable {
    public let session: Int
    /// Nil once the person was erased.
    public let name: String?
    public let institution: String?
    public let audience: String?
    public let sex: String

    public init(
        session: Int, name: String?, institution: String?, audience: String?, sex: String
    ) {
        self.session = session
        self.name = name
        self.institution = institution
        self.audience = audience
        self.sex = sex
    }
}

extension Application {
    /// People reached by the sessions of a quarter.
    public func reached(in quarter: Quarter) async throws -> [ReachedRow] {
        try await database.all(.reached(in: quarter))
    }

    /// The activities with a session in a quarter whose knowledge was tested, by slug.
    public func scored(in quarter: Quarter) async throws -> [Activity] {
        try await records(Activity.self).map(\.record).filter { activity in
            activity.score != nil && activity.sessions.contains { quarter.days.contains($0.held) }
        }
    }

    /// Lists people for a session of an activity; returns how many were not listed for it before.
    public func list(
        _ attendees: [Attendee], for slug: Slug, session: Int
    ) async throws -> Int {
        try await write { connection in
            let stored = try await locked(session, of: slug, on: connection)
            let sealed = try attendees.map(sealer.seal)
            try await connection.run(.add(sealed, to: stored.id))
            let added = try await connection.run(
                .attend(sealed.map(\.key), session: session, of: stored.id))
            if added > 0 {
                try await connection.run(
                    .audit(
                        actor: actor.name, operation: "activity list", subject: slug.description,
                        content: #"{"session": \#(session), "people": \#(added)}"#))
            }
            return added
        }
    }

    /// Who is listed for an activity. That somebody read it is audited.
    public func attendees(of slug: Slug) async throws -> [ListedAttendee] {
        try await write { connection in
            let stored = try await listing(of: slug, on: connection)
            let attendees = try await connection.all(.attendees(of: stored.id))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "activity read list", subject: slug.description,
                    content: #"{"people": \#(attendees.count)}"#))
            return try attendees.map { attendee in
                ListedAttendee(
                    session: attendee.session, name: try sealer.name(of: attendee),
                    institution: attendee.institution, audience: attendee.audience?.code,
                    sex: attendee.sex.code)
            }
        }
    }
}

extension Application {
    /// An activity whose people the actor may read.
    func listing(
        of slug: Slug, on connection: Connection
    ) async throws -> Stored<Activity> {
        let stored: Stored<Activity>? = try await connection.first(.record(slug))
        guard let stored else {
            throw RegionError.unknown(RecordReference(.activity, slug))
        }
        try await permitWriting(stored.record, on: connection)
        return stored
    }

    /// An activity, for whoever may list people for a session that it has.
    func locked(
        _ session: Int, of slug: Slug, on connection: Connection
    ) async throws -> Stored<Activity> {
        let stored: Stored<Activity> = try await locked(slug, on: connection)
        try await permitWriting(stored.record, on: connection)
        guard stored.record.sessions.indices.contains(session - 1) else {
            throw RegionError.unknownSession(session)
        }
        return stored
    }
}

extension IdentitySealer {
    func seal(_ attendee: Attendee) throws -> SealedAttendee {
        let id = AttendeeID.new()
        let key = vault.newPersonKey()
        return try SealedAttendee(
            id: id, key: vault.blindIndex.key(.identity, attendee.identityText),
            institution: attendee.institution, audience: attendee.audience, sex: attendee.sex,
            wrappedKey: vault.wrap(key, person: id.uuid),
            identity: key.seal(
                Array(attendee.name.utf8), context: .init(subject: id.uuid, field: .identity)))
    }

    func name(of attendee: StoredAttendee) throws -> String? {
        guard let wrapped = attendee.wrappedKey, let identity = attendee.identity else {
            return nil
        }
        let key = try vault.unwrap(wrapped, person: attendee.id.uuid)
        return String(
            decoding: try key.open(
                identity, context: .init(subject: attendee.id.uuid, field: .identity)),
            as: UTF8.self)
    }
}

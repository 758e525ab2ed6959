public import CaseStore
public import Casework
import Codelists
import Credentials
import FoundationEssentials
import Postgres

/// Somebody who says by the code on a session's sheet that they came, and waits for its staff.
public struct WaitingAttendee: Encodable, Sendable {
    public let id: AttendeeID
    public let session: Int
    public let name: String?
    public let institution: String?
    public let sex: String

    public init(
        id: AttendeeID, session: Int, name: String?, institution: String?, sex: String
    ) {
        self.id = id
        self.session = session
        self.name = name
        self.institution = institution
        self.sex = sex
    }
}

/// What is decided about who checked in.
public enum CheckInDecision: String, Sendable, CaseIterable, LosslessStringConvertible {
    /// They are listed, and counted.
    case accept
    /// They are forgotten.
    case discard

    public init?(_ description: String) { self.init(rawValue: description) }

    public var description: String { rawValue }
}

extension Application {
    /// A link's token by which whoever is there checks in at a session; nil for who may not list
    /// people. It is good until two days after the session, or after now.
    public func checkInToken(of slug: Slug, session: Int) async throws -> String? {
        let stored: Stored<Activity> = try await record(slug)
        guard actor.may(.manageActivities, in: stored.record.home),
            stored.record.sessions.indices.contains(session - 1)
        else { return nil }
        let held = stored.record.sessions[session - 1].held
        let now = Int(Date.now.timeIntervalSince1970)
        let end = max(now, held.secondsSince1970 + 86_400) + 2 * 86_400
        return sealer.vault.links.signed(
            .checkIn, "\(stored.id.description)-\(session)", until: end)
    }

    /// Who checked in at an activity and waits. That somebody read it is audited.
    public func checkIns(of slug: Slug) async throws -> [WaitingAttendee] {
        try await write { connection in
            let stored = try await listing(of: slug, on: connection)
            let waiting = try await connection.all(.checkIns(of: stored.id))
            if !waiting.isEmpty {
                try await connection.run(
                    .audit(
                        actor: actor.name, operation: "activity read check-ins",
                        subject: slug.description, content: #"{"people": \#(waiting.count)}"#))
            }
            return try waiting.map { one in
                WaitingAttendee(
                    id: one.id, session: one.session, name: try sealer.name(of: one),
                    institution: one.institution, sex: one.sex.code)
            }
        }
    }

    /// Lists those who checked in at a session, or forgets them; all who wait where none is named.
    ///
    /// Returns how many were decided on.
    public func decide(
        _ decision: CheckInDecision, on people: [AttendeeID]? = nil, of slug: Slug, session: Int
    ) async throws -> Int {
        try await write { connection in
            let stored = try await locked(session, of: slug, on: connection)
            let waiting = try await connection.all(.checkIns(of: stored.id))
                .filter { $0.session == session }.map(\.id)
            let decided = waiting.filter { people?.contains($0) ?? true }
            guard !decided.isEmpty else { return 0 }
            if decision == .accept {
                try await connection.run(
                    .attend(checkedIn: decided, session: session, of: stored.id))
            }
            try await connection.run(.endWait(of: decided, session: session, of: stored.id))
            if decision == .discard {
                try await connection.run(.forget(unlisted: decided, of: stored.id))
            }
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "activity \(decision) check-ins",
                    subject: slug.description,
                    content: #"{"session": \#(session), "people": \#(decided.count)}"#))
            return decided.count
        }
    }
}

extension PublicDirectory {
    /// The session that a sheet's code leads to; nil for a link that is not good.
    public func session(toCheckIn token: String) async throws -> SessionToCheckIn? {
        guard let (activity, session) = place(toCheckIn: token) else { return nil }
        return try await database.first(.session(toCheckIn: session, of: activity))
    }

    /// Takes in that somebody is there. They wait until the session's staff have seen them, and
    /// the same person again is the same.
    public func checkIn(
        _ token: String, _ attendee: Attendee, _ form: SentForm, from address: String
    ) async throws -> SendingOutcome {
        guard let (activity, session) = place(toCheckIn: token) else { return .staleForm }
        for (field, text) in [("name", attendee.name), ("institution", attendee.institution ?? "")]
        where text.unicodeScalars.count > 200 || !HeaderLine.isLine(text)
            || !PlainText.isPlain(text)
        {
            return .faulty(field)
        }
        guard !TextFolding.fold(attendee.name).isEmpty else { return .faulty("name") }
        if let outcome = refusal(of: form) { return outcome }
        guard form.trap.isEmpty else { return .taken }
        let sealed = try IdentitySealer(vault: vault).seal(attendee)
        let (digest, source) = (digest(of: form), source(of: address))
        let answer = try await database.transaction {
            try await $0.one(
                .checkIn(sealed, at: session, of: activity, form: digest, source: source))
        }
        return answer == "taken" ? .taken : answer == "unknown" ? .staleForm : .tooMany
    }

    private func place(toCheckIn token: String) -> (ID<Activity>, Int)? {
        guard let subject = vault.links.subject(of: token, .checkIn, now: now)?.subject,
            let dash = subject.lastIndex(of: "-"), let id = ID<Activity>(String(subject[..<dash])),
            let session = Int(subject[subject.index(after: dash)...])
        else { return nil }
        return (id, session)
    }
}

extension CalendarDate {
    /// The day's first second in UTC.
    fileprivate var secondsSince1970: Int { (Int(dayNumber) + 10_957) * 86_400 }
}

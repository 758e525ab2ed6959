import CaseStore
import Casework
import Codelists
import Credentials
import FoundationEssentials
import Matching
import Postgres

/// What reaches the demonstration's staff of late: the activities, meetings and actions of these
/// weeks, and what waits for somebody to decide. Days are counted as in the stories.
struct DemonstrationArrivals: Decodable, Sendable {
    /// Who came to sessions of an activity.
    struct Attendance: Decodable, Sendable {
        let activity: Slug
        let sessions: [Int]
        /// Whether they checked in by the code on the sheet, and nobody has seen to it yet.
        let waits: Bool?
        let people: [Guest]
    }

    struct Guest: Decodable, Sendable {
        let name: String
        let institution: String?
        let sex: DemonstrationStories.Text<Sex>
    }

    /// Something about a person of the stories, and why.
    struct Matter: Decodable, Sendable {
        let document: String
        let reason: String
    }

    /// What an organisation sent in.
    struct Registering: Decodable, Sendable {
        let day: Int
        let contact: String
        let language: String
        /// Whether it would change the entry that is there.
        let changes: Bool?
        let place: Place
    }

    let attendance: [Attendance]
    let restrictions: [Matter]
    let looks: [Matter]
    let registrations: [Registering]

    private static let folder = "demonstration/recent/"

    /// What is in the binary; nil where it carries none.
    static func embedded() throws -> Self? {
        try EmbeddedFile.named("\(folder)arrivals.json").map {
            try JSONDecoder().decode(Self.self, from: Data($0.bytes))
        }
    }

    /// The records of these weeks, in which `day-7` stands for a week before `today`.
    private static func region(today: CalendarDate) throws -> RegionFile {
        let text = EmbeddedFile.named("\(folder)region.json")?.text ?? "{}"
        let dated = text.replacing(/"day([+-]\d+)"/) { found in
            "\"\(today.adding(days: Int(found.1) ?? 0))\""
        }
        return try RegionFile(json: Data(dated.utf8))
    }

    /// Tells all of it, once; where it was cut off, what is told already is passed over.
    func tell(to application: Application, today: CalendarDate) async throws {
        guard try await !isTold(application) else { return }
        _ = try await application.importRecords(try Self.region(today: today), ifOther: .keep)
        for one in attendance {
            for session in one.sessions { try await tell(one, session, to: application) }
        }
        let seen = Set(try await application.glassBreaks(openOnly: false, limit: 1_000).map(\.id))
        for (index, look) in looks.enumerated() where !seen.contains(.told(index)) {
            guard let person = try await person(look, application) else { continue }
            try await application.breakGlass(for: person, reason: look.reason) { connection in
                _ = try await connection.first(
                    .breakGlass(
                        .told(index), for: person, reason: look.reason,
                        operator: application.actor.name))
            }
        }
        // Whoever is restricted already is found by nobody.
        for one in restrictions {
            guard let person = try await person(one, application) else { continue }
            try await application.restrict(person, isRestricted: true, reason: one.reason)
        }
        for (index, one) in registrations.enumerated() {
            try await send(one, as: .told(index), to: application, today: today)
        }
    }

    /// Whether the last of it is there.
    private func isTold(_ application: Application) async throws -> Bool {
        let last = RegistrationID.told(registrations.count - 1)
        return try await application.database.first(.registration(last)) != nil
    }

    private func tell(
        _ attendance: Attendance, _ session: Int, to application: Application
    ) async throws {
        let people = attendance.people.map {
            Attendee(name: $0.name, institution: $0.institution, sex: $0.sex.value)
        }
        guard attendance.waits == true else {
            _ = try await application.list(people, for: attendance.activity, session: session)
            return
        }
        let stored: Stored<Activity> = try await application.record(attendance.activity)
        for one in people {
            let sealed = try application.sealer.seal(one)
            let form = ContentDigest.of(
                Array("\(attendance.activity) \(session) \(one.name)".utf8))
            _ = try await application.database.one(
                .checkIn(sealed, at: session, of: stored.id, form: form, source: form))
        }
    }

    private func person(
        _ matter: Matter, _ application: Application
    ) async throws -> PersonID? {
        try await application.findPeople(SoughtPerson(document: matter.document), limit: 1)
            .matches.first?.person
    }

    private func send(
        _ one: Registering, as id: RegistrationID, to application: Application,
        today: CalendarDate
    ) async throws {
        guard let contact = MailAddress(one.contact) else {
            throw OperationError.invalid(field: "contact")
        }
        let known: Stored<Place>? =
            one.changes == true ? try await application.record(one.place.slug) : nil
        let registration = NewRegistration(
            id: id, place: known?.id, document: one.place, contact: contact,
            language: one.language, source: [], form: ContentDigest.of(Array(id.description.utf8)),
            hasWorked: false)
        let sentAt = DemonstrationCasework.moment(today.adding(days: one.day), 0)
        try await application.database.transaction { connection in
            if let known {
                try await connection.run(
                    .keepContact(contact, of: known.id, language: one.language))
            }
            try await connection.run(try .tell(registration, sentAt: sentAt))
        }
    }
}

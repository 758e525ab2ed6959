import CaseStore
import Casework
import Credentials
import FoundationEssentials
import Postgres
import Texts

/// What came of asking entries' people whether all is still so.
public struct ReminderSummary: Sendable, Encodable, Equatable {
    /// Asked by mail.
    public var reminded = 0
    /// Asked not long ago.
    public var waiting = 0
    /// Nobody can be asked: there is no address.
    public var unreachable = 0
    /// Marked as not said for a year.
    public var stale = 0
    /// Not shown any more.
    public var hidden = 0
}

extension Application {
    /// Asks the people of entries whose year is over in a month or less to say that all is still so,
    /// not more than once a month; counts those that are marked or hidden meanwhile.
    public func remind(site: String, dryRun isDryRun: Bool = false) async throws -> ReminderSummary
    {
        try permit(.moderateRegistrations)
        return try await write { connection in
            var summary = ReminderSummary()
            let due = try await connection.all(.duePlaces(months: Place.freshMonths - 1))
            let now = try await connection.all(
                .duePlaces(months: Place.freshMonths - 1, unremindedDays: 30))
            let unreminded = Set(now.map(\.slug))
            summary.stale = try await connection.all(.duePlaces(months: Place.freshMonths)).count
            summary.hidden = try await connection.all(.duePlaces(months: Place.shownMonths)).count
            summary.stale -= summary.hidden
            for place in due {
                guard let contact = place.contact else {
                    summary.unreachable += 1
                    continue
                }
                guard unreminded.contains(place.slug) else {
                    summary.waiting += 1
                    continue
                }
                summary.reminded += 1
                if isDryRun { continue }
                let texts = Texts(place.language.flatMap { Language(rawValue: $0) } ?? .spanish)
                let token = sealer.vault.links.signed(
                    .change, place.id.description,
                    until: Int(Date.now.timeIntervalSince1970) + PublicDirectory.reminderLife)
                let mail = DirectoryMail(site: site, texts: texts)
                    .reminder(place, link: "/map/edit?token=\(token)", to: contact)
                try await connection.run(.queue(mail))
                try await connection.run(.markReminded(place.id))
            }
            if summary.reminded > 0, !isDryRun {
                try await connection.run(
                    .audit(
                        actor: actor.name, operation: "place remind", subject: nil,
                        content: #"{"places": \#(summary.reminded)}"#))
            }
            return summary
        }
    }
}

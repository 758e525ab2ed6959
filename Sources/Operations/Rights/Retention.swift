import CaseStore
public import Casework
import Credentials
import Postgres

/// Who would be forgotten by the rules of retention, before anybody is.
public struct RetentionPreview: Sendable, Encodable {
    public struct Person: Sendable, Encodable {
        public let id: PersonID
        public let hub: HubCode
        /// When something was last done for them.
        public let lastOn: CalendarDate
        /// How long the rules keep them after that.
        public let months: Int

        enum CodingKeys: String, CodingKey {
            case hub, months
            case id = "person_id"
            case lastOn = "last_on"
        }
    }

    public let asOf: CalendarDate
    public let people: [Person]
    /// Stands for exactly these people: what applies the rules must be given it.
    public let token: String
    /// Whether there are more than one run takes.
    public let isCut: Bool

    enum CodingKeys: String, CodingKey {
        case people, token
        case asOf = "as_of"
        case isCut = "cut"
    }
}

extension Application {
    /// The most that one run forgets.
    private static let mostAtOnce = 5_000

    /// Who is due to be forgotten on a day.
    public func retentionPreview(on day: CalendarDate) async throws -> RetentionPreview {
        guard actor.role == .machine else { throw OperationError.notPermitted(.manageRights) }
        let rows = try await database.all(.pastRetention(on: day, limit: Self.mostAtOnce + 1))
        let due = rows.prefix(Self.mostAtOnce)
        let list = due.map(\.person.description).joined(separator: "\n")
        let token = ContentDigest.of(Array("\(day)\n\(list)".utf8)).hexadecimal.prefix(12)
        return RetentionPreview(
            asOf: day,
            people: due.map {
                .init(id: $0.person, hub: $0.hub, lastOn: $0.lastOn, months: $0.months)
            }, token: String(token), isCut: rows.count > Self.mostAtOnce)
    }

    /// Forgets those whom a preview named, if they are still the same.
    public func applyRetention(on day: CalendarDate, token: String) async throws -> Erasure {
        let preview = try await retentionPreview(on: day)
        guard preview.token == token else { throw OperationError.invalid(field: "confirm") }
        guard !preview.people.isEmpty else { throw OperationError.nothingToChange }
        return try await erase(
            preview.people.map(\.id), reason: "kept as long as the rules of retention say")
    }
}

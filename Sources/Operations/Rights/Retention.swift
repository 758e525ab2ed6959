import CaseStore
public import Casework
public import Codelists
import Credentials
import Postgres

/// How long what is known of people is kept after the last thing that was done for them.
public struct RetentionRule: Sendable, Encodable {
    /// What their cases were about; nil for everybody of whom no other rule says more.
    public let need: Service?
    public let months: Int
}

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

    /// The rules, the one for everybody first.
    public func retentionRules() async throws -> [RetentionRule] {
        guard actor.role == .machine else { throw OperationError.notPermitted(.manageRights) }
        return try await database.all(.retentionRules).map {
            RetentionRule(need: $0.need, months: $0.months)
        }
    }

    /// Sets how long people are kept whose cases were about something, or everybody else; without
    /// `months` they are kept as long as everybody else.
    public func setRetention(of need: Service?, months: Int?, reason: String) async throws {
        guard actor.role == .machine else { throw OperationError.notPermitted(.manageRights) }
        guard reason.contains(where: \.isLetter) else {
            throw OperationError.invalid(field: "reason")
        }
        guard months.map({ (1...1_200).contains($0) }) ?? (need != nil) else {
            throw OperationError.invalid(field: "months")
        }
        try await write { connection in
            let former = try await connection.all(.retentionRules).first { $0.need == need }?.months
            guard former != months else { throw OperationError.nothingToChange }
            try await connection.run(
                months.map { .setRetention(of: need, months: $0) } ?? .dropRetention(of: need))
            func shown(_ months: Int?) -> String? { months.map { #"{"months": \#($0)}"# } }
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "retention set", subject: need?.code ?? "all",
                    reason: reason, before: shown(former), after: shown(months)))
        }
    }

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

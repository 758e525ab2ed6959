public import CaseStore
public import Casework
import Codelists
import Credentials
import Matching
import Postgres

/// A pair of the queue, without who they are.
public struct DuplicateView: Sendable, Encodable {
    public let left: PersonID
    public let right: PersonID
    /// log₂ of the odds that they are one.
    public let score: Double
    public let reasons: [String]
    public let leftHub: HubCode
    public let rightHub: HubCode
    public let state: String
    public let decidedBy: String?
    public let reason: String?

    enum CodingKeys: String, CodingKey {
        case left, right, score, reasons, state, reason
        case leftHub = "left_hub"
        case rightHub = "right_hub"
        case decidedBy = "decided_by"
    }

    public init(
        left: PersonID, right: PersonID, score: Double, reasons: [String], leftHub: HubCode,
        rightHub: HubCode, state: DuplicatePair.State = .open, decidedBy: String? = nil,
        reason: String? = nil
    ) {
        self.left = left
        self.right = right
        self.score = (score * 10).rounded() / 10
        self.reasons = reasons
        self.leftHub = leftHub
        self.rightHub = rightHub
        self.state = state.rawValue
        self.decidedBy = decidedBy
        self.reason = reason
    }

    init(_ pair: DuplicatePair) {
        self.init(
            left: pair.left, right: pair.right, score: pair.score, reasons: pair.reasons,
            leftHub: pair.leftHub, rightHub: pair.rightHub, state: pair.state,
            decidedBy: pair.decidedBy, reason: pair.reason)
    }
}

/// Two people side by side.
public struct DuplicateComparison: Sendable, Encodable {
    public let pair: DuplicateView
    public let left: PersonView
    public let right: PersonView
    /// The fields in which both say something, and not the same.
    public let differences: [String]

    public init(
        pair: DuplicateView, left: PersonView, right: PersonView, differences: [String]
    ) {
        self.pair = pair
        self.left = left
        self.right = right
        self.differences = differences
    }
}

/// What somebody decides about two people.
public enum DuplicateDecision: String, Sendable, CaseIterable {
    /// They are one: the one met later counts as the one met before.
    case merge
    /// They are two, and are not asked about again.
    case different
}

extension Application {
    /// The pairs that whoever acts may decide about, the most certain first.
    public func duplicates(
        _ state: DuplicatePair.State = .open, of hub: HubCode? = nil, limit: Int = 100
    ) async throws -> [DuplicateView] {
        try permitSomewhere(.resolveDuplicates)
        return try await database.all(.duplicatePairs(state, of: hub, limit: limit))
            .map(DuplicateView.init)
    }

    /// Both of a pair, for whoever decides about it; the look is audited.
    public func duplicate(_ one: PersonID, _ other: PersonID) async throws -> DuplicateComparison {
        try permitSomewhere(.resolveDuplicates)
        return try await write { connection in
            let both = try await connection.all(.sealedPair(one, other))
            guard both.count == 2,
                let pair = try await connection.first(.duplicatePair(one, other))
            else { throw OperationError.unknownPerson(other) }
            let hubs = try await HubDirectory.load(on: connection).entries
            let views = try both.map { record in
                try view(record, today: hubs[record.hub]?.today)
            }
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "duplicates show",
                    subject: pair.left.description, kind: "person",
                    content: #"{"beside": "\#(pair.right)"}"#))
            return DuplicateComparison(
                pair: DuplicateView(pair), left: views[0], right: views[1],
                differences: PersonView.differences(views[0], views[1]))
        }
    }

    /// Decides about a pair, in whichever order its people are named.
    public func decide(
        _ decision: DuplicateDecision, _ one: PersonID, _ other: PersonID, reason: String
    ) async throws {
        switch decision {
        case .merge:
            // Ids are in the order of time: the lesser was met before.
            let isInOrder = one.description < other.description
            try await merge(
                isInOrder ? other : one, into: isInOrder ? one : other, reason: reason)
        case .different: try await dismiss(one, other, reason: reason)
        }
    }

    /// Remembers that two are not one.
    private func dismiss(_ one: PersonID, _ other: PersonID, reason: String) async throws {
        try permitSomewhere(.resolveDuplicates)
        guard !reason.isEmpty else { throw OperationError.invalid(field: "reason") }
        try await write { connection in
            guard
                try await connection.one(
                    .dismissPair(one, other, reason: reason, actor: actor.name))
            else { throw OperationError.unknownPerson(other) }
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "duplicates dismiss", subject: one.description,
                    kind: "person", reason: reason, content: #"{"beside": "\#(other)"}"#))
        }
    }

    /// How many new people of one operation are looked for among those there are; of more, a pass
    /// over everybody finds what there is.
    static let mostNoted = 2_000

    /// Puts people whom new ones may be in the queue.
    ///
    /// After what was recorded stands: should it fail, a pass over everybody finds the same.
    func noteLikelyDuplicates(of people: [NewPerson], foundBy: String) async -> Int {
        let searches = searches(forLikelyDuplicatesOf: people)
        if searches.isEmpty { return 0 }
        let noted = try? await database.one(.noteLikelyDuplicates(of: searches, foundBy: foundBy))
        return noted ?? 0
    }

    /// What to look for new people with; nothing where they are too many, or have no whole name.
    func searches(
        forLikelyDuplicatesOf people: [NewPerson]
    ) -> [(person: PersonID, search: TokenSearch)] {
        if people.count > Self.mostNoted { return [] }
        return people.map { ($0.id, sealer.crossedTokens(of: $0.description)) }
            .filter { !$0.1.sets.isEmpty }
    }
}

/// Somebody who was added a moment ago.
struct NewPerson: Sendable {
    let id: PersonID
    let description: PersonDescription
}

extension IdentitySealer {
    /// The keyed hashes that one person has and their relatives have not.
    fileprivate func crossedTokens(of person: PersonDescription) -> TokenSearch {
        var search = tokens(
            of: SoughtPerson(birth: WrittenBirth(person.birth), phone: person.phone ?? ""))
        search.sets = NameSounds.crossed(given: person.givenNames, family: person.familyNames)
            .map { $0.map { vault.blindIndex.token(.phonetic, $0) } }
        return search
    }
}

extension PersonView {
    /// The fields in which both say something, and not the same.
    static func differences(_ left: PersonView, _ right: PersonView) -> [String] {
        func differ<Value: Equatable>(_ field: KeyPath<PersonView, Value?>) -> Bool {
            guard let one = left[keyPath: field], let other = right[keyPath: field] else {
                return false
            }
            return one != other
        }
        var differences: [String] = []
        if differ(\.givenNames) { differences.append("given_names") }
        if differ(\.familyNames) { differences.append("family_names") }
        if differ(\.birth) { differences.append("birth_date") }
        if differ(\.sex) { differences.append("sex") }
        if differ(\.nationality) { differences.append("nationality") }
        if differ(\.document) { differences.append("document") }
        if differ(\.phone) { differences.append("phone") }
        return differences
    }
}

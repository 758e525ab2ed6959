import CaseStore
import Casework
import Codelists
import FoundationEssentials
public import Matching
import Postgres

/// What a pass over everybody came to.
public struct ScanSummary: Sendable, Encodable {
    public let people: Int
    /// How many pairs were compared.
    public let compared: Int
    /// Pairs that are in the queue because of it, and how many of them were not before.
    public let found: Int
    public let new: Int
    /// What waits for a decision now.
    public let open: Int
    public let model: Int
    /// The score from which on most are right, learnt without labels.
    public let threshold: Double
}

/// Looks for probable duplicates among everybody, with weights learnt from the people themselves.
///
/// Identities are read as they come and only what is compared is kept. Up to `mostAtOnce` people are
/// compared at once; beyond that by years of birth, each part with the last year of the part before,
/// so that memory is bounded by the two largest years.
public struct DuplicateScan: Sendable {
    private let application: Application
    /// About a kilobyte of memory each.
    public var mostAtOnce = 250_000
    /// The queue is for people to decide: no more than the most certain are put there.
    private static let mostPairs = 200_000
    /// Even odds: below them nobody would ask whether it is the same person.
    private static let leastScore = 0.0

    public init(_ application: Application) { self.application = application }

    public func run(
        progress: @escaping @Sendable (DuplicateSearch.Stage, _ done: Int, _ total: Int) -> Void
    ) async throws -> ScanSummary {
        try application.permit(.resolveDuplicates)
        let began = try await application.database.one(.serverTime)
        let parts = Self.parts(
            of: try await application.database.all(.birthYears), mostAtOnce: mostAtOnce)
        var found = Found()
        for part in parts {
            try found.add(try await compare(part, progress: progress))
        }
        let everything = found
        return try await application.write { connection in
            try await enter(everything, began: began, on: connection)
        }
    }

    private func enter(
        _ found: Found, began: Moment, on connection: Connection
    ) async throws -> ScanSummary {
        let model = try await connection.one(
            .addModel(
                actor: application.actor.name, people: found.people, threshold: found.threshold,
                weights: found.weights))
        let pairs = found.pairs.values.sorted { $0.score > $1.score }.prefix(Self.mostPairs)
        var new = 0
        var start = pairs.startIndex
        while start < pairs.endIndex {
            let end = min(start + 2_000, pairs.endIndex)
            new += try await connection.one(.enter(Array(pairs[start..<end]), model: model))
            start = end
        }
        try await connection.run(.clearOpenPairs(before: model, foundBefore: began))
        let summary = ScanSummary(
            people: found.people, compared: found.compared, found: pairs.count, new: new,
            open: try await connection.one(.openPairs), model: model, threshold: found.threshold)
        try await connection.run(
            .audit(
                actor: application.actor.name, operation: "duplicates scan", subject: nil,
                kind: "duplicates",
                content: """
                    {"people": \(summary.people), "found": \(summary.found), "new": \(new), \
                    "model": \(model)}
                    """))
        return summary
    }

    // MARK: - Parts

    struct Part: Equatable, Sendable {
        /// Nil for everybody.
        var years: ClosedRange<Int>?
        var hasUnknown = true
    }

    /// The years taken together such that no part has too many people, nor is any year alone.
    static func parts(of years: [BirthYearCount], mostAtOnce: Int) -> [Part] {
        let unknown = years.first { $0.year == nil }?.people ?? 0
        let known = years.compactMap { entry in entry.year.map { (Int($0), entry.people) } }
        guard unknown + known.reduce(0, { $0 + $1.1 }) > mostAtOnce, let first = known.first else {
            return [Part()]
        }
        // Where they are few, those without a year are compared with all others.
        let everywhere = unknown <= mostAtOnce / 4
        var parts = everywhere ? [] : [Part(years: 0...0, hasUnknown: true)]
        var (start, count) = (first.0, everywhere ? unknown : 0)
        var before = (year: first.0, people: 0)
        for (year, people) in known {
            if count + people > mostAtOnce, before.year > start {
                parts.append(Part(years: start...before.year, hasUnknown: everywhere))
                start = before.year
                count = before.people + (everywhere ? unknown : 0)
            }
            count += people
            before = (year, people)
        }
        parts.append(Part(years: start...before.year, hasUnknown: everywhere))
        return parts
    }

    /// What the parts found together.
    private struct Found: Sendable {
        struct Key: Hashable {
            let left: PersonID
            let right: PersonID
        }

        var people = 0
        var compared = 0
        var pairs: [Key: FoundPair] = [:]
        /// Of the part with the most people.
        var threshold = 0.0
        var weights = "{}"
        private var largest = -1

        mutating func add(_ part: Compared) throws {
            people += part.people
            compared += part.compared
            for pair in part.pairs {
                let key = Key(left: pair.left, right: pair.right)
                if pairs[key].map({ $0.score < pair.score }) ?? true { pairs[key] = pair }
            }
            if part.people > largest {
                largest = part.people
                threshold = part.threshold
                weights = String(
                    decoding: try JSONEncoder().encode(part.weights), as: UTF8.self)
            }
        }
    }

    // MARK: - One part

    private struct Compared: Sendable {
        let people: Int
        let compared: Int
        let pairs: [FoundPair]
        let threshold: Double
        let weights: MatchWeights
    }

    private struct Place: Sendable {
        let id: PersonID
        let hub: Int16
        let countedAs: PersonID
    }

    private func compare(
        _ part: Part,
        progress: @escaping @Sendable (DuplicateSearch.Stage, Int, Int) -> Void
    ) async throws -> Compared {
        let (read, known) = try await application.database.withConnection { connection in
            var people: [PersonRecord] = []
            var places: [Place] = []
            let rows = connection.stream(
                Query<ScannedPerson>.scannedPeople(born: part.years, unknown: part.hasUnknown))
            for try await row in rows {
                people.append(try application.sealer.record(of: row))
                places.append(Place(id: row.id, hub: row.hub, countedAs: row.countedAs))
            }
            return (people, places)
        }
        // Not on the loop of the connections: it takes long.
        return await Task.detached {
            var search = DuplicateSearch()
            search.explainedFrom = Self.leastScore
            let result = search.run(read, progress: progress)
            let pairs = result.explained.prefix(Self.mostPairs).compactMap { found in
                Self.pair(found, known)
            }
            return Compared(
                people: read.count, compared: result.candidates, pairs: pairs,
                threshold: result.threshold, weights: result.weights)
        }.value
    }

    /// Nil where both count as one already.
    private static func pair(_ found: ExplainedPair, _ places: [Place]) -> FoundPair? {
        let (one, other) = (places[found.pair.left], places[found.pair.right])
        if one.countedAs == other.countedAs { return nil }
        let isInOrder = one.id.description < other.id.description
        let (left, right) = isInOrder ? (one, other) : (other, one)
        return FoundPair(
            left: left.id, right: right.id, leftHub: left.hub, rightHub: right.hub,
            score: found.pair.score, reasons: found.reasons.map(\.code))
    }
}

extension IdentitySealer {
    fileprivate func record(of row: ScannedPerson) throws -> PersonRecord {
        let identity = try identity(
            of: row.id, wrappedKey: row.wrappedKey, identity: row.identity, document: row.document)
        return PersonRecord(
            givenNames: identity.givenNames ?? "", familyNames: identity.familyNames ?? "",
            birth: identity.birth.map { WrittenBirth($0) } ?? .unknown, sex: row.sex,
            nationality: row.nationality, document: identity.document ?? "",
            phone: identity.phone ?? "")
    }
}

public import Casework
public import Postgres

/// Two people who may be one, as they stand in the queue.
public struct DuplicatePair: Sendable {
    public enum State: String, Sendable, CaseIterable {
        case open, merged, different
    }

    /// The one whose id is the lesser: met before the other.
    public let left: PersonID
    public let right: PersonID
    public let leftHub: HubCode
    public let rightHub: HubCode
    /// log₂ of the odds that they are one.
    public let score: Double
    /// Codes such as `birth_date.reordered`.
    public let reasons: [String]
    public let state: State
    public let decidedBy: String?
    public let reason: String?
}

/// A pair as a pass over everybody found it.
public struct FoundPair: Sendable {
    public let left: PersonID
    public let right: PersonID
    public let leftHub: Int16
    public let rightHub: Int16
    public let score: Double
    public let reasons: [String]

    public init(
        left: PersonID, right: PersonID, leftHub: Int16, rightHub: Int16, score: Double,
        reasons: [String]
    ) {
        self.left = left
        self.right = right
        self.leftHub = leftHub
        self.rightHub = rightHub
        self.score = score
        self.reasons = reasons
    }
}

extension Query where Output == DuplicatePair {
    /// Pairs that whoever acts may decide about, the most certain first.
    public static func duplicatePairs(
        _ state: DuplicatePair.State, of hub: HubCode? = nil, limit: Int
    ) -> Self {
        pairs(
            """
            WHERE d.state = \(state.rawValue) AND (\(hub?.description)::text IS NULL
                OR \(hub?.description)::text IN (l.code, r.code))
            ORDER BY d.score DESC, d.left_person, d.right_person LIMIT \(Int32(limit))
            """)
    }

    /// One pair, in either order.
    public static func duplicatePair(_ one: PersonID, _ other: PersonID) -> Self {
        pairs(
            """
            WHERE d.left_person = least(\(one), \(other))
                AND d.right_person = greatest(\(one), \(other))
            """)
    }

    private static func pairs(_ condition: Statement) -> Self {
        Self(
            """
            SELECT d.left_person, d.right_person, l.code, r.code, d.score::float8, d.reasons,
                d.state, d.decided_by, d.reason
            FROM duplicate_pair d JOIN hub l ON l.hub_id = d.left_hub
                JOIN hub r ON r.hub_id = d.right_hub
            \(condition)
            """
        ) { row in
            let (left, right): (PersonID, PersonID) = (try row.next(), try row.next())
            let (leftHub, rightHub): (HubCode, HubCode) = (try row.next(), try row.next())
            return DuplicatePair(
                left: left, right: right, leftHub: leftHub, rightHub: rightHub,
                score: try row.next(), reasons: try row.next(), state: try row.next(),
                decidedBy: try row.nextOptional(),
                reason: try row.nextOptional())
        }
    }
}

extension Query where Output == SealedRecord {
    /// Both of a pair in the queue, for whoever answers for both.
    public static func sealedPair(_ one: PersonID, _ other: PersonID) -> Self {
        Self(
            """
            SELECT person_id, hub, wrapped_key, identity, document, sex, birth_year, birth_quarter,
                nationality, counted_as, merged_into, parts
            FROM sealed_pair(\(one), \(other))
            """
        ) { try SealedRecord(&$0) }
    }
}

extension Query where Output == Bool {
    /// Remembers that two are not one; false where there was no such open pair to decide about.
    public static func dismissPair(
        _ one: PersonID, _ other: PersonID, reason: String, actor: String
    ) -> Self {
        Self("SELECT dismiss_pair(\(one), \(other), \(reason), \(actor))")
    }
}

extension Query where Output == Int {
    /// Puts people whom new ones may be in the queue; answers with how many.
    public static func noteLikelyDuplicates(
        of people: [(person: PersonID, search: TokenSearch)], foundBy: String
    ) -> Self { Self(.noteLikelyDuplicates(of: people, foundBy: foundBy)) }

    /// How many open pairs are of people who both take part in a quarter.
    public static func openDuplicates(in quarter: Quarter) -> Self {
        Self(
            """
            SELECT open_duplicates(\(quarter.days.lowerBound), \(quarter.days.upperBound))
            """)
    }

    /// How many pairs wait for a decision.
    public static var openPairs: Self {
        Self("SELECT count(*)::int FROM duplicate_pair WHERE state = 'open'")
    }

    /// Keeps what was learnt, and gives it a number.
    public static func addModel(
        actor: String, people: Int, threshold: Double, weights: String
    ) -> Self {
        Self(
            """
            INSERT INTO match_model (actor, people, threshold, weights)
            VALUES (\(actor), \(Int32(people)), \(threshold)::real, \(weights)) RETURNING model
            """)
    }

    /// Enters pairs that a pass found, and answers with how many are new. What was decided stays
    /// decided; what is open is weighed anew.
    public static func enter(_ pairs: [FoundPair], model: Int) -> Self {
        Self(
            """
            WITH entered AS (
                INSERT INTO duplicate_pair (left_person, right_person, left_hub, right_hub, score,
                    reasons, model, found_by)
                SELECT l, r, lh, rh, s, c::text[], \(Int32(model)), 'scan'
                FROM unnest(\(pairs.map(\.left)), \(pairs.map(\.right)),
                    \(pairs.map(\.leftHub)), \(pairs.map(\.rightHub)), \(pairs.map(\.score)),
                    \(pairs.map { "{\($0.reasons.joined(separator: ","))}" }))
                    AS f (l, r, lh, rh, s, c)
                ON CONFLICT ON CONSTRAINT duplicate_pair_pkey DO UPDATE
                SET score = excluded.score, reasons = excluded.reasons, model = excluded.model
                WHERE duplicate_pair.state = 'open'
                RETURNING xmax = 0 AS is_new
            )
            SELECT count(*) FILTER (WHERE is_new)::int FROM entered
            """)
    }
}

extension Statement {
    /// Takes out open pairs that the pass with this model did not find again; what was put there
    /// while it looked stays.
    public static func clearOpenPairs(before model: Int, foundBefore: Moment) -> Self {
        """
        DELETE FROM duplicate_pair WHERE state = 'open' AND found_at < \(foundBefore)
            AND (model IS NULL OR model <> \(Int32(model)))
        """
    }
}

extension Query where Output == Moment {
    /// The server's clock.
    public static var serverTime: Self { Self("SELECT clock_timestamp()") }
}

extension Statement {
    /// Puts people whom new ones may be in the queue.
    public static func noteLikelyDuplicates(
        of people: [(person: PersonID, search: TokenSearch)], foundBy: String
    ) -> Self {
        let searches = people.map(\.search)
        return """
            SELECT note_likely_duplicates(\(people.map(\.person)),
                \(searches.map(\.phones.arrayLiteral)), \(searches.map(\.dates.arrayLiteral)),
                \(searches.map(\.years.arrayLiteral)),
                \(searches.map { $0.sets.flatMap(\.self).arrayLiteral }),
                \(searches.map { search in
                    "{" + search.sets.map { "\"\($0.arrayLiteral)\"" }.joined(separator: ",") + "}"
                }), \(foundBy))
            """
    }
}

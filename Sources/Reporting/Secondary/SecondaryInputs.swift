import Casework
import Codelists
import FoundationEssentials

/// What people reached and referrals sent were counted from, as it stood when a quarter was closed.
///
/// Registers of activities and referrals keep no state of before, so an edition keeps what it counted:
/// nobody is named in it, and whoever was on several lists is a number here.
public struct SecondaryInputs: Codable, Hashable, Sendable {
    /// A session held in the quarter, with the fields of its activity.
    public struct Session: Codable, Hashable, Sendable {
        /// People of whom only the number is known.
        public struct Count: Codable, Hashable, Sendable {
            /// Nil for the audience of the activity.
            public var audience: Int16?
            public var sex: Int16
            public var people: Int
            public var isMinimum: Bool

            public init(audience: Int16?, sex: Int16, people: Int, isMinimum: Bool) {
                self.audience = audience
                self.sex = sex
                self.people = people
                self.isMinimum = isMinimum
            }
        }

        /// Somebody whom a list names.
        public struct Attendee: Codable, Hashable, Sendable {
            public var id: String
            /// The same for the same person in every list.
            public var person: Int
            public var audience: Int16?
            public var sex: Int16

            public init(id: String, person: Int, audience: Int16?, sex: Int16) {
                self.id = id
                self.person = person
                self.audience = audience
                self.sex = sex
            }
        }

        public var activity: String
        /// How often the activity had been changed.
        public var version: Int
        public var number: Int
        public var kind: Int16
        public var countries: [Int16]
        public var audience: Int16
        public var counts: [Count] = []
        public var attendees: [Attendee] = []

        public init(
            activity: String, version: Int, number: Int, kind: Int16, countries: [Int16],
            audience: Int16
        ) {
            self.activity = activity
            self.version = version
            self.number = number
            self.kind = kind
            self.countries = countries
            self.audience = audience
        }
    }

    public struct Referral: Codable, Hashable, Sendable {
        public var id: String
        /// How often it had been acted on.
        public var version: Int
        public var from: Int16
        public var to: Int16
        public var isAccepted: Bool
        public var isCompleted: Bool
        public var isInTime: Bool

        public init(
            id: String, version: Int, from: Int16, to: Int16, isAccepted: Bool, isCompleted: Bool,
            isInTime: Bool
        ) {
            self.id = id
            self.version = version
            self.from = from
            self.to = to
            self.isAccepted = isAccepted
            self.isCompleted = isCompleted
            self.isInTime = isInTime
        }
    }

    /// By activity and number.
    public var sessions: [Session]
    public var referrals: [Referral]

    public init(sessions: [Session], referrals: [Referral]) {
        self.sessions = sessions
        self.referrals = referrals
    }

    public var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(self))
        }
    }

    public init(bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(bytes))
    }
}

// MARK: - Counting

extension SecondaryInputs {
    /// The counts that follow from it.
    public var counts: SecondaryCounts {
        SecondaryCounts(reached: reached, referrals: referralCounts)
    }

    /// Those who came to a session, as far as one count or one line of a list tells.
    private struct Fact {
        let session: Session
        var audience: Int16
        var sex: Int16?
        var person: Int?
        var people = 0
        var isMinimum = false
    }

    private struct Place: Hashable {
        let dimension: ReachedRow.Dimension
        let category: Int16
    }

    private struct Seen {
        var activities: Set<String> = []
        var sessions: Set<[String]> = []
        var uncounted: Set<[String]> = []
        var persons: Set<Int> = []
        var people = 0
        var isMinimum = false
    }

    private static func facts(of session: Session) -> [Fact] {
        let counts = session.counts.map {
            Fact(
                session: session, audience: $0.audience ?? session.audience, sex: $0.sex,
                people: $0.people, isMinimum: $0.isMinimum)
        }
        let listed = session.attendees.map {
            Fact(
                session: session, audience: $0.audience ?? session.audience, sex: $0.sex,
                person: $0.person)
        }
        // A session of which nobody said who came is one all the same.
        let facts = counts + listed
        return facts.isEmpty ? [Fact(session: session, audience: session.audience)] : facts
    }

    private var reached: [ReachedRow] {
        var seen: [Place: Seen] = [:]
        for session in sessions {
            let isUncounted = session.counts.isEmpty && session.attendees.isEmpty
            let name = [session.activity, String(session.number)]
            for fact in Self.facts(of: session) {
                var places = [
                    Place(dimension: .total, category: 0),
                    Place(dimension: .kind, category: session.kind),
                    Place(dimension: .audience, category: fact.audience),
                ]
                if let sex = fact.sex { places.append(Place(dimension: .sex, category: sex)) }
                places += session.countries.map { Place(dimension: .country, category: $0) }
                for place in places {
                    seen[place, default: Seen()].activities.insert(session.activity)
                    seen[place, default: Seen()].sessions.insert(name)
                    if isUncounted { seen[place, default: Seen()].uncounted.insert(name) }
                    if let person = fact.person {
                        seen[place, default: Seen()].persons.insert(person)
                    }
                    seen[place, default: Seen()].people += fact.people
                    if fact.isMinimum { seen[place, default: Seen()].isMinimum = true }
                }
            }
        }
        return seen.map { place, seen in
            ReachedRow(
                dimension: place.dimension, category: place.category,
                activities: seen.activities.count, sessions: seen.sessions.count,
                listed: seen.persons.count, counted: seen.people, isMinimum: seen.isMinimum,
                uncountedSessions: seen.uncounted.count)
        }.sorted {
            ($0.dimension.rawValue, $0.category) < ($1.dimension.rawValue, $1.category)
        }
    }

    private var referralCounts: [ReferralCount] {
        Dictionary(grouping: referrals) { [$0.from, $0.to] }.map { pair, referrals in
            ReferralCount(
                from: Country(number: pair[0]), to: Country(number: pair[1]),
                sent: referrals.count, accepted: referrals.count(where: \.isAccepted),
                completed: referrals.count(where: \.isCompleted),
                inTime: referrals.count(where: \.isInTime))
        }.sorted { ($0.from.number, $0.to.number) < ($1.from.number, $1.to.number) }
    }
}

// MARK: - Comparing

extension SecondaryInputs {
    /// What is not as it was although nobody changed it by way of the service: activities and
    /// referrals whose version is still the one that was counted, those that are gone, and lines of
    /// lists. What was changed since, and what came since, is no difference.
    public func differences(from now: Self) -> (activities: [String], referrals: [String]) {
        let current = Dictionary(
            now.sessions.map { ([$0.activity, String($0.number)], $0) },
            uniquingKeysWith: { first, _ in first })
        let versions = Dictionary(
            now.sessions.map { ($0.activity, $0.version) }, uniquingKeysWith: { first, _ in first })
        var activities: Set<String> = []
        for session in sessions {
            if let version = versions[session.activity], version > session.version { continue }
            let other = current[[session.activity, String(session.number)]]
            if other.map({ !session.isKept(in: $0) }) ?? true {
                activities.insert(session.activity)
            }
        }
        let others = Dictionary(
            now.referrals.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let changed = referrals.filter { referral in
            guard let other = others[referral.id] else { return true }
            if other.version > referral.version {
                return [other.from, other.to] != [referral.from, referral.to]
            }
            return other != referral
        }
        return (activities.sorted(), changed.map(\.id).sorted())
    }
}

extension SecondaryInputs.Session {
    /// Whether everything is still there; lists may have grown.
    fileprivate func isKept(in other: Self) -> Bool {
        func lines(_ session: Self) -> Set<[String]> {
            Set(
                session.attendees.map {
                    [$0.id, $0.audience.map { String($0) } ?? "", String($0.sex)]
                })
        }
        var (mine, theirs) = (self, other)
        (mine.attendees, theirs.attendees) = ([], [])
        // Of whom nothing was said then, somebody may have listed since.
        return mine == theirs && lines(self).isSubset(of: lines(other))
    }
}

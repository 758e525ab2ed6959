import Casework
import Codelists

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

public import Casework
public import Codelists

/// A quarter as it stood at a moment: its events, and whoever takes part in them.
public struct StandingQuarter: Sendable {
    public let quarter: Quarter
    public internal(set) var events: [EventID: StandingEvent]
    public internal(set) var persons: [PersonID: StandingPerson]
    /// The country of each hub, by the number that events hold.
    let countries: [Int16: Country]

    public init(
        quarter: Quarter, events: [StandingEvent], persons: [StandingPerson],
        countries: [Int16: Country]
    ) {
        self.quarter = quarter
        self.events = Dictionary(uniqueKeysWithValues: events.map { ($0.id, $0) })
        self.persons = Dictionary(uniqueKeysWithValues: persons.map { ($0.id, $0) })
        self.countries = countries
    }
}

// MARK: - Counting

extension StandingQuarter {
    /// A cell: the total (no dimension), a row of a table, or a row of a table by two dimensions.
    struct Place: Hashable {
        var first: Dimension?
        var firstCategory: Int16 = 0
        var second: Dimension?
        var secondCategory: Int16 = 0

        /// Every participant is looked up in every table: one number is hashed sooner than four.
        func hash(into hasher: inout Hasher) {
            func part(_ number: Int16) -> UInt64 { UInt64(UInt16(bitPattern: number)) }
            hasher.combine(
                part(first?.rawValue ?? 0) << 48 | part(firstCategory) << 32
                    | part(second?.rawValue ?? 0) << 16 | part(secondCategory))
        }
    }

    /// The total and every cell of every dimension, by the one counting rule; O(participants).
    public func cells() -> [RawCell] {
        count { categories in
            var places = [Place()]
            for dimension in Dimension.allCases {
                for category in categories(dimension) {
                    places.append(Place(first: dimension, firstCategory: category))
                }
            }
            return places
        }.map { place, count in
            RawCell(dimension: place.first, category: place.firstCategory, count: count)
        }
    }

    /// The cells of a table by two dimensions, by the same rule.
    public func cells(_ first: Dimension, _ second: Dimension) -> [RawCrossCell] {
        count { categories in
            categories(first).flatMap { one in
                categories(second).map { other in
                    Place(
                        first: first, firstCategory: one, second: second, secondCategory: other)
                }
            }
        }.map { place, count in
            RawCrossCell(first: place.firstCategory, second: place.secondCategory, count: count)
        }
    }

    /// Counts distinct events, distinct persons and tallies in each place that `places` names for
    /// a participant, from the categories that it has in a dimension.
    private func count(
        _ places: ((Dimension) -> [Int16]) -> [Place]
    ) -> [(Place, RawCount)] {
        struct Seen {
            var lastEvent: EventID?
            var events = 0
            var persons: Set<PersonID> = []
            var anonymous = 0

            mutating func add(_ fact: Fact) {
                // All participants of an event come together: the last one tells.
                if lastEvent != fact.event.id {
                    lastEvent = fact.event.id
                    events += 1
                }
                if let person = fact.person { persons.insert(person) }
                anonymous += fact.anonymous
            }
        }
        var seen: [Place: Seen] = [:]
        for event in events.values {
            for participant in event.participants {
                let fact = fact(of: participant.member, in: event)
                for place in places({ fact.categories($0) }) {
                    seen[place, default: Seen()].add(fact)
                }
            }
        }
        return seen.map { place, seen in
            (
                place,
                RawCount(
                    events: seen.events, identified: seen.persons.count, anonymous: seen.anonymous)
            )
        }
    }

    /// A participant as it is counted.
    private struct Fact {
        let event: StandingEvent
        let country: Country
        let person: PersonID?
        let anonymous: Int
        let sex: Sex
        let ageBand: AgeBand
        let nationality: Country

        func categories(_ dimension: Dimension) -> [Int16] {
            switch dimension {
            case .country: [country.number]
            case .hub: [event.hub]
            case .sex: [sex.number]
            case .age: [ageBand.number]
            case .nationality: [nationality.number]
            case .profile: [event.profile.number]
            case .channel: [event.channel.number]
            case .service: event.services
            }
        }
    }

    private func fact(of member: StandingEvent.Member, in event: StandingEvent) -> Fact {
        let country = countries[event.hub] ?? .unknown
        switch member {
        case .tally(let tally):
            return Fact(
                event: event, country: country, person: nil, anonymous: tally.count,
                sex: tally.sex, ageBand: tally.ageBand, nationality: tally.nationality)
        case .person(let id):
            let root = persons[id]?.countedAs ?? id
            let person = persons[root]
            return Fact(
                event: event, country: country, person: root, anonymous: 0,
                sex: person?.sex ?? .unknown,
                ageBand: person?.ageBand(in: quarter) ?? .unknown,
                nationality: person?.nationality ?? .unknown)
        }
    }
}

import Casework
import Codelists
import Reporting

/// The counting rule in the plainest form that can be thought of: lists and sets in memory.
///
/// The store's figures are held against it after every step.
struct CountingModel {
    struct Person {
        var sex: Sex
        var birth: Birth
        var nationality: Country
        /// Whom a person decided they are the same as.
        var mergedInto: Int?
    }

    enum Participant {
        case person(Int)
        case tally(Tally)
    }

    struct Event {
        var hub: HubCode
        var date: CalendarDate
        var channel: Channel
        var profile: Profile
        var services: [Service]
        var participants: [Participant]
        var isVoid = false
    }

    struct Key: Hashable, CustomStringConvertible {
        let dimension: Int16
        let category: Int16

        var description: String { "\(dimension)/\(category)" }
    }

    var people: [Person] = []
    var events: [Event] = []
    let hubNumbers: [HubCode: Int16]

    func root(of person: Int) -> Int {
        var person = person
        while let next = people[person].mergedInto { person = next }
        return person
    }

    /// Every cell of a quarter.
    func cells(of quarter: Quarter) -> [Key: RawCount] {
        var events: [Key: Set<Int>] = [:]
        var identified: [Key: Set<Int>] = [:]
        var anonymous: [Key: Int] = [:]
        for (index, event) in self.events.enumerated()
        where !event.isVoid && quarter.days.contains(event.date) {
            for participant in event.participants {
                let keys = keys(of: event, participant)
                for key in keys {
                    events[key, default: []].insert(index)
                    switch participant {
                    case .person(let person): identified[key, default: []].insert(root(of: person))
                    case .tally(let tally): anonymous[key, default: 0] += tally.count
                    }
                }
            }
        }
        return events.reduce(into: [:]) { cells, entry in
            cells[entry.key] = RawCount(
                events: entry.value.count, identified: identified[entry.key]?.count ?? 0,
                anonymous: anonymous[entry.key] ?? 0)
        }
    }

    private func keys(of event: Event, _ participant: Participant) -> [Key] {
        let sex: Sex
        let age: AgeBand
        let nationality: Country
        switch participant {
        case .person(let person):
            let root = people[root(of: person)]
            (sex, nationality) = (root.sex, root.nationality)
            age = root.birth.ageBand(inQuarterOf: event.date)
        case .tally(let tally):
            (sex, age, nationality) = (tally.sex, tally.ageBand, tally.nationality)
        }
        return [
            Key(dimension: 0, category: 0),
            Key(dimension: 1, category: event.hub.country.number),
            Key(dimension: 2, category: hubNumbers[event.hub] ?? -1),
            Key(dimension: 3, category: sex.number), Key(dimension: 4, category: age.number),
            Key(dimension: 5, category: nationality.number),
            Key(dimension: 6, category: event.profile.number),
            Key(dimension: 7, category: event.channel.number),
        ] + event.services.map { Key(dimension: 8, category: $0.number) }
    }
}

import Casework
import Codelists

@testable import Reporting

/// A quarter of made-up participations, counted by the counting rule from the facts themselves.
struct RandomQuarter {
    struct Participation {
        var event: Int
        /// Nil for a tally.
        var person: Int?
        var anonymous: Int
        var places: [Dimension: [Int16]]
    }

    var facts: [Participation] = []
    let hubs: [Int16: HubCode]
    private var events = 0

    /// `people` persons and about a fifth as many tallies, at hubs of very unequal size; the first
    /// country has one hub only.
    init(people: Int, from random: inout RandomSource) {
        let codes = ["BZ-ONE", "MX-TAP", "MX-TIJ", "MX-TEN", "GT-GUA", "GT-TEC", "HN-SPS"]
        var hubs: [Int16: HubCode] = [:]
        for (number, code) in codes.prefix(2 + random.below(6)).enumerated() {
            hubs[Int16(number + 1)] = HubCode(code)
        }
        self.hubs = hubs
        for person in 0..<people { addPerson(person, &random) }
        for _ in 0..<(people / 5 + random.below(3)) { addTally(&random) }
    }

    private func pick(_ count: Int, _ random: inout RandomSource) -> Int16 {
        Int16(random.size(upTo: count) % count)
    }

    private func place(hub: Int16, _ random: inout RandomSource) -> [Dimension: [Int16]] {
        var services: Set<Int16> = [1 + pick(5, &random)]
        if random.below(3) == 0 { services.insert(1 + pick(5, &random)) }
        return [
            .hub: [hub], .country: [hubs[hub]?.country.number ?? 0],
            .channel: [1 + pick(3, &random)], .profile: [1 + pick(4, &random)],
            .service: services.sorted(),
        ]
    }

    private mutating func addPerson(_ person: Int, _ random: inout RandomSource) {
        let own: [Dimension: [Int16]] = [
            .sex: [1 + pick(3, &random)], .age: [1 + pick(5, &random)],
            .nationality: [[0, 340, 862, 192][Int(pick(4, &random))]],
        ]
        for _ in 0...random.size(upTo: 3) {
            let hub = 1 + pick(hubs.count, &random)
            add(own.merging(place(hub: hub, &random)) { $1 }, person: person, anonymous: 0)
        }
    }

    private mutating func addTally(_ random: inout RandomSource) {
        let unknown: [Dimension: [Int16]] = [
            .sex: [pick(3, &random)], .age: [pick(2, &random)], .nationality: [0],
        ]
        let hub = 1 + pick(hubs.count, &random)
        add(
            unknown.merging(place(hub: hub, &random)) { $1 }, person: nil,
            anonymous: 1 + random.size(upTo: 6))
    }

    private mutating func add(_ places: [Dimension: [Int16]], person: Int?, anonymous: Int) {
        facts.append(
            Participation(event: events, person: person, anonymous: anonymous, places: places))
        events += 1
    }

    /// Late events, voids and corrections, as they come after a quarter was closed.
    mutating func change(_ count: Int, from random: inout RandomSource) {
        for _ in 0..<count where !facts.isEmpty {
            let which = random.below(facts.count)
            switch random.below(3) {
            case 0: facts.remove(at: which)
            case 1:
                facts[which].places.merge(
                    place(hub: 1 + pick(hubs.count, &random), &random)
                ) { $1 }
            default: addPerson(10_000 + events, &random)
            }
        }
    }

    func counts(tables: [[Dimension]], shuffledBy random: RandomSource? = nil) -> FrozenCounts {
        var cells: [FrozenCounts.Cell] = []
        for table in tables {
            var people: [CellAddress: Set<Int>] = [:]
            var contacts: [CellAddress: Set<Int>] = [:]
            var tallies: [CellAddress: Int] = [:]
            for fact in facts {
                var addresses: [[CellAddress.Place]] = [[]]
                for dimension in table {
                    addresses = addresses.flatMap { places in
                        (fact.places[dimension] ?? []).map { places + [.init(dimension, $0)] }
                    }
                }
                for address in addresses.map({ CellAddress($0) }) {
                    contacts[address, default: []].insert(fact.event)
                    tallies[address, default: 0] += fact.anonymous
                    if let person = fact.person { people[address, default: []].insert(person) }
                }
            }
            for (address, events) in contacts {
                cells.append(
                    .init(
                        address: address,
                        count: RawCount(
                            events: events.count, identified: people[address]?.count ?? 0,
                            anonymous: tallies[address] ?? 0)))
            }
        }
        if facts.isEmpty { cells.append(.init(address: .total, count: .none)) }
        if var random { cells.shuffle(using: &random) }
        return FrozenCounts(
            quarter: Quarter(index: 8084), cells: cells, tables: tables, hubs: hubs)
    }

    static let oneWay: [[Dimension]] = [[]] + Dimension.reportOrder.map { [$0] }

    /// One-way tables and three of those by two dimensions.
    static func someTables(_ random: inout RandomSource) -> [[Dimension]] {
        var tables = oneWay
        for _ in 0..<3 {
            let (first, second) = Release.crossTables[random.below(Release.crossTables.count)]
            if !tables.contains([first, second]) { tables.append([first, second]) }
        }
        return tables
    }

    /// A quarter of 3 to 400 people, released, changed, and released again; up to the edition
    /// that is refused, since nothing more can be said of so few people.
    static func releases(seed: Int, editions: Int) throws -> [Release] {
        var random = RandomSource(seed: 1000 + seed)
        var quarter = RandomQuarter(people: [3, 12, 40, 120, 400][seed % 5], from: &random)
        let tables = someTables(&random)
        var releases: [Release] = []
        for edition in 0..<editions {
            if edition > 0 { quarter.change(1 + random.below(6), from: &random) }
            let counts = quarter.counts(tables: tables)
            do {
                releases.append(try Release(protecting: counts, after: releases.map(\.frozen)))
            } catch {
                guard case .unprotectable = error, edition > 0 else { throw error }
                return releases
            }
        }
        return releases
    }
}

extension PublishedTables {
    /// What releases of one quarter show, oldest first. For the attacker's guesses, what they hide
    /// is compared; the guesses are right.
    init(_ releases: [Release], guessing: Bool = true) {
        threshold = releases.last?.frozen.threshold ?? 0
        hasParts = true
        editions = []
        var before: FrozenRelease?
        for release in releases {
            let frozen = release.frozen
            let then = before.map { edition in
                Dictionary(
                    edition.counts.cells.map { ($0.address, $0.count) },
                    uniquingKeysWith: { first, _ in first })
            }
            editions.append(
                Edition(
                    tables: frozen.counts.tables.map { $0.map(\.description) },
                    cells: frozen.counts.cells.map { cell in
                        let figure = release.figure(cell.address)
                        let unchanged = Measure.allCases.filter { measure in
                            guessing && frozen.hides(cell.address, measure)
                                && before?.hides(cell.address, measure) == true
                                && then?[cell.address]?[measure] == cell.count[measure]
                        }
                        return Cell(
                            at: Dictionary(
                                uniqueKeysWithValues: cell.address.places.map {
                                    ($0.dimension.description, frozen.counts.code($0))
                                }),
                            people: figure?.people, identified: figure?.identified,
                            anonymous: figure?.anonymous, events: figure?.events,
                            mark: figure?.suppression?.rawValue,
                            unchanged: unchanged.isEmpty ? nil : unchanged.map(\.description))
                    }))
            before = frozen
        }
    }
}

extension FrozenCounts {
    /// A category as a report names it.
    func code(_ place: CellAddress.Place) -> String {
        place.dimension == .hub
            ? hubs[place.category]?.description ?? "?"
            : place.dimension.codelist?[place.category]?.code ?? String(place.category)
    }
}

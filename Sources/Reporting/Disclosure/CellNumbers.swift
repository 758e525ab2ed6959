import Casework
import Codelists

/// The four numbers of each cell as linked numbers, with the relations that follow from the
/// counting rule.
///
/// Anybody may know the rule, so an attacker is taken to know:
/// - people = identified + anonymous, and nothing is below zero;
/// - a person has one sex, one age band and one nationality: identified adds up over these;
/// - a tally has one sex, age band and nationality and belongs to one event, an event to one hub,
///   so to one country, and to one channel and one profile: anonymous adds up over all of these,
///   events over the last four;
/// - elsewhere parts overlap: none is more than the whole, together they are no less;
/// - a hub lies in the country that its code begins with;
/// - a row of a hub log names one person at most: identified ≤ events, wherever it is so;
/// - hidden people that are marked primary are between 1 and k − 1, those marked complementary
///   none or at least k.
struct CellNumbers {
    /// A number of a cell, by which editions recognise each other's.
    struct Key: Hashable {
        let address: CellAddress
        let measure: Measure
        var value: Int?
    }

    private(set) var system = LinkedNumbers()
    /// Whether a number is hidden whatever else is.
    private(set) var isForced: [Bool] = []
    /// What each number is; those of earlier editions as well.
    private(set) var keys: [Key] = []
    /// The place of each number of the counts that are to be protected.
    private(set) var place: [Key: Int] = [:]
    let threshold: Int

    init(_ counts: FrozenCounts, threshold: Int, after earlier: [FrozenRelease] = []) {
        self.threshold = threshold
        let hiddenBefore = Set(earlier.flatMap(\.hiddenKeys))
        for cell in counts.cells { add(cell, hiddenBefore: hiddenBefore) }
        var shared: [Key: Int] = [:]
        for (number, key) in keys.enumerated() where hiddenBefore.contains(key) {
            shared[
                Key(address: key.address, measure: key.measure, value: system.numbers[number].value)
            ] =
                number
        }
        let own = place
        relate(counts) { key, _ in own[key].map { .number($0) } ?? .known(0) }
        for edition in earlier.reversed() { add(edition, sharing: &shared) }
    }

    private mutating func add(_ cell: FrozenCounts.Cell, hiddenBefore: Set<Key>) {
        let first = keys.count
        for measure in Measure.allCases {
            let key = Key(address: cell.address, measure: measure)
            let value = cell.count[measure]
            place[key] = keys.count
            keys.append(key)
            // That none of the people were anonymous, or that all were, tells of nobody.
            var number = LinkedNumbers.Number(
                value: value, cost: 0, need: value == 0 && measure != .people ? 0 : threshold)
            switch measure {
            case .people:
                // To hide that there is nobody costs no people, but the reader a certain answer.
                number.cost = value == 0 ? 4 * Double(threshold) : Double(value) + 0.5
                number.hides = [first + 1, first + 2, first + 3]
            case .identified, .anonymous:
                number.cost = 0.05 + Double(value) * 1e-4
                number.hides = [measure == .identified ? first + 2 : first + 1]
            case .events: number.cost = 0.03 + Double(value) * 5e-5
            }
            if cell.count == .none {
                // Where nobody is, all four numbers are known as soon as one is.
                number.hides = (first..<first + 4).filter { $0 != keys.count - 1 }
            }
            if measure == .people { number.mark = Self.mark(on: value, threshold: threshold) }
            _ = system.add(number)
            let isSmall = measure != .events && value > 0 && value < threshold
            isForced.append(isSmall || hiddenBefore.contains(key))
        }
    }

    /// What the mark of a cell tells of its hidden people. Somebody who cannot tell whether a cell
    /// marked complementary has nobody or many is taken to guess it rightly.
    private static func mark(on people: Int, threshold: Int) -> LinkedNumbers.Mark {
        switch people {
        case 0: .init(least: 0, most: 0)
        case 1..<threshold: .init(least: 1, most: threshold - 1)
        default: .init(least: threshold)
        }
    }

    /// Adds what an earlier edition shows. A hidden number that has not changed since is one and
    /// the same: an attacker may guess so, and be right.
    private mutating func add(_ edition: FrozenRelease, sharing shared: inout [Key: Int]) {
        var mine: [Key: Int] = [:]
        for cell in edition.counts.cells {
            for measure in Measure.allCases {
                var key = Key(address: cell.address, measure: measure)
                guard edition.hiddenKeys.contains(key) else { continue }
                let value = cell.count[measure]
                key.value = value
                let mark =
                    measure == .people ? Self.mark(on: value, threshold: edition.threshold) : nil
                if let known = shared[key] {
                    mine[key] = known
                    if let mark { system.numbers[known].mark?.narrow(to: mark) }
                } else {
                    let need = value == 0 && measure != .people ? 0 : threshold
                    let number = system.add(
                        .init(value: value, cost: 0, need: need, isShowable: false, mark: mark))
                    keys.append(key)
                    isForced.append(true)
                    shared[key] = number
                    mine[key] = number
                }
            }
        }
        relate(edition.counts) { key, value in
            mine[Key(address: key.address, measure: key.measure, value: value)].map { .number($0) }
                ?? .known(value)
        }
    }
}

extension CellNumbers {
    /// The fewest people that have to be hidden, as far as `leastCost` can tell, in releases whose
    /// tables by one dimension hide what this one does.
    func fewestPeople(
        of counts: FrozenCounts, hiding isHidden: [Bool]
    ) throws(DisclosureFailure) -> Int {
        var system = system
        // It follows from the parts, but not for somebody who looks at one sum at a time.
        for line in lines(of: counts) where Measure.identified.addsUp(over: line.dimension) {
            let people = ([line.whole] + line.parts).map { address in
                place[Key(address: address, measure: .people)]
                    .map { LinkedNumbers.Operand.number($0) } ?? .known(0)
            }
            system.add(people[0], isSumOf: Array(people.dropFirst()))
        }
        let isLocked = keys.indices.map { keys[$0].address.places.count < 2 && !isHidden[$0] }
        let costs = keys.indices.map { number in
            keys[number].measure == .people && place[keys[number]] == number
                ? Double(system.numbers[number].value) : 0
        }
        let least = try system.leastCost(forcing: isForced, locking: isLocked, costs: costs)
        return Int((least - 1e-3).rounded(.up))
    }

    /// Adds the relations among the numbers of one edition.
    private mutating func relate(
        _ counts: FrozenCounts, operand: (Key, Int) -> LinkedNumbers.Operand
    ) {
        let byAddress = Dictionary(
            counts.cells.map { ($0.address, $0.count) }, uniquingKeysWith: { first, _ in first })
        func operands(_ address: CellAddress, _ measure: Measure) -> LinkedNumbers.Operand {
            operand(
                Key(address: address, measure: measure),
                (byAddress[address] ?? .none)[measure])
        }
        for cell in counts.cells {
            let address = cell.address
            system.add(
                operands(address, .people),
                isSumOf: [operands(address, .identified), operands(address, .anonymous)])
            if cell.count.identified <= cell.count.events {
                system.relate(
                    [operands(address, .events)], minus: [operands(address, .identified)],
                    isEquality: false)
            }
        }
        for line in lines(of: counts) {
            for measure in [Measure.identified, .anonymous, .events] {
                let whole = operands(line.whole, measure)
                let parts = line.parts.map { operands($0, measure) }
                if measure.addsUp(over: line.dimension) {
                    system.add(whole, isSumOf: parts)
                } else {
                    system.add(whole, isCoveredBy: parts)
                }
            }
        }
    }

    /// A cell with the cells of one dimension into which a table divides it.
    private struct Line {
        let whole: CellAddress
        let dimension: Dimension
        var parts: [CellAddress]
    }

    private func lines(of counts: FrozenCounts) -> [Line] {
        let tables = Set(counts.tables)
        var lines: [Line] = []
        var found: [CellAddress: [Dimension: Int]] = [:]
        func add(
            _ part: CellAddress, to whole: CellAddress, by dimension: Dimension, _ split: Dimension
        ) {
            if let line = found[whole]?[split] {
                lines[line].parts.append(part)
            } else {
                found[whole, default: [:]][split] = lines.count
                lines.append(Line(whole: whole, dimension: dimension, parts: [part]))
            }
        }
        for cell in counts.cells {
            for place in cell.address.places {
                let whole = cell.address.dropping(place.dimension)
                if tables.contains(whole.dimensions) {
                    add(cell.address, to: whole, by: place.dimension, place.dimension)
                }
                guard place.dimension == .hub, !cell.address.dimensions.contains(.country),
                    let hub = counts.hubs[place.category]
                else { continue }
                let country = cell.address.replacing(
                    .hub, by: .init(.country, hub.country.number))
                if tables.contains(country.dimensions) {
                    add(cell.address, to: country, by: .hub, .hub)
                }
            }
        }
        return lines
    }
}

extension Measure {
    func addsUp(over dimension: Dimension) -> Bool {
        switch self {
        case .people: false
        case .identified: dimension.addsUp
        case .anonymous: dimension != .service
        case .events:
            switch dimension {
            case .country, .hub, .channel, .profile: true
            case .sex, .age, .nationality, .service: false
            }
        }
    }
}

extension RawCount {
    subscript(measure: Measure) -> Int {
        switch measure {
        case .people: identified + anonymous
        case .identified: identified
        case .anonymous: anonymous
        case .events: events
        }
    }
}

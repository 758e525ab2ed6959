import Casework
import Testing

@testable import Reporting

/// What is published of random people, against the definitions in their plainest form.
@Suite struct AnonymityTests {
    private static let quarter = Quarter(index: 8_084)

    private func rule(k: Int = 5, l: Int = 2, share: Double = 0.05) throws -> AnonymityRule {
        try #require(AnonymityRule(k: k, l: l, maximumSuppressed: share))
    }

    @Test(
        "Every combination has k people and l sets of services, and shares no telling service",
        arguments: 1...40 as ClosedRange<UInt64>)
    func everyClass(seed: UInt64) throws {
        var random = RandomPeople(seed: seed)
        let groups = random.groups(Int.random(in: 30...1_500, using: &random))
        let k = Int.random(in: 5...12, using: &random)
        let rule = try rule(k: k, l: Int.random(in: 2...4, using: &random))
        let data = try AnonymousMicrodata(groups, in: Self.quarter, rule: rule)
        var classes: [UInt64: (people: Int, sets: Set<UInt64>, shared: UInt64)] = [:]
        for group in data.groups {
            var entry = classes[group.key] ?? (0, [], .max)
            entry.people += group.people
            entry.sets.insert(group.services)
            entry.shared &= group.services
            classes[group.key] = entry
        }
        for entry in classes.values {
            #expect(entry.people >= k)
            #expect(entry.sets.count >= rule.l)
            #expect(entry.shared & ~2 == 0)
        }
        let people = groups.reduce(0) { $0 + $1.people }
        #expect(data.people == people)
        #expect(data.groups.reduce(0) { $0 + $1.people } == people - data.suppressed)
        #expect(Double(data.suppressed) <= 0.05 * Double(people))
        #expect(data.after.smallestClass == classes.values.map(\.people).min())
        #expect(data.after.classes == classes.count)
        #expect(data.after.belowK == 0 && data.after.unique == 0)
        #expect(data.after.highest <= 1 / Double(k))
        let distinct = Set(groups.map(\.key))
        #expect(data.before.classes == distinct.count)
    }

    @Test("Equal values are told alike everywhere, and nothing is changed but told less exactly")
    func consistent() throws {
        var random = RandomPeople(seed: 77)
        let groups = random.groups(900)
        let data = try AnonymousMicrodata(groups, in: Self.quarter, rule: rule())
        let ladders = QuasiIdentifier.allCases.map { Ladder($0, in: Self.quarter) }
        var expected: [[String]: Int] = [:]
        for group in groups {
            let row = zip(ladders, data.columns).map { ladder, column in
                let level = ladder.levels[column.level]
                return level.values[
                    Int(level.value(of: ladder.quasiIdentifier.number(in: group.key)))
                ].code
            }
            expected[row + [String(group.services)], default: 0] += group.people
        }
        var published: [[String]: Int] = [:]
        for group in data.groups {
            let row = data.columns.map { $0.values[data.value(of: group, in: $0)].code }
            published[row + [String(group.services)], default: 0] += group.people
        }
        // A combination is published as it is or not at all.
        for (row, people) in published { #expect(expected[row] == people) }
        let left = expected.filter { published[$0.key] == nil }
        #expect(left.values.reduce(0, +) == data.suppressed)
    }

    @Test("The search finds what counting every way to generalise finds", arguments: [3, 5, 8])
    func optimum(seed: UInt64) throws {
        var random = RandomPeople(seed: seed)
        let groups = random.groups(120)
        let rule = try rule()
        let lattice = GeneralisationLattice(
            ladders: QuasiIdentifier.allCases.map { Ladder($0, in: Self.quarter) },
            base: EquivalenceClasses(groups, l: 2), rule: rule)
        var best = 2.0
        for node in lattice.nodes {
            let generalise = lattice.generalise(to: node)
            var classes: [UInt64: [PeopleGroup]] = [:]
            for group in groups { classes[generalise(group.key), default: []].append(group) }
            var suppressed = 0
            for members in classes.values {
                let people = members.reduce(0) { $0 + $1.people }
                let shared = members.reduce(UInt64.max) { $0 & $1.services }
                if people < 5 || Set(members.map(\.services)).count < 2 || shared & ~2 != 0 {
                    suppressed += people
                }
            }
            guard suppressed * 20 <= lattice.people else { continue }
            best = min(best, lattice.loss(of: node, suppressed: suppressed))
        }
        let found = try #require(lattice.optimum())
        let loss = lattice.loss(of: found.node, suppressed: found.suppressed)
        #expect(abs(loss - best) < 1e-12)
        #expect(found.counted < lattice.nodes.count)
    }

    @Test("On its way up a ladder a value is never told more exactly, and at its end not at all")
    func ladders() {
        for quasiIdentifier in QuasiIdentifier.allCases {
            let ladder = Ladder(quasiIdentifier, in: Self.quarter)
            for (finer, coarser) in zip(ladder.levels, ladder.levels.dropFirst()) {
                var joined: [UInt16: UInt16] = [:]
                for number in 0..<finer.table.count {
                    let value = finer.value(of: number)
                    let above = coarser.value(of: number)
                    #expect(joined[value, default: above] == above, "\(quasiIdentifier)")
                    joined[value] = above
                }
            }
            #expect(ladder.levels.last?.values.count == 1)
            #expect(
                ladder.levels.allSatisfy { Set($0.values.map(\.code)).count == $0.values.count })
        }
    }

    @Test("Too few people, or all alike, are not published at all")
    func refusals() throws {
        var random = RandomPeople(seed: 4)
        let key = random.groups(1)[0].key
        for groups in [
            [], [PeopleGroup(key: key, services: 2, people: 4)],
            [PeopleGroup(key: key, services: 2, people: 400)],
            // Two sets, but everybody had what service 13 is.
            [
                PeopleGroup(key: key, services: 1 << 13, people: 40),
                PeopleGroup(key: key, services: 1 << 13 | 2, people: 40),
            ],
        ] {
            #expect(throws: CannotAnonymise.self) {
                try AnonymousMicrodata(groups, in: Self.quarter, rule: rule())
            }
        }
    }

    @Test("k and l can be raised, never lowered")
    func rules() {
        #expect(AnonymityRule(k: 4) == nil)
        #expect(AnonymityRule(k: 5, l: 1) == nil)
        #expect(AnonymityRule(k: 5, l: 6) == nil)
        #expect(AnonymityRule(maximumSuppressed: 0.6) == nil)
        #expect(AnonymityRule(k: 11, l: 3, maximumSuppressed: 0) != nil)
    }

    @Test("The entropy is that of its definition")
    func entropy() {
        #expect(abs(Entropy.bits(of: [1, 1, 1, 1]) - 2) < 1e-12)
        #expect(abs(Entropy.bits(of: [3, 1]) - 0.811_278_124_459_132_9) < 1e-12)
        #expect(Entropy.bits(of: [7, 0]) == 0)
        #expect(Entropy.bits(of: []) == 0)
    }
}

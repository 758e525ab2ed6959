import Testing

@testable import Reporting

/// The algorithm alone, on tables of people by one, two and three dimensions.
@Suite struct ProtectionTests {
    static let threshold = 5

    /// A random table: every third by one, two and three dimensions, every fourth with axes in
    /// which people may have several categories.
    static func cube(_ seed: Int) -> PeopleCube {
        var random = RandomSource(seed: seed)
        let dimensions = 1 + seed % 3
        let greatest = [10, 6, 3][dimensions - 1]
        let axes = (0..<dimensions).map { axis in
            PeopleCube.Axis(
                name: "d\(axis)", size: 2 + random.below(greatest - 1),
                addsUp: seed % 4 != 3 || random.below(2) == 0)
        }
        return PeopleCube(
            axes: axes, zeros: [0, 0.2, 0.5][random.below(3)], upTo: [8, 40, 200][random.below(3)],
            from: &random)
    }

    static func isSmall(_ system: LinkedNumbers) -> [Bool] {
        system.numbers.map { $0.value > 0 && $0.value < threshold }
    }

    static func hidden(_ system: LinkedNumbers) throws -> [Bool] {
        try Protection(
            of: system, forcing: isSmall(system), locking: system.numbers.map { _ in false },
            name: { _ in .total }
        ).hidden().isHidden
    }

    @Test("On random tables nothing hidden can be bounded, and nothing is hidden for no reason")
    func randomTables() throws {
        var complementary = 0
        for seed in 0..<240 {
            let system = Self.cube(seed).system(threshold: Self.threshold)
            let isHidden = try Self.hidden(system)
            let isSmall = Self.isSmall(system)
            #expect(zip(isHidden, isSmall).allSatisfy { $0 || !$1 }, "seed \(seed)")
            #expect(try isProtected(system, isHidden), "seed \(seed)")
            // Whatever is hidden to protect others is needed for it.
            for number in isHidden.indices where isHidden[number] && !isSmall[number] {
                complementary += 1
                var less = isHidden
                less[number] = false
                #expect(try !isProtected(system, less), "seed \(seed), number \(number)")
            }
        }
        #expect(complementary > 0)
    }

    private func isProtected(_ system: LinkedNumbers, _ isHidden: [Bool]) throws -> Bool {
        let attack = Attack(on: system, hiding: isHidden)
        for number in system.numbers.indices where isHidden[number] {
            try attack.reach(number, upward: true)
            try attack.reach(number, upward: false)
            guard attack.isProtected(number) else { return false }
        }
        return true
    }

    @Test("In a row of few cells, intervals are those that can be worked out by hand")
    func byHand() throws {
        // 3 + 9 + 40 = 52, with 3 and 9 hidden: each is between 0 and 12.
        var system = LinkedNumbers()
        let parts = [3, 9, 40].map {
            system.add(.init(value: $0, cost: Double($0), need: 5))
        }
        let total = system.add(.init(value: 52, cost: 52, need: 5))
        system.add(.number(total), isSumOf: parts.map { .number($0) })
        let isHidden = try Self.hidden(system)
        #expect(isHidden == [true, true, false, false])
        let attack = Attack(on: system, hiding: isHidden)
        for number in parts.prefix(2) {
            let interval = try attack.interval(of: number)
            #expect(interval.least == 0)
            #expect(interval.greatest == 12)
        }
    }

    @Test("Where parts overlap, a small one needs no other hidden")
    func overlapping() throws {
        var system = LinkedNumbers()
        let parts = [3, 30, 40].map {
            system.add(.init(value: $0, cost: Double($0), need: 5))
        }
        let total = system.add(.init(value: 50, cost: 50, need: 5))
        system.add(.number(total), isCoveredBy: parts.map { .number($0) })
        #expect(try Self.hidden(system) == [true, false, false, false])
    }

    @Test("What cannot be hidden leaves a number that nothing protects")
    func unprotectable() {
        var system = LinkedNumbers()
        let parts = [3, 9].map { system.add(.init(value: $0, cost: 1, need: 5)) }
        system.add(.known(12), isSumOf: parts.map { .number($0) })
        #expect(throws: DisclosureFailure.unprotectable(.total)) {
            _ = try Protection(
                of: system, forcing: [true, false], locking: [false, true], name: { _ in .total }
            ).hidden()
        }
    }
}

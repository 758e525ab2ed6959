import Testing

@testable import Reporting

/// Our choice of cells beside that of tau-Argus' optimal method, on tables that it can take.
@Suite(.serialized, .enabled(if: OutsideJudge.hasArgus, "needs deploy/judges-requirements.txt"))
struct OutsideMethodTests {
    /// A random table of people with every margin, whose dimensions add up.
    private static func cube(_ seed: Int, dimensions: Int) -> PeopleCube {
        var random = RandomSource(seed: 10_000 + seed)
        let axes = (0..<dimensions).map {
            PeopleCube.Axis(
                name: "d\($0)", size: 2 + random.below(dimensions == 2 ? 5 : 3), addsUp: true)
        }
        return PeopleCube(
            axes: axes, zeros: [0, 0.2, 0.5][random.below(3)], upTo: [8, 40, 200][random.below(3)],
            from: &random)
    }

    @Test(
        "We hide no tenth more people in random tables by two and three dimensions",
        arguments: [2, 3])
    func randomTables(dimensions: Int) throws {
        let tables = try (0..<(25 * OutsideJudge.effort)).map { seed in
            let cube = Self.cube(seed, dimensions: dimensions)
            let system = cube.system(threshold: ProtectionTests.threshold)
            var published = cube.published(
                hiding: try ProtectionTests.hidden(system), threshold: ProtectionTests.threshold)
            for cell in system.numbers.indices {
                published.editions[0].cells[cell].truth = system.numbers[cell].value
            }
            return published
        }
        try compare(tables)
    }

    @Test("Nor in releases of a quarter by sex, age and nationality, with all that they hide")
    func releases() throws {
        let pairs: [[Reporting.Dimension]] = [
            [.sex, .age], [.sex, .nationality], [.age, .nationality],
        ]
        let tables = try (0..<(36 * OutsideJudge.effort)).compactMap { seed -> PublishedTables? in
            var random = RandomSource(seed: 7000 + seed)
            let quarter = RandomQuarter(people: [40, 120, 400, 1500][seed % 4], from: &random)
            let pair = pairs[seed % 3]
            let counts = quarter.counts(tables: [[], [pair[0]], [pair[1]], pair])
            let release = try Release(protecting: counts)
            guard release.audit.withheld.isEmpty else { return nil }
            var published = PublishedTables([release])
            for (place, cell) in release.frozen.counts.cells.enumerated() {
                published.editions[0].cells[place].truth = cell.count[.people]
            }
            return published
        }
        #expect(tables.count > 30 * OutsideJudge.effort)
        try compare(tables)
    }

    private func compare(_ tables: [PublishedTables]) throws {
        let others = try OutsideJudge.suppression(tables)
        #expect(others.count == tables.count)
        let ours = tables.flatMap { $0.editions[0].cells }.reduce(0) {
            $0 + ($1.people == nil ? $1.truth ?? 0 : 0)
        }
        let theirs = others.reduce(0) { $0 + $1.people }
        #expect(theirs > 0 && Double(ours) <= 1.1 * Double(theirs), "\(ours), tau-Argus \(theirs)")
    }
}

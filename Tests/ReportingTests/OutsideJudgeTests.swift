import Testing

@testable import Reporting

/// What another program, with another solver, finds out from nothing but the published tables.
@Suite(.enabled(if: OutsideJudge.isAvailable, "needs deploy/judges-requirements.txt"))
struct OutsideJudgeTests {
    @Test("The judge bounds no hidden number of a random table more narrowly than k")
    func randomTables() throws {
        let tables = try (0..<240).map { seed in
            let cube = ProtectionTests.cube(seed)
            let system = cube.system(threshold: ProtectionTests.threshold)
            return cube.published(
                hiding: try ProtectionTests.hidden(system), threshold: ProtectionTests.threshold)
        }
        let verdicts = try OutsideJudge.intervals(tables)
        #expect(verdicts.count == tables.count)
        #expect(verdicts.contains { !$0.intervals.isEmpty })
        for (seed, verdict) in verdicts.enumerated() {
            for interval in verdict.intervals {
                #expect(interval.width >= ProtectionTests.threshold, "seed \(seed): \(interval)")
            }
        }
    }

    @Test("The judge finds a number that is hidden alone")
    func careless() throws {
        let cube = ProtectionTests.cube(0)
        let system = cube.system(threshold: ProtectionTests.threshold)
        var isHidden = system.numbers.map { _ in false }
        isHidden[1] = true
        let verdicts = try OutsideJudge.intervals([cube.published(hiding: isHidden, threshold: 5)])
        #expect(verdicts.first?.intervals.map(\.width) == [0])
    }

    @Test("People hidden are within a tenth of the fewest possible")
    func optimum() throws {
        let tables = try (0..<48).filter { ProtectionTests.cube($0).cells.count <= 24 }.map {
            seed in
            let cube = ProtectionTests.cube(seed)
            let system = cube.system(threshold: ProtectionTests.threshold)
            var published = cube.published(
                hiding: try ProtectionTests.hidden(system), threshold: ProtectionTests.threshold)
            for cell in system.numbers.indices {
                published.editions[0].cells[cell].truth = system.numbers[cell].value
            }
            return published
        }
        let answers = try OutsideJudge.optimum(tables).filter { $0.status == "Optimal" }
        #expect(answers.count > tables.count / 2)
        let chosen = answers.reduce(0) { $0 + $1.chosen }
        let fewest = answers.reduce(0) { $0 + $1.optimum }
        #expect(Double(chosen) <= 1.1 * fewest, "\(chosen) hidden, \(fewest) would do")
    }

    @Test("The judge bounds nobody in random quarters, one edition or three put together")
    func randomQuarters() throws {
        var tables: [PublishedTables] = []
        var truths: [[String: Int]] = []
        for seed in 0..<24 {
            let releases = try RandomQuarter.releases(seed: seed, editions: 1 + seed % 3)
            tables.append(PublishedTables(releases))
            tables.append(PublishedTables(releases, guessing: false))
            let truth = Self.truth(releases)
            truths += [truth, truth]
        }
        let verdicts = try OutsideJudge.intervals(tables)
        #expect(verdicts.count == tables.count)
        for (verdict, truth) in zip(verdicts, truths) {
            for interval in verdict.intervals where interval.width < 5 {
                // A part may be known to be nobody; anything else must not be known.
                let key = interval.at.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                    .joined(separator: ",")
                #expect(
                    truth["\(interval.edition) \(key) \(interval.measure)"] == 0
                        && interval.measure != "people", "\(interval)")
            }
        }
    }

    /// The true numbers by edition, cell and measure, as the judge calls them.
    private static func truth(_ releases: [Release]) -> [String: Int] {
        var truth: [String: Int] = [:]
        for (edition, release) in releases.enumerated() {
            let counts = release.frozen.counts
            for cell in counts.cells {
                let key = cell.address.places.map { "\($0.dimension)=\(counts.code($0))" }.sorted()
                    .joined(separator: ",")
                for measure in CellNumbers.Measure.allCases {
                    truth["\(edition) \(key) \(measure)"] = cell.count[measure]
                }
            }
        }
        return truth
    }
}

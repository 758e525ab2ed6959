import Testing

@testable import Reporting

/// What another program, with another solver, finds out from nothing but what is published.
@Suite(.enabled(if: OutsideJudge.isAvailable, "needs deploy/judges-requirements.txt"))
struct OutsideJudgeTests {
    @Test("The judge bounds no hidden number of a random table more narrowly than k, nor knows one")
    func randomTables() throws {
        var tables: [PublishedTables] = []
        var refused = 0
        for seed in 0..<(240 * OutsideJudge.effort) {
            let cube = ProtectionTests.cube(seed)
            let system = cube.system(threshold: ProtectionTests.threshold, marked: true)
            do {
                tables.append(
                    cube.published(
                        hiding: try ProtectionTests.hidden(system),
                        threshold: ProtectionTests.threshold))
            } catch DisclosureFailure.unprotectable {
                // So few people that the marks of its rows would tell them apart.
                refused += 1
            }
        }
        let verdicts = try OutsideJudge.intervals(tables)
        #expect(verdicts.count == tables.count && refused * 20 < tables.count, "\(refused) refused")
        #expect(verdicts.contains { !$0.intervals.isEmpty })
        for (seed, verdict) in verdicts.enumerated() {
            for interval in verdict.intervals {
                #expect(interval.width >= ProtectionTests.threshold, "seed \(seed): \(interval)")
                #expect(!interval.isKnown, "seed \(seed): \(interval)")
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

    @Test("The judge finds two numbers that their marks give away")
    func marked() throws {
        // 4 + 4 + 40 = 48: each is between 0 and 8, but two of fewer than 5 that make 8 are 4.
        func cell(_ code: String?, _ people: Int?) -> PublishedTables.Cell {
            .init(
                at: code.map { ["d": $0] } ?? [:], people: people,
                mark: people == nil ? Suppression.primary.rawValue : nil)
        }
        let tables = PublishedTables(
            threshold: 5,
            editions: [
                .init(
                    tables: [[], ["d"]],
                    cells: [cell(nil, 48), cell("1", nil), cell("2", nil), cell("3", 40)])
            ])
        let intervals = try #require(try OutsideJudge.intervals([tables]).first?.intervals)
        #expect(intervals.map(\.width) == [8, 8])
        #expect(intervals.allSatisfy { $0.isKnown })
    }

    @Test("People hidden are within a tenth of the fewest possible")
    func optimum() throws {
        var bounds: [Double] = []
        let tables = try (0..<48).filter { ProtectionTests.cube($0).cells.count <= 24 }.map {
            seed in
            let cube = ProtectionTests.cube(seed)
            let system = cube.system(threshold: ProtectionTests.threshold)
            var published = cube.published(
                hiding: try ProtectionTests.hidden(system), threshold: ProtectionTests.threshold)
            for cell in system.numbers.indices {
                published.editions[0].cells[cell].truth = system.numbers[cell].value
            }
            bounds.append(
                try system.leastCost(
                    forcing: ProtectionTests.isSmall(system),
                    locking: system.numbers.map { _ in false },
                    costs: system.numbers.map { Double($0.value) }))
            return published
        }
        let all = try OutsideJudge.optimum(tables)
        let answers = all.filter { $0.status == "Optimal" }
        #expect(answers.count > tables.count / 2)
        // The bound by which an audit states its gap is below the optimum, and not far.
        for (bound, answer) in zip(bounds, all) where answer.status == "Optimal" {
            #expect(bound <= answer.optimum + 1e-3)
        }
        #expect(bounds.reduce(0, +) > 0.6 * all.reduce(0) { $0 + $1.optimum })
        let chosen = answers.reduce(0) { $0 + $1.chosen }
        let fewest = answers.reduce(0) { $0 + $1.optimum }
        #expect(Double(chosen) <= 1.1 * fewest, "\(chosen) hidden, \(fewest) would do")
    }

    @Test("The judge bounds nobody in random quarters, one edition or three put together")
    func randomQuarters() throws {
        var tables: [PublishedTables] = []
        var truths: [[String: Int]] = []
        for seed in 0..<(9 * OutsideJudge.effort) {
            let releases = try RandomQuarter.releases(seed: seed, editions: 1 + seed % 3)
            tables.append(PublishedTables(releases))
            tables.append(PublishedTables(releases, guessing: false))
            let truth = Self.truth(releases)
            truths += [truth, truth]
        }
        try check(try OutsideJudge.intervals(tables), against: truths)
    }

    @Test("Nor in the reports themselves: overlapping ones, of all editions, languages and formats")
    func reports() throws {
        var reports: [PublishedReports] = []
        var truths: [[String: Int]] = []
        for seed in 0..<(9 * OutsideJudge.effort) {
            let releases = try RandomQuarter.releases(seed: 500 + seed, editions: 2)
            reports.append(try PublishedReports(releases))
            truths.append(Self.truth(releases))
        }
        try check(try OutsideJudge.intervals(reports), against: truths)
    }

    @Test("The audit states the intervals that the judge finds")
    func audit() throws {
        let releases = try (0..<6).map { seed in
            let (quarter, tables) = ReleaseTests.quarter(seed, people: 40 + 20 * seed)
            return try Release(protecting: quarter.counts(tables: tables))
        }
        let verdicts = try OutsideJudge.intervals(releases.map { PublishedTables([$0]) })
        var compared = 0
        for (release, verdict) in zip(releases, verdicts) {
            for interval in release.audit.intervals {
                let at = Dictionary(
                    uniqueKeysWithValues: interval.address.places.map {
                        ($0.dimension.description, release.frozen.counts.code($0))
                    })
                let other = try #require(
                    verdict.intervals.first {
                        $0.at == at && $0.measure == interval.measure.description
                    })
                #expect(other.least == interval.least && other.greatest == interval.greatest)
                compared += 1
            }
            #expect(verdict.intervals.count == release.audit.intervals.count)
        }
        #expect(compared > 100)
    }

    /// A part may be known to be nobody; nothing else may be known, nor bounded too narrowly.
    private func check(_ verdicts: [OutsideJudge.Intervals], against truths: [[String: Int]]) throws
    {
        #expect(verdicts.count == truths.count)
        #expect(verdicts.contains { $0.intervals.contains { $0.measure == "people" } })
        for (place, (verdict, truth)) in zip(verdicts, truths).enumerated() {
            for interval in verdict.intervals where interval.width < 5 || interval.isKnown {
                let key = interval.at.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                    .joined(separator: ",")
                let isNobody = truth["\(interval.edition) \(key) \(interval.measure)"] == 0
                #expect(isNobody, "\(place): \(interval)")
                // Only the marks may tell that nobody is in a cell.
                #expect(
                    interval.width >= 5 || interval.measure != "people", "\(place): \(interval)")
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
                for measure in Measure.allCases {
                    truth["\(edition) \(key) \(measure)"] = cell.count[measure]
                }
            }
        }
        return truth
    }
}

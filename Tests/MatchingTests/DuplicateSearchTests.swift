import Codelists
import Foundation
import Testing
import Texts

@testable import Matching

@Suite struct DuplicateSearchTests {
    /// Fewer random pairs than for tables in earnest: enough for this one, and soon done.
    private static let search: DuplicateSearch = {
        var search = DuplicateSearch()
        search.randomPairs = 50_000
        return search
    }()

    private static let found = Result {
        let fixture = try Fixture.people.get()
        return (fixture, Self.search.run(fixture.people))
    }

    @Test("Made-up people with siblings and twins are told apart without labels")
    func quality() throws {
        let (fixture, result) = try Self.found.get()
        let evaluation = MatchingEvaluation(result, of: fixture.people, truth: fixture.truth)
        #expect(fixture.truth.count > 500)
        #expect(evaluation.quality.f1 > 0.97, "\(evaluation.quality)")
        #expect(evaluation.quality.f1 > evaluation.bestQuality.f1 - 0.02)
        #expect(evaluation.bestQuality.f1 >= evaluation.quality.f1)
        #expect(evaluation.automatic.precision == 1)
        #expect(evaluation.automatic.right > 100)
    }

    @Test("What is learnt without labels is what labels show")
    func learning() throws {
        let (fixture, result) = try Self.found.get()
        let comparator = ClearTextComparator(fixture.people)
        for field in MatchField.allCases {
            var counts: [AgreementLevel: Double] = [:]
            for pair in fixture.truth {
                counts[comparator.agreement(pair.left, pair.right).pattern[field], default: 0] += 1
            }
            let known = Double(fixture.truth.count) - (counts[.missing] ?? 0)
            for level in field.levels {
                let learnt = result.weights.matches[field, level]
                #expect(
                    abs(learnt - (counts[level] ?? 0) / known) < 0.06, "\(field) \(level) \(learnt)"
                )
            }
        }
        let pairs = Double(fixture.people.count * (fixture.people.count - 1) / 2)
        let share = Double(fixture.truth.count) / pairs
        #expect(abs(result.weights.matches.share / share - 1) < 0.1)
    }

    @Test("The same is found every time, in whichever order the records come")
    func orderIndependence() throws {
        let (fixture, result) = try Self.found.get()
        var random = SplitMix64(state: 9)
        let order = fixture.people.indices.shuffled(using: &random)
        let again = Self.search.run(order.map { fixture.people[$0] })
        func named(_ pairs: [ScoredPair], _ place: (Int) -> Int) -> [String] {
            pairs.map { pair in
                let ids = [place(pair.left), place(pair.right)].map { fixture.ids[$0] }.sorted()
                return "\(ids) \(pair.score)"
            }.sorted()
        }
        #expect(again.weights == result.weights)
        #expect(again.threshold == result.threshold)
        #expect(again.candidates == result.candidates)
        #expect(named(again.pairs, { order[$0] }) == named(result.pairs, { $0 }))
        #expect(named(again.links, { order[$0] }).count == result.links.count)
    }

    @Test("Twins and siblings are two; one person with slips is one")
    func families() throws {
        let (fixture, result) = try Self.found.get()
        let one = PersonRecord(
            givenNames: "Suyapa Lizeth", familyNames: "Cumes Zelaya",
            birth: WrittenBirth("2009-05-17"),
            sex: .female, nationality: try #require(Country("HND")), document: "801200905171",
            phone: "99887711")
        var brother = one
        (brother.givenNames, brother.sex, brother.document) = ("Nahúm", .male, "801200905172")
        var sister = one
        (sister.givenNames, sister.document) = ("Brenda", "")
        var sibling = brother
        sibling.birth = WrittenBirth("2012-11-02")
        var slip = one
        (slip.givenNames, slip.familyNames) = ("SULLAPA", "Cumez")
        (slip.document, slip.birth, slip.phone) = ("", WrittenBirth("2009-05-11"), "")
        var swapped = one
        (swapped.givenNames, swapped.familyNames) = (one.familyNames, one.givenNames)
        swapped.document = ""
        let base = fixture.people.count
        let comparator = ClearTextComparator(
            fixture.people + [one, brother, sister, sibling, slip, swapped])
        let matcher = Matcher(result.weights)
        func score(_ other: Int) -> Double {
            matcher.score(comparator.agreement(base, base + other))
        }
        for other in 1...3 { #expect(score(other) < 0, "\(other)") }
        for other in 4...5 { #expect(score(other) > 3, "\(other)") }
        let reasons = matcher.explain(comparator.agreement(base, base + 1)).reasons
        #expect(reasons.contains { $0.code == "relatives" && $0.weight < -5 })
    }

    @Test("A score is the sum of its reasons and of what pairs are like before any is known")
    func reasons() throws {
        let (fixture, result) = try Self.found.get()
        let matcher = Matcher(result.weights)
        let comparator = ClearTextComparator(fixture.people)
        let before = log2(result.weights.matches.share / result.weights.unrelated.share)
        for pair in result.pairs.prefix(2_000) {
            let agreement = comparator.agreement(pair.left, pair.right)
            let (score, reasons) = matcher.explain(agreement)
            #expect(score == matcher.score(agreement))
            #expect(Set(reasons.map(\.code)).isSubset(of: MatchReason.codes))
            if agreement.pattern[.nameOrder] == .same,
                reasons.contains(where: { $0.code == "relatives" })
            {
                let sum = reasons.reduce(before) { $0 + $1.weight }
                #expect(abs(sum - score) < 0.3, "\(sum) \(score)")
            }
        }
        for language in [Language.english, .spanish] {
            let texts = Texts(language)
            for code in MatchReason.codes { #expect(texts.contains(TextKey("match.\(code)"))) }
        }
    }

    @Test("A pattern alone is enough for a score, and kept weights give the same one")
    func patterns() throws {
        let weights = try Self.found.get().1.weights
        let kept = try JSONDecoder().decode(
            MatchWeights.self, from: JSONEncoder().encode(weights))
        #expect(kept == weights)
        var hashed = Agreement()
        hashed.set(.birth, .same)
        hashed.set(.sex, .same)
        let matcher = Matcher(kept)
        var scores: [Double] = []
        for level in [AgreementLevel.same, .alike, .different] {
            hashed.set(.givenNames, level)
            hashed.set(.familyNames, level)
            scores.append(matcher.score(hashed))
        }
        #expect(scores[0] > 3 && scores[1] > 3 && scores[2] < 0, "\(scores)")
        // Agreement on what is rare weighs more.
        hashed.set(.familyNames, .same)
        hashed.set(.givenNames, .same, rarity: 4)
        let common = matcher.score(hashed)
        hashed.set(.givenNames, .same, rarity: 9)
        #expect(matcher.score(hashed) > common + 1)
    }

    @Test("Where nobody is twice, nobody is found; nor among too few to compare")
    func nothing() throws {
        let fixture = try Fixture.people.get()
        var seen: Set<Substring> = []
        let once = zip(fixture.ids, fixture.people).filter { id, _ in
            seen.insert(id.prefix { $0 != "-" }).inserted
        }.map(\.1)
        let result = Self.search.run(once)
        #expect(result.people(of: once.count).pairs.count < 5)
        for few in 0..<3 {
            let result = Self.search.run(Array(once.prefix(few)))
            #expect(result.people(of: few).pairs.isEmpty)
        }
    }

    @Test("Strangers of one birth date are not taken for one person where nobody is twice")
    func strangers() {
        // As many as there are among 300,000 people of whom nobody is recorded twice.
        func add(
            _ count: Int, _ birth: AgreementLevel, _ given: AgreementLevel,
            _ family: AgreementLevel, to sample: inout PairSample
        ) {
            var agreement = Agreement()
            for (field, level) in [
                (MatchField.givenNames, given), (.familyNames, family), (.nameOrder, .same),
                (.birth, birth), (.sex, .same), (.nationality, .same), (.document, .different),
            ] { agreement.set(field, level) }
            for _ in 0..<count { sample.counts.add(agreement, shares: SIMD8()) }
        }
        var (candidates, random) = (PairSample(), PairSample())
        candidates.scale = 100
        add(16_000, .same, .different, .different, to: &candidates)
        add(300, .same, .shared, .different, to: &candidates)
        add(300, .same, .different, .shared, to: &candidates)
        add(100_000, .different, .shared, .shared, to: &candidates)
        add(10_000, .near, .shared, .different, to: &candidates)
        add(2_000, .different, .same, .shared, to: &candidates)
        // Four fewer than there are among so many on the whole.
        add(9, .same, .different, .different, to: &random)
        add(3_000, .near, .different, .different, to: &random)
        add(5_000, .different, .shared, .different, to: &random)
        add(5_000, .different, .different, .shared, to: &random)
        add(287_000, .different, .different, .different, to: &random)
        let weights = WeightLearning(
            candidates: candidates, random: random, namesakes: PairSample(), records: 300_000
        ).weights()
        var stranger = Agreement()
        for (field, level) in [
            (MatchField.givenNames, AgreementLevel.different), (.familyNames, .different),
            (.nameOrder, .same), (.birth, .same), (.sex, .same), (.nationality, .same),
            (.document, .different),
        ] { stranger.set(field, level) }
        let score = Matcher(weights).score(stranger)
        #expect(score < 0, "\(score)")
    }

    @Test("Candidates stay bounded when all records say the same")
    func bounded() {
        let same = PersonRecord(
            givenNames: "María", familyNames: "López", birth: WrittenBirth("1990-01-01"),
            phone: "99887766")
        var search = Self.search
        search.window = 5
        let result = search.run([PersonRecord](repeating: same, count: 500))
        #expect(result.candidates <= 500 * 15 * 5)
    }

    @Test("Given the pairs that it would compare, it finds the same; given others, those alone")
    func givenPairs() throws {
        let people = try Fixture.people.get().people
        var search = Self.search
        let pairs = search.candidates(among: people)
        let free = search.run(people)
        #expect(Set(pairs).count == pairs.count && pairs.count == free.candidates)
        search.givenPairs = Set(pairs)
        let same = search.run(people)
        #expect(same.pairs.map { [$0.left, $0.right] } == free.pairs.map { [$0.left, $0.right] })
        search.givenPairs = Set(pairs.prefix(100))
        let few = search.run(people)
        #expect(few.candidates == 100)
        #expect(few.pairs.allSatisfy { pairs.prefix(100).contains(RecordPair($0.left, $0.right)) })
    }

    @Test("Groups are closed: whoever is joined with one is joined with all")
    func groups() {
        var groups = PersonGroups(records: 6)
        let united = [groups.unite(4, 1), groups.unite(2, 4), groups.unite(1, 2)]
        #expect(united == [true, true, false])
        #expect(groups.pairs == [RecordPair(1, 2), RecordPair(1, 4), RecordPair(4, 2)])
        let pairs = [
            ScoredPair(left: 0, right: 1, score: 9), ScoredPair(left: 1, right: 2, score: 4),
            ScoredPair(left: 2, right: 3, score: 3),
        ]
        // 3 is like 2 alone: 0 and 1 together speak more against it.
        let links = DuplicateSearch.links(pairs, records: 4) { one, other in
            switch RecordPair(one, other) {
            case RecordPair(0, 2): -1
            case RecordPair(1, 2): 4
            case RecordPair(2, 3): 3
            default: -5
            }
        }
        #expect(links == Array(pairs.prefix(2)))
    }
}

import CaseStore
import Casework
import Codelists
import FoundationEssentials
import Matching
import Operations
import Postgres
import Testing

/// Merges and unmerges in any order, several at a time, against the model in memory.
@Suite struct MergePropertyTests {
    private static func setting(_ name: String, usually number: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? number
    }

    /// HUB_MERGE_PERSONS=10000 HUB_MERGE_STEPS=200 makes it as long as it should once be.
    private static let persons = setting("HUB_MERGE_PERSONS", usually: 120)
    private static let steps = setting("HUB_MERGE_STEPS", usually: 12)
    private static let connections = 4

    private enum Change: Sendable {
        case merge(Int, into: Int)
        case unmerge(Int)
    }

    @Test("After every step figures are the model's, and with everything undone what they were")
    func agree() async throws {
        try await withTestApplication(connections: 8) { application, _ in
            var random = SplitMix(state: 2021)
            var (model, persons) = try await Self.populate(application, &random)
            try await Self.compare(model, application, "before")
            let before = model
            for step in 1...Self.steps {
                let changes = Self.draw(model, &random)
                try await Self.make(changes, persons, application)
                Self.note(changes, &model)
                if step.isMultiple(of: 5) { try await application.database.run(.fold) }
                try await Self.compare(model, application, "step \(step)")
            }
            // Everything is undone, in any order.
            while true {
                var changes: [Change] = []
                var roots = Set<Int>()
                for person in model.people.indices.shuffled(using: &random)
                where model.people[person].mergedInto != nil {
                    if roots.insert(model.root(of: person)).inserted {
                        changes.append(.unmerge(person))
                    }
                    if changes.count == 8 * Self.connections { break }
                }
                if changes.isEmpty { break }
                try await Self.make(changes, persons, application)
                Self.note(changes, &model)
                try await Self.compare(model, application, "undoing")
            }
            try await Self.compare(before, application, "after")
            let left = try await application.database.one(
                Query<Int>(
                    """
                    SELECT count(*)::int FROM person
                    WHERE merged_into IS NOT NULL OR counted_as <> person_id
                    """))
            #expect(left == 0)
        }
    }

    // MARK: - People and their events

    private static let quarters = [Quarter(index: 8_083), Quarter(index: 8_084)]

    /// Everybody takes part in two events, in quarters and at hubs of any kind.
    private static func populate(
        _ application: Application, _ random: inout SplitMix
    ) async throws -> (CountingModel, [PersonID]) {
        let stored = try await application.database.all(.hubs)
        var model = CountingModel(
            hubNumbers: Dictionary(uniqueKeysWithValues: stored.map { ($0.hub.code, $0.number) }))
        var descriptions: [PersonDescription] = []
        for number in 0..<persons {
            let person = CountingModel.Person(
                sex: Sex(number: .random(in: 1...2, using: &random)),
                birth: .year(.random(in: 1950...2018, using: &random)),
                nationality: Country(
                    number: [84, 222, 340, 484].randomElement(using: &random) ?? 84)
            )
            model.people.append(person)
            descriptions.append(
                PersonDescription(
                    givenNames: "N\(number)", familyNames: "M", document: "D\(number)",
                    birth: person.birth, sex: person.sex, nationality: person.nationality))
        }
        var ids: [PersonID] = []
        for _ in 0..<2 {
            let order = model.people.indices.shuffled(using: &random)
            for start in stride(from: 0, to: order.count, by: 40) {
                let members = order[start..<min(start + 40, order.count)]
                let hub = stored[.random(in: 0..<stored.count, using: &random)].hub.code
                let day = quarters[0].firstDay.adding(days: .random(in: 0..<180, using: &random))
                let services = [Service(number: .random(in: 1...19, using: &random))]
                _ = try await application.record(
                    AssistanceEvent(
                        id: .new(), hub: hub, occurredOn: day, channel: .unknown,
                        profile: .unknown, services: services,
                        participants: members.map { .described(descriptions[$0]) }))
                model.events.append(
                    CountingModel.Event(
                        hub: hub, date: day, channel: .unknown, profile: .unknown,
                        services: services, participants: members.map { .person($0) }))
            }
        }
        for number in 0..<persons {
            let found = try await application.findPeople(.init(document: "D\(number)"))
            ids.append(try #require(found.matches.first).person)
        }
        return (model, ids)
    }

    // MARK: - Steps

    /// Changes to different trees of merges, so that they can be made at the same time.
    private static func draw(_ model: CountingModel, _ random: inout SplitMix) -> [Change] {
        var changes: [Change] = []
        var taken = Set<Int>()
        let count = max(connections, persons / 100)
        for _ in 0..<count {
            if Int.random(in: 0..<3, using: &random) == 0 {
                let merged = model.people.indices.filter { model.people[$0].mergedInto != nil }
                guard let person = merged.randomElement(using: &random),
                    taken.insert(model.root(of: person)).inserted
                else { continue }
                changes.append(.unmerge(person))
                continue
            }
            let kept = Int.random(in: 0..<persons, using: &random)
            let duplicate = model.root(of: .random(in: 0..<persons, using: &random))
            let root = model.root(of: kept)
            guard root != duplicate, !taken.contains(root), !taken.contains(duplicate) else {
                continue
            }
            taken.formUnion([root, duplicate])
            changes.append(.merge(duplicate, into: kept))
        }
        return changes
    }

    private static func make(
        _ changes: [Change], _ persons: [PersonID], _ application: Application
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<connections {
                group.addTask {
                    for (place, change) in changes.enumerated()
                    where place % connections == worker {
                        switch change {
                        case .merge(let duplicate, let kept):
                            try await application.merge(
                                persons[duplicate], into: persons[kept], reason: "random")
                        case .unmerge(let person):
                            try await application.unmerge(persons[person], reason: "random")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func note(_ changes: [Change], _ model: inout CountingModel) {
        for change in changes {
            switch change {
            case .merge(let duplicate, let kept): model.people[duplicate].mergedInto = kept
            case .unmerge(let person): model.people[person].mergedInto = nil
            }
        }
    }

    private static func compare(
        _ model: CountingModel, _ application: Application, _ place: String
    ) async throws {
        for quarter in quarters {
            let expected = model.cells(of: quarter).mapValues { "\($0)" }
            let (current, counted) = try await application.cells(of: quarter)
            #expect(current == expected, "cells, \(place), \(quarter)")
            #expect(counted == expected, "count, \(place), \(quarter)")
        }
    }
}

import CaseStore
import Casework
import Codelists
import FoundationEssentials
import Operations
import Postgres
import Testing

/// Random streams of everything that moves a figure, against the model in memory.
@Suite struct CountingPropertyTests {
    /// How long a stream is; HUB_PROPERTY_STEPS makes it longer.
    private static let steps =
        ProcessInfo.processInfo.environment["HUB_PROPERTY_STEPS"].flatMap { Int($0) } ?? 40

    @Test("Cells and log, full count and model agree after every step", arguments: 1...4)
    func agree(seed: Int) async throws {
        try await withTestApplication { application, _ in
            var stream = try await RandomStream(seed: UInt64(seed), application: application)
            for step in 1...Self.steps {
                try await stream.step()
                if step.isMultiple(of: 7) { try await application.database.run(.fold) }
                if step.isMultiple(of: 31) {
                    try await application.database.run(
                        .rebuild(stream.quarters[step % stream.quarters.count]))
                }
                for quarter in stream.quarters {
                    let expected = stream.model.cells(of: quarter).mapValues { "\($0)" }
                    let (current, counted) = try await application.cells(of: quarter)
                    #expect(current == expected, "cells, seed \(seed), step \(step), \(quarter)")
                    #expect(counted == expected, "count, seed \(seed), step \(step), \(quarter)")
                }
            }
        }
    }

    @Test("Writers on eight connections, with folds between, leave what a full count finds")
    func concurrent() async throws {
        try await withTestApplication(connections: 12) { application, _ in
            let streams = 8
            try await withThrowingTaskGroup(of: Void.self) { group in
                for seed in 1...streams {
                    group.addTask {
                        var stream = try await RandomStream(
                            seed: UInt64(100 + seed), application: application)
                        for _ in 1...40 { try await stream.step() }
                    }
                }
                group.addTask {
                    for _ in 1...60 {
                        try await application.database.run(.fold)
                        let quarter = Quarter(index: 8_084)
                        let (current, counted) = try await application.cells(of: quarter)
                        #expect(current == counted)
                    }
                }
                try await group.waitForAll()
            }
            for index in Int16(8_082)...8_085 {
                let (current, counted) = try await application.cells(of: Quarter(index: index))
                #expect(current == counted)
            }
        }
    }
}

import Postgres
import Testing

/// Whoever calls, on whatever executor, every statement ends and brings its own answer.
@Suite(.timeLimit(.minutes(5))) struct ExecutorTests {
    private static let statements = 1500

    /// Statements of several kinds on one connection, each with an answer of its own.
    private static func work(_ connection: Connection, _ seed: Int) async throws {
        for number in 0..<statements {
            switch number % 50 {
            case 48:
                let counts = try await connection.pipeline(["SELECT \(number)", "VALUES (1), (2)"])
                #expect(counts == [1, 2])
            case 49:
                var sum = 0
                for try await n in connection.stream(Query<Int>("SELECT generate_series(1, 10)")) {
                    sum += n
                }
                #expect(sum == 55)
            default:
                let answer: Int = try await connection.value("SELECT \(seed + number)")
                if answer != seed + number { Issue.record("\(answer)") }
            }
        }
    }

    @Test("Tasks that prefer no executor")
    func noPreference() async throws {
        try await withPool { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<4 {
                    group.addTask {
                        try await pool.withConnection { try await Self.work($0, task * 10_000) }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("Tasks that prefer the loop of their connection, or another's")
    func preferences() async throws {
        try await withPool { pool in
            // Every connection is used from every loop.
            let executors = (0..<4).map { _ in pool.executor }
            for shift in 0..<2 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for task in 0..<4 {
                        let executor = executors[(task + shift) % 4]
                        let inner = executors[(task + shift + 1) % 4]
                        group.addTask(executorPreference: executor) {
                            try await pool.withConnection { connection in
                                try await withThrowingTaskGroup(of: Void.self) { group in
                                    group.addTask(executorPreference: inner) {
                                        try await Self.work(connection, task * 10_000)
                                    }
                                    group.addTask(executorPreference: executor) {
                                        for _ in 0..<100 { _ = await connection.notifications }
                                    }
                                    try await group.waitForAll()
                                }
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test("Actors of their own")
    func actors() async throws {
        actor Clerk {
            var answers = 0

            func work(_ pool: Pool) async throws {
                for number in 0..<ExecutorTests.statements {
                    let answer: Int = try await pool.value("SELECT \(number)")
                    if answer == number { answers += 1 }
                }
            }
        }
        try await withPool(size: 2) { pool in
            let clerks = (0..<4).map { _ in Clerk() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for clerk in clerks { group.addTask { try await clerk.work(pool) } }
                try await group.waitForAll()
            }
            for clerk in clerks { #expect(await clerk.answers == Self.statements) }
        }
    }

    @Test("The main actor")
    @MainActor func mainActor() async throws {
        try await withPool { pool in
            try await pool.withConnection { try await Self.work($0, 0) }
        }
    }
}

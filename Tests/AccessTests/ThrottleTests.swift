import Casework
import Credentials
import Operations
import Postgres
import Testing

/// Who fails waits; nobody else does.
@Suite struct ThrottleTests {
    private static let stranger = SignIn.Source(address: "198.51.100.66")

    @Test("A stranger who guesses waits longer and longer, and locks nobody out")
    func stranger() async throws {
        try await Site.with { site in
            try await site.add("ana", .auditor)
            // On a device that is known, at the very address the stranger will use.
            let known = try await site.signIn.begin(
                name: "ana", password: Site.password, from: Self.stranger)
            for _ in 1...3 {
                await #expect(throws: SignInProblem.refused) {
                    try await site.guess(from: Self.stranger)
                }
            }
            var last = 0
            for failures in 3...15 {
                let wait = try await site.wait(after: failures, from: Self.stranger.address)
                #expect(wait > last || wait == 900)
                last = wait
            }
            #expect(last == 900)
            // Not even the right password is looked at.
            await #expect(throws: SignInProblem.self) {
                try await site.enter("ana", from: Self.stranger)
            }
            // From elsewhere, and from the known device right there, Ana walks in.
            _ = try await site.enter("ana")
            _ = try await site.enter(
                "ana", from: .init(address: Self.stranger.address, device: known.device))
            // A device that is not hers is as good as none.
            await #expect(throws: SignInProblem.self) {
                try await site.enter(
                    "ana", from: .init(address: Self.stranger.address, device: .init(.device)))
            }
        }
    }

    @Test("A known device that is in wrong hands waits as well")
    func stolenDevice() async throws {
        try await Site.with { site in
            try await site.add("ana", .auditor)
            let device = try await site.signIn.begin(
                name: "ana", password: Site.password, from: Site.source
            ).device
            let source = SignIn.Source(address: "203.0.113.5", device: device)
            for _ in 1...3 {
                await #expect(throws: SignInProblem.refused) { try await site.guess(from: source) }
            }
            // Wherever it is taken; without it the address is anybody's.
            let hex = device.digest.hexadecimal
            #expect(try await site.wait(after: 12, from: "device \(hex)") > 400)
            for address in ["203.0.113.5", "203.0.113.99"] {
                await #expect(throws: SignInProblem.self) {
                    try await site.enter("ana", from: .init(address: address, device: device))
                }
            }
            _ = try await site.enter("ana", from: .init(address: "203.0.113.5"))
        }
    }

    @Test("Many at once count as many, and success forgets them")
    func atOnce() async throws {
        try await Site.with { site in
            try await site.add("ana", .auditor)
            let start = ContinuousClock.now
            let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 1...12 {
                    group.addTask {
                        do {
                            try await site.guess(from: Self.stranger)
                        } catch SignInProblem.refused {
                            return true
                        } catch SignInProblem.wait {
                            return false
                        }
                        return false
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            // Three, and as many more as the waits allow of 1, 2, 4… seconds that have passed.
            let seconds = Double((ContinuousClock.now - start).components.seconds)
            #expect(refused >= 3 && Double(refused - 3) <= (seconds + 2).squareRoot() + 1)
            try await site.owner.run(
                "UPDATE sign_in_failure SET last_at = clock_timestamp() - interval '1 minute'")
            _ = try await site.enter("ana", from: Self.stranger)
            for _ in 1...3 {
                await #expect(throws: SignInProblem.refused) {
                    try await site.guess(from: Self.stranger)
                }
            }
        }
    }

    @Test("One who tries a password on many names waits too")
    func spraying() async throws {
        try await Site.with { site in
            for number in 1...30 {
                await #expect(throws: SignInProblem.refused) {
                    try await site.signIn.begin(
                        name: "name\(number)", password: "Verano 2021", from: Self.stranger)
                }
            }
            let counted = try await site.owner.run(
                """
                UPDATE sign_in_failure SET failures = 40
                WHERE failures = 30 AND subject = sha256('')
                """)
            #expect(counted == 1)
            await #expect(throws: SignInProblem.self) {
                try await site.signIn.begin(
                    name: "name31", password: "Verano 2021", from: Self.stranger)
            }
            try await site.add("ana", .auditor)
            _ = try await site.enter("ana")
        }
    }
}

extension Site {
    func guess(from source: SignIn.Source) async throws {
        _ = try await signIn.begin(name: "ana", password: "a wrong password", from: source)
    }

    /// How many seconds must pass after so many failures there, the last of them just now.
    func wait(after failures: Int, from source: String) async throws -> Int {
        try await owner.transaction { connection in
            let counted = try await connection.run(
                """
                UPDATE sign_in_failure
                SET failures = \(Int32(failures)), last_at = clock_timestamp()
                WHERE source = \(source) AND subject = sign_in_subject('ana')
                """)
            #expect(counted == 1, "no failure is counted there")
            return try await Int(
                connection.one(
                    Query<Int32>(
                        "SELECT sign_in_wait(sign_in_subject('ana'), \(source), 3, 900)")))
        }
    }
}

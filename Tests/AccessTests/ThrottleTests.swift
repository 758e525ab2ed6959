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
            let first = try await site.waits(from: Self.stranger)
            #expect((1...2).contains(first))
            // Not even the right password is looked at.
            await #expect(throws: SignInProblem.self) {
                try await site.enter("ana", from: Self.stranger)
            }
            var last = first
            for _ in 1...12 {
                try await site.owner.run(
                    """
                    UPDATE sign_in_failure SET last_at = clock_timestamp() - interval '20 minutes'
                    """)
                await #expect(throws: SignInProblem.refused) {
                    try await site.guess(from: Self.stranger)
                }
                let next = try await site.waits(from: Self.stranger)
                #expect(next >= last)
                last = next
            }
            #expect((800...900).contains(last))
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
            #expect(try await site.waits(from: source) > 0)
            // Wherever it is taken; without it the address is anybody's.
            #expect(
                try await site.waits(from: .init(address: "203.0.113.99", device: device)) > 0)
            _ = try await site.enter("ana", from: .init(address: "203.0.113.5"))
        }
    }

    @Test("Many at once count as many, and success forgets them")
    func atOnce() async throws {
        try await Site.with { site in
            try await site.add("ana", .auditor)
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
            #expect(refused == 3)
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

    /// How many seconds somebody is told to wait; 0 when the try was taken.
    func waits(from source: SignIn.Source) async throws -> Int {
        do {
            try await guess(from: source)
        } catch SignInProblem.wait(let seconds) {
            return seconds
        } catch SignInProblem.refused {
            return 0
        }
        return 0
    }
}

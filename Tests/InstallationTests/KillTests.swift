import FoundationEssentials
import Glibc
import Testing

/// `kill -9` of the importer and of PostgreSQL at random moments, 51 times in all.
@Suite struct KillTests {
    enum Victim: String, CaseIterable {
        case importer, server, postmaster
    }

    /// Every run has other moments; `HUB_TEST_SEED` brings back those of one that failed.
    static let seed =
        ProcessInfo.processInfo.environment["HUB_TEST_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: 0..<1_000_000)

    @Test("Killed at any moment, nothing is doubled and nothing half", arguments: 0..<3)
    func killed(share: Int) async throws {
        let truth = try Truth.load()
        var random = SplitMix(state: Self.seed &+ UInt64(share))
        try await Site.with { site in
            let logs = Truth.logs.shuffled(using: &random)
            let paths = try site.write(logs)
            let hubs = try site.write([Truth.hubs])[0]
            try await site.hubctl("up")
            // What a process wrote is the kernel's, whoever is killed: only a power cut needs this.
            try await site.sql("ALTER SYSTEM SET fsync = off")
            try await site.sql("SELECT pg_reload_conf()")
            try await site.hubctl("import", "hubs", hubs)
            let groups = stride(from: 0, to: logs.count, by: 2).map {
                Array($0..<min($0 + 2, logs.count))
            }
            var length = try await Self.length(of: groups[0].map { paths[$0] }, at: site)
            var hits = 0
            for (round, group) in groups.enumerated() {
                let victim = Victim.allCases.randomElement(using: &random) ?? .importer
                let context = "seed \(Self.seed), share \(share), round \(round), \(victim)"
                let words =
                    ["import", "hublog"] + group.map { paths[$0] } + ["--accept-rejects", "--json"]
                let importer = try site.start(words)
                let begin = ContinuousClock.now
                let moment = begin + length * Double.random(in: 0...1.1, using: &random)
                while ContinuousClock.now < moment, !importer.hasEnded {
                    try await Task.sleep(for: .milliseconds(1))
                }
                if importer.hasEnded { length = ContinuousClock.now - begin }
                Self.kill(victim, importer, at: site)
                let killed = try await importer.end()
                let isComplete = killed.status == 0
                if !isComplete { hits += 1 }
                let allowed: [Int32] = victim == .importer ? [0, 137] : [0, 69]
                #expect(allowed.contains(killed.status), "\(context): \(killed.errors)")

                try await site.hubctl("up")
                let doctor = try await site.json("doctor", as: DoctorFile.self)
                #expect(doctor["counts"] == "ok", "\(context)")

                let start = ContinuousClock.now
                let again = try await site.start(words).end()
                try #require(again.status == 0, "\(context): \(again.errors)")
                let summary = try JSONDecoder().decode(
                    ImportFile.self, from: Data(again.output.utf8))
                // Files are imported in order, each whole or not at all: what was missing is a run
                // of whole files at the end; and nothing, when the importer had said it was done.
                let new = group.map { truth.files[logs[$0].name]?.new ?? -1 }
                let missing = new.indices.map { new[$0...].reduce(0, +) } + [0]
                #expect(
                    (isComplete ? [0] : missing).contains(summary.accepted),
                    "\(context): \(summary.accepted) of \(new)")
                #expect(summary.conflicts == 0, "\(context)")
                if summary.accepted == missing[0] { length = ContinuousClock.now - start }
            }
            #expect(hits > 0, "seed \(Self.seed): nothing was killed before its end")
            try await truth.check(site, "seed \(Self.seed), share \(share)")
            let doctor = try await site.json("doctor", as: DoctorFile.self)
            #expect(doctor["counts"] == "ok", "seed \(Self.seed), share \(share)")
        }
    }

    /// How long an import of these files takes, nearly: a dry run does all but the end.
    private static func length(of paths: [String], at site: Site) async throws -> Duration {
        let start = ContinuousClock.now
        let words = ["import", "hublog"] + paths + ["--accept-rejects", "--dry-run"]
        let result = try await site.start(words).end()
        // 65 says that there are rejects, which a dry run does not accept.
        try #require([0, 65].contains(result.status), "\(result.errors)")
        return ContinuousClock.now - start
    }

    private static func kill(_ victim: Victim, _ importer: Child, at site: Site) {
        switch victim {
        case .importer: importer.signal(SIGKILL)
        case .server: for server in site.servers { server.killAll() }
        case .postmaster: for server in site.servers { Glibc.kill(server.postmaster, SIGKILL) }
        }
    }
}

/// A small generator whose stream a seed brings back.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

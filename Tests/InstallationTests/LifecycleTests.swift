import FoundationEssentials
import Glibc
import Testing

/// `init`, `up`, `status`, `down`: what an operator does on the first day.
@Suite struct LifecycleTests {
    @Test("init and up make a new, empty installation; down stops it")
    func newInstallation() async throws {
        try await Site.with { site in
            try await site.hubctl("init")
            var status = stat()
            try #require(stat(site.keyPath, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
            try await site.hubctl("up")
            let found = try await site.json("status", as: StatusFile.self)
            #expect(found.running && found.initialised)
            #expect(found.demonstration == false && found.hubs == 0 && found.home == site.home)
            let report = try await site.json("report", "quarter", "2021-Q1", as: ReportFile.self)
            #expect(
                report.totals == .init(events: 0, identified: 0, anonymous: 0, people: 0))
            #expect(site.servers.count == 1)

            try await site.hubctl("down")
            #expect(site.servers.isEmpty)
            let stopped = try await site.run("status", "--json")
            #expect(stopped.status == 69)
            #expect(stopped.output.contains(#""running" : false"#))
            // Nothing is left to stop, which is what was wanted.
            try await site.hubctl("down")
        }
    }

    @Test("A second up changes nothing, neither data nor server")
    func secondUp() async throws {
        try await Site.with { site in
            try await site.hubctl("up")
            let server = try #require(site.servers.first?.postmaster)
            let key = try Data(contentsOf: URL(filePath: site.keyPath))
            let before = try await site.dump()
            try await site.hubctl("up")
            try await site.hubctl("init")
            let isSame = try await site.dump() == before
            #expect(isSame)
            #expect(site.servers.map(\.postmaster) == [server])
            #expect(try Data(contentsOf: URL(filePath: site.keyPath)) == key)
        }
    }

    @Test("Two installations run side by side, and neither sees the other")
    func sideBySide() async throws {
        try await Site.with { first in
            try await Site.with(beside: first) { second in
                async let one: Void = first.hubctlOnce("up")
                async let two: Void = second.hubctlOnce("up")
                _ = try await (one, two)
                try await first.hubctl("hub", "add", "MX-TAP", "--name", "Tapachula")
                #expect(try await first.json("status", as: StatusFile.self).hubs == 1)
                #expect(try await second.json("status", as: StatusFile.self).hubs == 0)
                try await first.hubctl("down")
                #expect(try await second.json("status", as: StatusFile.self).running)
            }
        }
    }

    @Test("Eight ups at once make one installation")
    func eightAtOnce() async throws {
        try await Site.with { site in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { try await site.hubctlOnce("up") } }
                try await group.waitForAll()
            }
            #expect(site.servers.count == 1)
            let doctor = try await site.json("doctor", as: DoctorFile.self)
            #expect(doctor["identity"] == "ok" && doctor["schema"] == "ok")
        }
    }

    @Test(
        "The folder may be relative or have spaces; what a shell or libpq would misread is refused",
        arguments: [
            ("relative", 0), ("with space", 0), ("it's", 78), ("a,b", 78), ("a$HOME", 78),
            (String(repeating: "long", count: 25), 78),
        ] as [(String, Int32)])
    func folders(name: String, status: Int32) async throws {
        try await Site.with(home: name) { site in
            // hubctl is run in the site's folder.
            let result = try await site.run("up", with: ["HUBCTL_HOME": name])
            #expect(result.status == status, "\(result.errors)")
            #expect(FileManager.default.fileExists(atPath: site.home) == (status == 0))
            if status == 0 { #expect(try await site.run("status").status == 0) }
        }
    }

    @Test("An init that was killed half-way is taken up again")
    func interruptedInit() async throws {
        try await Site.with { site in
            let first = try site.start(["init"])
            // As soon as initdb is at work.
            let folder = "\(site.home)/postgres"
            while !((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
                .contains(where: { $0.hasPrefix("data") })
            {
                try await Task.sleep(for: .milliseconds(1))
            }
            first.signal(SIGKILL)
            _ = try await first.end()
            try await site.hubctl("init")
            try await site.hubctl("up")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.filter { $0.hasPrefix("data") } == ["data"])
        }
    }

    @Test(
        "A normal user has an installation of their own, which root can run too",
        .enabled(if: geteuid() == 0 && getpwnam("nobody") != nil))
    func normalUser() async throws {
        try await Site.with(as: "nobody") { site in
            guard access(Site.executable, X_OK) == 0, try await site.run("version").status == 0
            else { return }
            try await site.hubctl("init")
            try await site.hubctl("up")
            let server = try #require(site.servers.first?.postmaster)
            var status = stat()
            try #require(stat("/proc/\(server)", &status) == 0)
            #expect(status.st_uid == getpwnam("nobody")?.pointee.pw_uid)
            try await site.importSome()
            try await Truth.load().checkSome(site)
            var root = site
            root.user = nil
            #expect(try await root.json("status", as: StatusFile.self).hubs == 33)
            try await root.hubctl("down")
            #expect(site.servers.isEmpty)
            try await root.hubctl("up")
            #expect(try await site.json("status", as: StatusFile.self).hubs == 33)
        }
    }

    @Test(
        "Run as root, the server runs as postgres, and another user can do nothing",
        .enabled(if: geteuid() == 0 && getpwnam("nobody") != nil))
    func asRoot() async throws {
        try await Site.with { site in
            try await site.hubctl("up")
            let server = try #require(site.servers.first?.postmaster)
            var status = stat()
            try #require(stat("/proc/\(server)", &status) == 0)
            #expect(status.st_uid == getpwnam("postgres")?.pointee.pw_uid)
            let socket = "\(site.home)/postgres/run"
            for role in ["hub_owner", "hub_service", "postgres", "nobody"] {
                let result = try await site.tool(
                    "psql", "-X", "-h", socket, "-U", role, "-d", "hub", "-c", "SELECT 1",
                    as: "nobody")
                #expect(result.status != 0, "\(role)")
            }
        }
    }
}

extension Site {
    func hubctlOnce(_ word: String) async throws { try await hubctl(word) }
}

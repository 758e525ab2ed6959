import FoundationEssentials
import Glibc
import Testing

/// What hubctl says, and leaves alone, when something it stands on is not as it should be.
@Suite struct FailureTests {
    @Test("Without a database everything that needs one ends with 69")
    func noDatabase() async throws {
        try await Site.with { site in
            let nowhere = ["DATABASE_URL": "host=\(site.folder)/none dbname=hub"]
            func expectNone(_ more: [String: String] = [:]) async throws {
                for words in [
                    ["report", "quarter", "2021-Q1"], ["hub", "list"], ["demo", "load"],
                    ["status"], ["doctor"], ["demo", "clear"], ["migrate"],
                ] {
                    let result = try await site.start(words, more).end()
                    #expect(result.status == 69, "\(words) \(result.errors)")
                    #expect(!(result.errors + result.output).isEmpty)
                }
            }
            try await expectNone()
            try await site.hubctl("init")
            try await expectNone()
            try await expectNone(nowhere)
            let doctor = try await site.json("doctor", as: DoctorFile.self)
            #expect(doctor.status == "fail" && doctor["server"] == "fail" && doctor["key"] == "ok")
        }
    }

    @Test("doctor looks at everything, and says what is wrong")
    func doctor() async throws {
        try await Site.with { site in
            try await site.hubctl("up")
            try await site.importSome()
            let well = try await site.json("doctor", as: DoctorFile.self)
            // The disk of the machine that tests is not what is tested.
            for finding in well.checks where finding.check != "disk" {
                #expect(finding.status == "ok", "\(finding)")
            }
            #expect(well.checks.count == 10)

            try await site.sql("UPDATE cell SET identified = identified + 1 WHERE dimension = 3")
            try await site.sql("GRANT UPDATE (reason) ON audit TO hub_service")
            try await site.sql("GRANT INSERT ON participation_2021q1 TO hub_service")
            try await site.sql("UPDATE hub SET time_zone = 'America/Atlantis' WHERE hub_id = 1")
            chmod(site.keyPath, 0o644)
            let ill = try await site.json("doctor", as: DoctorFile.self)
            for check in ["counts", "privileges", "zones", "key", "identity"] {
                #expect(ill[check] == "fail", "\(check)")
            }
            let privileges = ill.checks.first { $0.check == "privileges" }?.message ?? ""
            #expect(privileges.contains("audit UPDATE"))
            #expect(privileges.contains("participation_2021q1 INSERT"))
            #expect(try await site.run("doctor").status == 70)

            chmod(site.keyPath, 0o600)
            try await site.sql(
                "UPDATE schema_ledger SET checksum = '0' WHERE name LIKE 'migrations/0001%'")
            let altered = try await site.json("doctor", as: DoctorFile.self)
            #expect(altered["schema"] == "fail")
            #expect(try await site.run("up").status == 78)
        }
    }

    @Test("A wrong master key is noticed before anything is written")
    func wrongKey() async throws {
        try await Site.with { site in
            try await Site.with(beside: site) { other in
                try await other.hubctl("init")
                try await site.hubctl("up")
                try await site.hubctl("hub", "add", "MX-TAP", "--name", "Tapachula")
                // As if a newer hubctl had routines to bring up to date.
                try await site.sql("UPDATE schema_ledger SET checksum = '0' WHERE name LIKE 'r%'")
                let before = try await site.dump()
                let key = try Data(contentsOf: URL(filePath: site.keyPath))
                try Data(contentsOf: URL(filePath: other.keyPath))
                    .write(to: URL(filePath: site.keyPath))
                chmod(site.keyPath, 0o600)
                let log = try site.write([Truth.logs[0]])[0]
                for words in [
                    ["up"], ["migrate"], ["import", "hublog", log], ["demo", "load"],
                    ["demo", "clear"], ["hub", "add", "MX-TIJ", "--name", "Tijuana"],
                    ["event", "log", "MX-TAP", "--services", "shelter_referral"], ["status"],
                ] {
                    let result = try await site.start(words).end()
                    #expect(result.status == 78, "\(words): \(result.errors)")
                }
                let isSame = try await site.dump() == before
                #expect(isSame)
                try key.write(to: URL(filePath: site.keyPath))
                chmod(site.keyPath, 0o600)
                try await site.hubctl("up")
            }
        }
    }

    @Test("A lost master key is never replaced by a new one")
    func lostKey() async throws {
        try await Site.with { site in
            try await site.hubctl("up")
            try FileManager.default.removeItem(atPath: site.keyPath)
            for word in ["up", "init"] {
                let result = try await site.run(word)
                #expect(result.status == 78, "\(result.errors)")
                #expect(result.errors.contains(site.keyPath))
            }
            #expect(!FileManager.default.fileExists(atPath: site.keyPath))
        }
    }

    @Test("The demonstration and real data never mix")
    func demonstration() async throws {
        let truth = try Truth.load()
        try await Site.with { site in
            try await site.hubctl("up")
            let paths = try site.write([Truth.hubs] + Truth.logs.prefix(1))
            #expect(try await site.run("demo", "clear").status == 77)
            try await site.hubctl("demo", "load")
            try await truth.check(site)
            let refused = try await site.run("import", "hublog", paths[1], "--accept-rejects")
            #expect(refused.status == 77)
            try await site.hubctl("demo", "load")
            try await truth.check(site, "loaded again")
            #expect(try await site.json("status", as: StatusFile.self).demonstration == true)

            try await site.hubctl("demo", "clear")
            let cleared = try await site.json("status", as: StatusFile.self)
            #expect(cleared.demonstration == false && cleared.hubs == 0)
            try await site.hubctl("import", "hubs", paths[0])
            try await site.hubctl("import", "hublog", paths[1], "--accept-rejects")
            #expect(try await site.run("demo", "load").status == 77)
            #expect(try await site.run("demo", "clear").status == 77)
            let report = try await site.json("report", "quarter", "2021-Q1", as: ReportFile.self)
            let hub = String(Truth.logs[0].name.prefix { $0 != "." })
            #expect(report.totals == truth.quarters["2021-Q1"]?.hub[hub])
        }
    }

    @Test(
        "After a kill -9 of the whole server, up brings everything back", arguments: [true, false])
    func killedServer(isWhole: Bool) async throws {
        let truth = try Truth.load()
        try await Site.with { site in
            try await site.hubctl("up")
            try await site.importSome()
            let server = try #require(site.servers.first)
            if isWhole { server.killAll() } else { kill(server.postmaster, SIGKILL) }
            // The lock file stays behind, and must deceive nobody.
            #expect(FileManager.default.fileExists(atPath: "\(site.data)/postmaster.pid"))
            #expect(try await site.run("status").status == 69)
            #expect(try await site.run("report", "quarter", "2021-Q1").status == 69)
            try await site.hubctl("up")
            try await truth.checkSome(site)
            try await site.hubctl("down")
            #expect(site.servers.isEmpty)
        }
    }

    @Test("A lock file that names a process of somebody else by now stops nothing")
    func staleLock() async throws {
        try await Site.with { site in
            try await site.hubctl("up")
            let lock = "\(site.data)/postmaster.pid"
            let lines = try String(contentsOfFile: lock, encoding: .utf8)
            try #require(site.servers.first).killAll()
            // A bystander of the same user has the number of the server that was killed.
            let bystander = try Child(
                ["/usr/bin/sleep", "60"], as: site.serverUser, in: site.folder)
            let stale = "\(bystander.pid)\n" + lines.drop { $0 != "\n" }.dropFirst()
            for path in [lock, "\(site.home)/postgres/run/.s.PGSQL.5432.lock"] {
                // Written in place, the file keeps its owner.
                let descriptor = open(path, O_WRONLY | O_TRUNC)
                try #require(descriptor >= 0)
                let bytes = Array(stale.utf8)
                #expect(write(descriptor, bytes, bytes.count) == bytes.count)
                close(descriptor)
            }
            #expect(try await site.run("status").status == 69)
            let up = try await site.run("up")
            #expect(up.status == 0, "\(up.errors)")
            #expect(kill(bystander.pid, 0) == 0)
            bystander.signal(SIGKILL)
            _ = try await bystander.end()
        }
    }

    @Test("A time zone that does not exist is refused, and spoils nothing")
    func unknownZone() async throws {
        try await Site.with { site in
            try await site.hubctl("up")
            try await site.hubctl("hub", "add", "MX-TAP", "--name", "Tapachula")
            for words in [
                ["hub", "add", "MX-TIJ", "--name", "Tijuana", "--time-zone", "Nowhere/Foo"],
                ["hub", "edit", "MX-TAP", "--time-zone", "America/Atlantis"],
            ] {
                let result = try await site.start(words).end()
                #expect(result.status == 65, "\(words): \(result.errors)")
                #expect(result.errors.contains("time zone"))
            }
            #expect(try await site.json("status", as: StatusFile.self).hubs == 1)
            try await site.hubctl("event", "log", "MX-TAP", "--services", "transport")
        }
    }
}

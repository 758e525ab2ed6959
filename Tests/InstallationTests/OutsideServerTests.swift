import Cluster
import FoundationEssentials
import Glibc
import Testing

/// `DATABASE_URL`: a server that somebody else administers.
@Suite struct OutsideServerTests {
    @Test("A role that owns the database is enough when it may create roles")
    func owner() async throws {
        try await OutsideServer.with { site, server in
            try await server.sql("CREATE ROLE muni LOGIN CREATEROLE")
            try await server.sql("CREATE DATABASE hub OWNER muni")
            var site = site
            // Options of the address stay, beside ours.
            site.environment["DATABASE_URL"] =
                "postgresql://muni@/hub?host=\(server.socket)&options=-c%20DateStyle%3Ddmy"
            let early = try await site.run("report", "quarter", "2021-Q1")
            #expect(early.status == 69)
            try await site.hubctl("init")
            let unmigrated = try await site.run("report", "quarter", "2021-Q1")
            #expect(unmigrated.status == 69)
            #expect(unmigrated.errors.contains("hubctl up"))
            let up = try await site.hubctl("up")
            #expect(up.contains("outside"))
            #expect(!FileManager.default.fileExists(atPath: site.data))
            try await site.hubctl("demo", "load")
            try await Truth.load().check(site)
            let doctor = try await site.json("doctor", as: DoctorFile.self)
            for finding in doctor.checks where !["disk", "checksums"].contains(finding.check) {
                #expect(finding.status == "ok", "\(finding)")
            }
            #expect(try await site.json("status", as: StatusFile.self).hubs == 33)

            // What a hubctl session may not do, tried as one.
            for statement in [
                "UPDATE event SET reason = 'x'", "DELETE FROM audit", "DELETE FROM event",
                "INSERT INTO participation_2021q1 SELECT * FROM participation LIMIT 1",
                "TRUNCATE audit", "UPDATE cell SET events = 0", "DROP TABLE event",
            ] {
                let result = try await server.ask(
                    "SET ROLE hub_service; \(statement)", as: "muni", database: "hub")
                #expect(result.status != 0, "\(statement)")
            }
            // And the sessions of hubctl are such: what is taken from that role they cannot do.
            try await server.sql("REVOKE INSERT ON audit FROM hub_service", database: "hub")
            let refused = try await site.run(
                "event", "log", "MX-TAP", "--services", "transport")
            #expect(refused.status == 77, "\(refused.errors)")

            let down = try await site.hubctl("down")
            #expect(down.contains("outside"))
            #expect(try await server.ask("SELECT 1").status == 0)
            try await site.hubctl("demo", "clear")
            #expect(try await site.json("status", as: StatusFile.self).hubs == 0)
        }
    }

    @Test("A role that may not create roles says what an administrator must run")
    func withoutCreateRole() async throws {
        try await OutsideServer.with { site, server in
            try await server.sql("CREATE ROLE \"muni-hn\" LOGIN")
            try await server.sql("CREATE DATABASE hub")
            var site = site
            site.environment["DATABASE_URL"] =
                "host='\(server.socket)' user=muni-hn dbname=hub"
            try await site.hubctl("init")
            // One after the other, each statement is what is missing next.
            for expected in [
                #"CREATE ROLE hub_service NOLOGIN; GRANT hub_service TO "muni-hn";"#,
                #"ALTER DATABASE hub OWNER TO "muni-hn";"#,
            ] {
                let refused = try await site.run("up")
                #expect(refused.status == 77)
                try #require(refused.errors.contains(expected), "\(refused.errors)")
                try await server.sql(expected)
            }
            try await site.hubctl("up")
            try await site.hubctl("up")
            let doctor = try await site.json("doctor", as: DoctorFile.self)
            #expect(doctor["privileges"] == "ok" && doctor["schema"] == "ok")

            // A second installation on the server finds the role there, and not its own yet.
            try await server.sql("CREATE ROLE region LOGIN")
            try await server.sql("CREATE DATABASE region OWNER region")
            site.home += "-2"
            site.environment["DATABASE_URL"] = "postgresql://region@/region?host=\(server.socket)"
            try await site.hubctl("init")
            let refused = try await site.run("up")
            #expect(refused.errors.contains("run once: GRANT hub_service TO region;"))
            try await server.sql("GRANT hub_service TO region")
            try await site.hubctl("up")
            try await site.hubctl("hub", "add", "MX-TAP", "--name", "Tapachula")
        }
    }

    @Test("Without a schema or with a server that is gone, doctor says so")
    func doctor() async throws {
        try await OutsideServer.with { site, server in
            try await server.sql("CREATE DATABASE hub")
            var site = site
            site.environment["DATABASE_URL"] = "host=\(server.socket) user=postgres dbname=hub"
            try await site.hubctl("init")
            let empty = try await site.json("doctor", as: DoctorFile.self)
            #expect(empty["schema"] == "fail")
            try await site.hubctl("up")
            #expect(try await site.json("doctor", as: DoctorFile.self)["privileges"] == "ok")
            for server in site.servers { server.killAll() }
            let gone = try await site.json("doctor", as: DoctorFile.self)
            #expect(gone["server"] == "fail")
            #expect(try await site.run("doctor").status == 69)
            #expect(try await site.run("up").status == 69)
        }
    }
}

/// A PostgreSQL that hubctl did not make, in a site's folder.
struct OutsideServer: Sendable {
    let site: Site
    var socket: String { "\(site.folder)/outside" }

    static func with(_ body: (Site, OutsideServer) async throws -> Void) async throws {
        try await Site.with { site in
            let server = OutsideServer(site: site)
            try #require(mkdir(server.socket, 0o755) == 0)
            if let user = site.serverUser.flatMap({ getpwnam($0) }) {
                chown(server.socket, user.pointee.pw_uid, user.pointee.pw_gid)
            }
            let data = "\(server.socket)/data"
            let made = try await site.tool(
                "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--locale=C.UTF-8",
                "--no-sync", as: site.serverUser)
            try #require(made.status == 0, "\(made.errors)")
            let started = try await site.tool(
                "pg_ctl", "-D", data, "-w", "-l", "\(server.socket)/log", "-o",
                "-c listen_addresses= -c unix_socket_directories='\(server.socket)' -c fsync=off",
                "start", as: site.serverUser)
            try #require(started.status == 0, "\(started.output)")
            try await body(site, server)
        }
    }

    func ask(
        _ statement: String, as role: String = "postgres", database: String = "postgres"
    ) async throws -> Child.Result {
        try await site.tool(
            "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", socket, "-U", role, "-d", database,
            "-c", statement)
    }

    func sql(_ statement: String, database: String = "postgres") async throws {
        // CREATE DATABASE stands alone, so each statement goes by itself.
        for part in statement.split(separator: ";") {
            let result = try await ask(String(part), database: database)
            try #require(result.status == 0, "\(part): \(result.errors)")
        }
    }
}

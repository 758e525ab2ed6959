import Casework
import FoundationEssentials
import Glibc
import OpenAPI
import Testing

/// A server whose administrator logs everything there is to log, and a service at work that is asked
/// well, asked badly, and killed: nothing of it says who anybody is.
@Suite struct LeakTests {
    private static let hub = "MX-TAP"

    @Test(
        """
        No query plan, statement, log line, error, metric, process title or crash report holds \
        anything of somebody who was recorded
        """)
    func leaks() async throws {
        try await Site.with { site in
            try await site.hubctl("up")
            try await site.hubctl("import", "hubs", try site.write([Truth.hubs])[0])
            let crowd = (100..<1_600).map { ServedSite.Subject($0) }
            try await spill(crowd, site)
            try await logEverything(site)
            let subjects = (0..<12).map { ServedSite.Subject($0) }
            var secrets = subjects.reduce(into: Set<String>()) { $0.formUnion($1.secrets) }
            for one in crowd { secrets.formUnion([one.given, one.family, one.document]) }
            let answers = try await ServedSite.with(site, hub: Self.hub) { served in
                try await work(subjects, served)
            }
            try await crash(site, subjects)
            let imported = try await failingImport(subjects, site)
            try await site.sql("CHECKPOINT")

            // What was logged is there to be searched: plans with their parameters, nested ones too.
            let log = try String(contentsOfFile: site.serverLog, encoding: .utf8)
            for part in [
                "Query Text:", "parameters: $1", "find_people", "people_with_tokens",
                "INSERT INTO event_register", "ERROR:",
            ] { #expect(log.contains(part), "\(part)") }
            let statements = try await site.sql("SELECT query FROM pg_stat_statements")
            #expect(statements.contains("find_people"))
            let activity = try await site.sql("SELECT query FROM pg_stat_activity")
            let said = [statements, activity, imported] + answers
            try Data(said.joined(separator: "\n").utf8).write(
                to: URL(filePath: "\(site.folder)/said"))
            // The logs, the database, what the service and its crashes wrote, and what was said.
            let found = try await site.find(secrets: secrets, in: [site.folder])
            #expect(found.isEmpty, "\(found)")
        }
    }

    /// Takes in so many that the server writes them to temporary files, and keeps a copy of those from
    /// the middle of the statement that adds the people: they are gone when it ends.
    private func spill(_ crowd: [ServedSite.Subject], _ site: Site) async throws {
        try await site.sql("ALTER SYSTEM SET work_mem = '64kB'")
        try await site.sql("ALTER SYSTEM SET log_temp_files = 0")
        try await site.sql("SELECT pg_reload_conf()")
        try await site.sql(
            """
            CREATE FUNCTION wait_for_test() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NULL; END $$;
            CREATE TRIGGER wait_for_test AFTER INSERT ON person
                FOR EACH STATEMENT EXECUTE FUNCTION wait_for_test()
            """)
        // Whoever makes the statement wait spills a name that is to be found.
        let holder = Task {
            try await site.sql(
                """
                BEGIN; SELECT pg_advisory_lock(4711);
                DECLARE written CURSOR FOR
                    SELECT 'Xocontrol' || n FROM generate_series(1, 20000) n ORDER BY 1;
                FETCH 1 FROM written; SELECT pg_sleep(240)
                """)
        }
        defer { holder.cancel() }
        let locks = "SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711"
        try await site.wait(for: "\(locks) AND granted", "t")
        let path = "\(site.folder)-crowd.csv"
        defer { unlink(path) }
        try write(crowd, as: "crowd", to: path) { _ in "2021-03-02" }
        let importing = try site.start(["import", "hublog", path])
        try await site.wait(for: "\(locks) AND NOT granted", "t")
        let copy = "\(site.folder)/spilled"
        _ = try await Child(
            ["/usr/bin/cp", "-r", "\(site.data)/base/pgsql_tmp", copy], in: site.folder
        ).end()
        try await site.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE objid = 4711 AND granted")
        let imported = try await importing.end()
        #expect(imported.status == 0, "\(imported.errors)")
        _ = try? await holder.value
        for statement in [
            "DROP TRIGGER wait_for_test ON person", "DROP FUNCTION wait_for_test",
            "ALTER SYSTEM RESET work_mem",
        ] { try await site.sql(statement) }

        #expect(try await site.find(["Xocontrol"], in: [copy], asWords: false) == ["Xocontrol"])
        let writers = Set(
            try FileManager.default.contentsOfDirectory(atPath: copy)
                .compactMap { $0.split(separator: ".").first })
        #expect(writers.count >= 2, "only \(writers) wrote temporary files")
        let log = try String(contentsOfFile: site.serverLog, encoding: .utf8)
        #expect(log.contains(/temporary file: path "base\/pgsql_tmp\/[^"]+", size [1-9]/))
        let everything = crowd.reduce(into: Set<String>()) { $0.formUnion($1.secrets) }
        let words = everything.filter { $0.contains { $0.isLetter || $0 == "-" || $0 == "/" } }
        let found = try await site.find(secrets: words, in: [copy])
        #expect(found.isEmpty, "\(found.sorted().prefix(10))")
    }

    private func logEverything(_ site: Site) async throws {
        // Only with the modules there are there settings of theirs.
        try await site.sql(
            "ALTER SYSTEM SET shared_preload_libraries = auto_explain, pg_stat_statements")
        try await site.hubctl("down")
        try await site.hubctl("up")
        try await site.sql("CREATE EXTENSION pg_stat_statements")
        for setting in [
            "auto_explain.log_min_duration = 0", "auto_explain.log_nested_statements = 'on'",
            "auto_explain.log_verbose = 'on'", "auto_explain.log_settings = 'on'",
            "pg_stat_statements.track = 'all'",
            "log_statement = 'all'", "log_min_duration_statement = 0",
            "log_min_error_statement = 'debug5'", "log_error_verbosity = 'verbose'",
            "log_parameter_max_length = -1", "log_parameter_max_length_on_error = -1",
            "log_temp_files = 0", "log_connections = 'on'",
        ] { try await site.sql("ALTER SYSTEM SET \(setting)") }
        try await site.sql("SELECT pg_reload_conf()")
    }

    /// Everything that is done with people, and everything that goes wrong; gives what was answered to
    /// what must not be answered with anybody.
    private func work(
        _ subjects: [ServedSite.Subject], _ served: ServedSite
    ) async throws -> [String] {
        let (site, first, day) = (served.site, subjects[0], "2021-03-15")
        for subject in subjects {
            let met = try await served.ask(
                "POST /api/v1/events", subject.content(at: Self.hub, on: day))
            try #require(met.status == 201, "\(met.text)")
        }
        let person = try await site.sql(
            "SELECT person_id FROM participation WHERE event_id = '\(first.event)'")
        let other = try await site.sql(
            "SELECT person_id FROM participation WHERE event_id = '\(subjects[1].event)'")
        for question: JSONValue in [
            ["name": .string("\(first.family) \(first.given)")],
            ["document": .string(first.document)], ["phone": .string(first.phone)],
            ["name": .string(first.given), "born": .string(first.born.description)],
        ] {
            let found = try await served.ask("POST /api/v1/people/search", question)
            #expect(found.text.contains(person), "\(found.status)")
        }
        #expect(try await served.ask("GET /api/v1/people/\(person)").text.contains(first.given))
        _ = try await served.ask(
            "POST /api/v1/people/\(person)/corrections",
            ["phone": .string(subjects[2].phone), "reason": "a new one"])
        _ = try await served.ask(
            "POST /api/v1/people/\(person)/merge", ["person": .string(other), "reason": "x"])
        try await site.hubctl("duplicates", "scan")

        // What is refused says why, and not what was sent.
        var again = first.content(at: Self.hub, on: "2021-03-16")
        var wrong: [ServedSite.Answer] = [try await served.ask("POST /api/v1/events", again)]
        #expect(wrong[0].status == 409)
        if case .object(var members) = again {
            members["services"] = [.string(first.given)]
            members["hub"] = .string(first.family)
            again = .object(members)
        }
        let text = "{\"name\": \"\(first.given)\" \"\(first.family)\"}"
        wrong += [
            try await served.ask("POST /api/v1/events", again),
            try await served.send("POST /api/v1/people/search", text),
            try await served.send("POST /api/v1/events", first.given),
            try await served.ask("GET /api/v1/people/\(first.given)"),
            try await served.ask("GET /api/v1/\(first.given)/\(first.document)"),
            try await served.ask("GET /people?name=\(first.given)&document=\(first.document)"),
            try await served.ask("GET /api/v1/hubs/\(first.given)/today"),
        ]
        #expect(wrong.allSatisfy { (300..<500).contains($0.status) })
        // The database fails under a statement that holds somebody.
        try await site.sql("ALTER TABLE identity_key RENAME TO identity_lost")
        let failed = try await served.ask(
            "POST /api/v1/people/search", ["document": .string(first.document)])
        // The same person, met once more.
        let unwritten = try await served.ask(
            "POST /api/v1/events", ServedSite.Subject(0).content(at: Self.hub, on: day))
        try await site.sql("ALTER TABLE identity_lost RENAME TO identity_key")
        #expect(failed.status == 500 && unwritten.status == 500)
        wrong += [failed, unwritten]

        let metrics = try await served.ask("GET /metrics")
        #expect(metrics.status == 200)
        let titles = try await Child(["/usr/bin/ps", "-eo", "args"], in: site.folder).end().output
        #expect(titles.contains("hubctl serve") && titles.contains("postgres: "))
        let access = try [served.service.outputPath, served.service.errorPath].map {
            try String(contentsOfFile: $0, encoding: .utf8)
        }
        #expect(access.joined().contains("/api/v1/people/search"))
        return wrong.map(\.text) + [metrics.text, titles] + access
    }

    /// A service that is killed by each signal by which a defect ends one, with somebody in memory.
    private func crash(_ site: Site, _ subjects: [ServedSite.Subject]) async throws {
        for signal in [SIGABRT, SIGSEGV, SIGILL] {
            var written = ""
            let outcome = try? await ServedSite.with(site, hub: Self.hub) { served in
                let found = try await served.ask(
                    "POST /api/v1/people/search", ["name": .string(subjects[3].given)])
                #expect(found.text.contains(subjects[3].given))
                served.service.signal(signal)
                while !served.service.hasEnded { try await Task.sleep(for: .milliseconds(5)) }
                return try [served.service.outputPath, served.service.errorPath].map {
                    try String(contentsOfFile: $0, encoding: .utf8)
                }.joined()
            }
            written += try #require(outcome)
            #expect(!written.contains("Crash") && !written.contains("Backtrace"), "\(signal)")
            try Data(written.utf8).write(to: URL(filePath: "\(site.folder)/crash-\(signal)"))
            let left = try FileManager.default.contentsOfDirectory(atPath: site.folder)
            #expect(!left.contains { $0.hasPrefix("core") }, "\(signal)")
        }
    }

    /// A log that cannot be imported, by somebody whose command ends in the middle.
    private func failingImport(
        _ subjects: [ServedSite.Subject], _ site: Site
    ) async throws -> String {
        // Outside the folder that is searched: it is the one place where they stand.
        let path = "\(site.folder)-log.csv"
        defer { unlink(path) }
        try write(subjects, as: "log", to: path) { $0 % 2 == 0 ? "2021-03-01" : "2021-02-31" }
        let refused = try await site.run("import", "hublog", path)
        #expect(refused.status == 65)
        try await site.sql("ALTER TABLE identity_key RENAME TO identity_lost")
        let failed = try await site.run("import", "hublog", path, "--accept-rejects")
        try await site.sql("ALTER TABLE identity_lost RENAME TO identity_key")
        #expect(failed.status != 0 && failed.status != 65)
        return [refused, failed].map { $0.output + $0.errors }.joined()
    }

    /// A hub log in which each of them comes once, on the day that belongs to the row's number.
    private func write(
        _ subjects: [ServedSite.Subject], as name: String, to path: String,
        on day: (Int) -> String
    ) throws {
        let heading = "record_id;hub;date;given_names;family_names;document;birth_date;services"
        let rows = subjects.enumerated().map { number, subject in
            "\(name)-\(number);\(Self.hub);\(day(number));\(subject.given);\(subject.family);"
                + "\(subject.document);\(subject.born);information"
        }
        try Data(([heading] + rows).joined(separator: "\n").utf8).write(to: URL(filePath: path))
    }
}

extension Site {
    /// Waits until the database answers a question so.
    fileprivate func wait(for question: String, _ answer: String) async throws {
        for _ in 0..<2_000 {
            if try await sql(question) == answer { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw Child.Failure(description: "\(question) never became \(answer)")
    }
}

import Casework
import FoundationEssentials
import Glibc
import OpenAPI
import Testing

/// A hundred people who asked to be forgotten, and everything that stands on the disk.
@Suite struct ErasureTests {
    private static let hub = "MX-TAP"
    private static let day = "2021-03-15"

    @Test(
        """
        A hundred erased people can be read nowhere: not in the database, its archive, a replica, \
        yesterday's dump, logs or exports; figures and editions stay
        """)
    func erased() async throws {
        try await Site.with { site in
            try await site.hubctl("up")
            try await archive(site)
            try await site.importSome()
            let subjects = (0..<100).map { ServedSite.Subject($0) }
            // Name, document, telephone and birth date of each: 400 strings, in several spellings.
            let secrets = subjects.reduce(into: Set<String>()) { $0.formUnion($1.secrets) }
            try #require(secrets.count >= 400)
            let people = try await ServedSite.with(site, hub: Self.hub) { served in
                let people = try await meet(subjects, served)
                try await close(site)
                // The day before: a dump, and a copy of the files from which a replica follows.
                try Data(try await site.dump().utf8).write(to: Self.dump(site))
                try await copyFiles(site)
                let before = try await figures(site)
                for person in people {
                    let done = try await served.ask(
                        "POST /api/v1/people/\(person)/erasure", ["reason": "asked for it"])
                    try #require(done.status == 200, "\(done.text)")
                }
                #expect(try await figures(site) == before)
                try await export(served, of: people)
                return people
            }
            try await checkReplica(site, gone: people.count)
            try Data(try await site.dump().utf8).write(
                to: URL(filePath: "\(site.folder)/today.sql"))
            try await site.sql("CHECKPOINT")
            // All of it: the database, its archive, the replica, both dumps, logs and exports.
            let found = try await site.find(secrets: secrets, in: [site.folder])
            #expect(found.isEmpty, "\(found.count) of \(secrets.count)")
            try await checkRestored(site, people)
            // The search itself finds what stands there in clear.
            try Data(subjects[7].phone.utf8).write(to: URL(filePath: "\(site.folder)/seen"))
            let seen = try await site.find(secrets: secrets, in: ["\(site.folder)/seen"])
            #expect(seen == [subjects[7].phone])
        }
    }

    private static func dump(_ site: Site) -> URL { URL(filePath: "\(site.folder)/yesterday.sql") }

    /// Keeps every segment of the log. Uncompressed, or no search would see into its pages.
    private func archive(_ site: Site) async throws {
        let folder = "\(site.home)/archive"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        chmod(folder, 0o777)
        for setting in [
            "archive_mode = 'on'", "archive_command = 'cp %p \(folder)/%f'",
            "wal_compression = 'off'", "log_statement = 'all'",
        ] { try await site.sql("ALTER SYSTEM SET \(setting)") }
        try await site.hubctl("down")
        try await site.hubctl("up")
    }

    private func meet(
        _ subjects: [ServedSite.Subject], _ served: ServedSite
    ) async throws -> [String] {
        for subject in subjects {
            let met = try await served.ask(
                "POST /api/v1/events", subject.content(at: Self.hub, on: Self.day))
            try #require(met.status == 201, "\(met.text)")
        }
        var people: [String] = []
        for subject in subjects {
            let id = try await served.site.sql(
                "SELECT person_id FROM participation WHERE event_id = '\(subject.event)'")
            people.append(id)
        }
        // What else is written about people, of a few of them.
        for (subject, person) in zip(subjects, people).prefix(5) {
            let id = CaseID.new()
            let opened = try await served.ask(
                "POST /api/v1/cases",
                [
                    "id": .string(id.description), "hub": .string(Self.hub),
                    "people": [.string(person)], "needs": ["documentation"],
                    "plan": .string("\(subject.given) busca a \(subject.family)"),
                ])
            try #require(opened.status == 201, "\(opened.text)")
            let note = try await served.ask(
                "POST /api/v1/cases/\(id)/notes",
                ["id": .string(CaseID.new().description), "text": .string(subject.document)])
            try #require(note.status == 201, "\(note.text)")
        }
        // They can be found, and read, until they are erased.
        let found = try await served.ask(
            "POST /api/v1/people/search",
            ["name": .string("\(subjects[0].given) \(subjects[0].family)")])
        try #require(found.text.contains(people[0]), "\(found.text)")
        return people
    }

    private struct ReviewItem: Decodable { let name: String }

    private func close(_ site: Site) async throws {
        let review = try await site.json("quarter", "review", "2021-Q1", as: [ReviewItem].self)
        try await site.hubctl(
            "quarter", "close", "2021-Q1", "--accept",
            review.map(\.name).joined(separator: ","), "--reason", "a test")
    }

    /// The quarter's figures as they are now, and the closed edition to the byte.
    private func figures(_ site: Site) async throws -> [String] {
        try await site.hubctl("quarter", "verify", "2021-Q1")
        return [
            try await site.hubctl("report", "quarter", "2021-Q1", "--json"),
            try await site.hubctl("report", "quarter", "2021-Q1", "--edition", "1", "--json"),
            try await site.sql(
                "SELECT md5(string_agg(e::text, '' ORDER BY number)) FROM edition e"),
        ]
    }

    /// What is written out after they were erased.
    private func export(_ served: ServedSite, of people: [String]) async throws {
        let site = served.site
        let dossier = try await served.ask("GET /api/v1/people/\(people[0])/dossier")
        let changes = try await served.ask("GET /api/v1/changes?limit=200")
        #expect(dossier.status == 200 && changes.status == 200)
        let texts = [
            dossier.text, changes.text, try await site.hubctl("audit", "list", "--json"),
            try await site.hubctl("person", "export", people[1]),
        ]
        try Data(texts.joined().utf8).write(to: URL(filePath: "\(site.folder)/answers.json"))
        try await site.hubctl("audit", "export", "--output", "\(site.folder)/trail")
        for kind in ["aggregates", "microdata"] {
            try await site.hubctl(
                "export", kind, "--quarter", "2021-Q1", "--output", "\(site.folder)/\(kind)")
        }
        // What the service wrote itself, to both its outputs.
        for path in [served.service.outputPath, served.service.errorPath] {
            try FileManager.default.copyItem(atPath: path, toPath: "\(path).kept")
        }
    }

    // MARK: - Copies

    private func replica(_ site: Site) -> String { "\(site.home)/replica" }

    private func copyFiles(_ site: Site) async throws {
        let copy = replica(site)
        let result = try await site.tool(
            "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", "\(site.home)/postgres/run", "-U",
            "hub_owner", "-d", "hub", "-c", "SELECT pg_backup_start('test', true)", "-c",
            #"\! cp -a '\#(site.data)' '\#(copy)' && rm -f '\#(copy)/postmaster.pid'"#, "-c",
            "SELECT labelfile FROM pg_backup_stop()")
        try #require(result.status == 0, "\(result.errors)")
        let label = result.output.split(separator: "\n").filter { $0.contains(": ") }
            .joined(separator: "\n")
        try Data("\(label)\n".utf8).write(to: URL(filePath: "\(copy)/backup_label"))
        try Data().write(to: URL(filePath: "\(copy)/standby.signal"))
        if let user = site.serverUser, let entry = getpwnam(user) {
            for file in ["backup_label", "standby.signal"] {
                chown("\(copy)/\(file)", entry.pointee.pw_uid, entry.pointee.pw_gid)
            }
        }
    }

    /// A replica that follows the archive forgets them too, and its files hold nothing of them.
    private func checkReplica(_ site: Site, gone: Int) async throws {
        let last = try await site.sql("SELECT pg_current_wal_lsn()")
        try await site.sql("SELECT pg_switch_wal()")
        let copy = replica(site)
        let options =
            "-c archive_mode=off -c unix_socket_directories=\(copy) -c hot_standby=on "
            + "-c restore_command='cp \(site.home)/archive/%f %p'"
        let started = try await site.tool(
            "pg_ctl", "-D", copy, "-l", "\(copy)/replica.log", "-w", "-s", "-o", options, "start",
            as: site.serverUser)
        try #require(started.status == 0, "\(started.errors)")
        func ask(_ statement: String) async throws -> String {
            let result = try await site.tool(
                "psql", "-XAtq", "-h", copy, "-U", "hub_owner", "-d", "hub", "-c", statement,
                as: site.serverUser)
            return String(result.output.prefix { !$0.isNewline })
        }
        var isThere = false
        for _ in 0..<600 where !isThere {
            isThere = try await ask("SELECT pg_last_wal_replay_lsn() >= '\(last)'") == "t"
            if !isThere { try await Task.sleep(for: .milliseconds(100)) }
        }
        #expect(isThere)
        let erased = try await ask(
            """
            SELECT count(*) FROM person WHERE erased_at IS NOT NULL AND identity IS NULL \
            AND wrapped_key IS NULL AND search_tokens = '{}'
            """)
        #expect(Int(erased) == gone)
        _ = try await site.tool(
            "pg_ctl", "-D", copy, "-m", "fast", "-w", "-s", "stop", as: site.serverUser)
    }

    private struct Dossier: Decodable {
        struct Record: Decodable {
            let documents: [String]
            let givenNames: String?

            enum CodingKeys: String, CodingKey {
                case documents
                case givenNames = "given_names"
            }
        }

        let records: [Record]
    }

    /// Yesterday's dump, with the keyring of today.
    private func checkRestored(_ site: Site, _ people: [String]) async throws {
        try await site.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        let restored = try await site.tool(
            "psql", "-XAtq", "-h", "\(site.home)/postgres/run", "-U", "hub_owner", "-d", "hub",
            "-f", Self.dump(site).path(), as: site.serverUser)
        try #require(restored.status == 0, "\(restored.errors)")
        let kept = try await site.sql(
            """
            SELECT person_id FROM person WHERE erased_at IS NULL
                AND person_id <> ALL ('{\(people.joined(separator: ","))}') LIMIT 1
            """)
        for person in people.suffix(2) {
            let dossier = try await site.json("person", "export", person, as: Dossier.self)
            #expect(dossier.records.allSatisfy { $0.givenNames == nil && $0.documents.isEmpty })
        }
        let other = try await site.json("person", "export", kept, as: Dossier.self)
        #expect(other.records.contains { $0.givenNames != nil })
        // At the next start, the database is told of them as well.
        #expect(
            try await site.sql("SELECT count(*) FROM person WHERE erased_at IS NOT NULL") == "0")
        try await site.hubctl("up")
        let left = try await site.sql("SELECT count(*) FROM person WHERE erased_at IS NOT NULL")
        #expect(Int(left) == people.count)
    }
}

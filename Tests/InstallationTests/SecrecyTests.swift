import Casework
import Codelists
import FoundationEssentials
import Glibc
import HubLogs
import Testing

/// What the logs say of people is nowhere to be read: not in a dump, not in the files of the
/// server, not in its log.
@Suite struct SecrecyTests {
    @Test("No name, document or birth date can be found in what the server keeps")
    func nothingReadable() async throws {
        try await Site.with { site in
            try await site.hubctl("up")
            let logs = try site.write(Truth.logs)
            try await site.hubctl("import", "hubs", try site.write([Truth.hubs])[0])
            let secrets = try Secrets(logs: logs)
            try #require(secrets.written.count > 500 && secrets.numbers.count > 10_000)

            // Codelists, hubs and PostgreSQL's own catalogue hold words that are also names: Santa
            // Rosa, Israel, Martinica, Domingo. What is there before anybody is recorded says
            // nothing about anybody, so those words are not looked for.
            try await site.sql("CHECKPOINT")
            let dump = "\(site.folder)/dump.sql"
            try Data(try await site.dump().utf8).write(to: URL(filePath: dump))
            let common = try await site.find(secrets.all, in: [dump, site.data])

            // Whoever administers the server may log every statement; even then no value shows.
            try await site.sql("ALTER SYSTEM SET log_statement = 'all'")
            try await site.sql("ALTER SYSTEM SET log_min_duration_statement = 0")
            try await site.sql("SELECT pg_reload_conf()")
            try await site.hubctl("demo", "load")
            try await Truth.load().check(site)
            try await site.sql("CHECKPOINT")
            try Data(try await site.dump().utf8).write(to: URL(filePath: dump))

            let inDump = try await site.find(secrets.all.subtracting(common), in: [dump])
            #expect(inDump.isEmpty, "\(inDump.sorted().prefix(10))")
            // In 100 MB of ciphertext a word of four or five letters turns up by chance, one of
            // six hardly ever (fifty million places, 2^48 values, a few thousand words).
            // Compressed, the beginning of a longer word can stand alone: Corredor, of a hub in
            // Corredores.
            let places = EmbeddedFile.under("demonstration/places/").map {
                (name: "places-\($0.bytes.count)", bytes: $0.bytes)
            }
            let beginnings = try await site.find(
                secrets.all, in: site.write(places + [Truth.hubs]), asWords: false)
            let long = secrets.all.filter { $0.utf8.count >= 6 }
                .subtracting(common).subtracting(beginnings)
            let inFiles = try await site.find(long, in: [site.data])
            #expect(inFiles.isEmpty, "\(inFiles.sorted().prefix(10))")
            let inLog = try await site.find(secrets.all.subtracting(common), in: [site.serverLog])
            #expect(inLog.isEmpty, "\(inLog.sorted().prefix(10))")
            let log = try String(contentsOfFile: site.serverLog, encoding: .utf8)
            #expect(log.contains("INSERT INTO event_register"))

            // A date is four bytes in the files, which no search can tell from other numbers: so
            // nothing about a person may be of that type.
            let dates = try await site.sql(
                "SELECT table_name FROM information_schema.columns WHERE data_type = 'date' AND "
                    + "table_name IN ('person', 'person_version', 'document', 'identity_key')")
            #expect(dates.isEmpty)
            // The search itself finds what is there: nearly all of it stands in the logs.
            let inLogs = try await site.find(
                secrets.written, in: logs.filter { $0.hasSuffix(".csv") })
            #expect(inLogs.count > secrets.written.count / 2)
        }
    }
}

/// What the hub logs hold about people.
struct Secrets {
    /// Words of names of four letters and more, and whole names that have none, as written.
    private(set) var written: Set<String> = []
    /// The same in other cases and without accents, as they are folded for matching.
    private(set) var words: Set<String> = []
    /// Documents and birth dates, in the ways they are written.
    private(set) var numbers: Set<String> = []

    var all: Set<String> { words.union(numbers) }

    init(logs: [String]) throws {
        var hubs: [HubCode: HubLogContext.HubDay] = [:]
        let today = try #require(CalendarDate("2022-01-01"))
        for row in EmbeddedFile.named("demonstration/q1-2021/hubs.csv")?.lines.dropFirst() ?? [] {
            let fields = EmbeddedFile.fields(row)
            let code = try #require(HubCode(fields[0]))
            hubs[code] = .init(
                hub: Hub(code: code, name: fields[1], country: code.country), today: today)
        }
        let context = HubLogContext(hubs: hubs)
        for log in logs {
            var reader = try HubLogReader(path: log, options: TableOptions(), context: context)
            while let outcome = try reader.next() {
                guard case .event(let event, _) = outcome else { continue }
                for case .described(let person) in event.participants { add(person) }
            }
        }
    }

    private mutating func add(_ person: PersonDescription) {
        let whole = "\(person.givenNames) \(person.familyNames)"
        let long = whole.split { !$0.isLetter }.map(String.init).filter { $0.count >= 4 }
        // Shorter words, as Ana and Luz, stand in too many others' way; together they do not.
        for name in long.isEmpty && whole.count >= 7 ? [whole] : long { add(name: name) }
        if let document = person.document {
            numbers.insert(document)
            numbers.insert(document.uppercased().filter { $0.isLetter || $0.isNumber })
        }
        // A child's birth date may be a day on which a hub was open, which stands in clear.
        if case .date(let born) = person.birth, born.year < 2020 {
            let parts = born.description.split(separator: "-").map(String.init)
            numbers.insert(born.description)
            numbers.insert(parts.joined())
            for separator in ["/", "-", "."] {
                numbers.insert(parts.reversed().joined(separator: separator))
            }
        }
    }

    private mutating func add(name: String) {
        if written.contains(name) { return }
        let folded = TextFolding.words(name).joined(separator: " ")
        // The groups of a UUID are words of the letters a to f: Baca, Abad, Fede.
        if folded.allSatisfy({ "abcdef".contains($0) }) { return }
        written.insert(name)
        words.formUnion([
            name, name.uppercased(), name.lowercased(), folded, folded.uppercased(),
            folded.prefix(1).uppercased() + folded.dropFirst(),
        ])
    }
}

extension Site {
    /// Which of these stand in files, or in the files of folders: words wherever they stand, numbers
    /// alone, since any eight digits turn up among the digits of keys.
    func find(secrets: Set<String>, in paths: [String]) async throws -> Set<String> {
        let numbers = secrets.filter { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        return try await find(numbers, in: paths).union(
            find(secrets.subtracting(numbers), in: paths, asWords: false))
    }

    /// Which of these stand in files, or in the files of folders, as whole words or anywhere.
    func find(
        _ needles: Set<String>, in paths: [String], asWords: Bool = true
    ) async throws -> Set<String> {
        // Beside the folder, which may be what is searched.
        let list = "\(folder)-needles-\(UUID().uuidString)"
        try Data(needles.filter { !$0.isEmpty }.sorted().joined(separator: "\n").utf8)
            .write(to: URL(filePath: list))
        defer { unlink(list) }
        let result = try await Child(
            ["/usr/bin/grep", asWords ? "-raowhF" : "-raohF", "-D", "skip", "-f", list] + paths,
            environment: ["LC_ALL": "C"],
            in: "/tmp"
        ).end()
        // 1 says that nothing was found, 2 that a file could not be read: a running server removes some.
        let complaints = result.errors.split(separator: "\n").filter {
            !$0.hasSuffix("No such file or directory")
        }
        try #require([0, 1, 2].contains(result.status) && complaints.isEmpty, "\(complaints)")
        return Set(result.output.split(separator: "\n").map(String.init))
    }
}

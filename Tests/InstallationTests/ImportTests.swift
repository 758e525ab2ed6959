import FoundationEssentials
import Testing

/// Imports by the process, and what they print for other programs.
@Suite struct ImportTests {
    @Test("Eight imports at once over the 33 logs give the truth")
    func eightAtOnce() async throws {
        let truth = try Truth.load()
        try await Site.with { site in
            let paths = try site.write(Truth.logs).shuffled()
            let hubs = try site.write([Truth.hubs])[0]
            try await site.hubctl("up")
            try await site.hubctl("import", "hubs", hubs)
            let importers = try (0..<8).map { share in
                let mine = paths.indices.filter { $0 % 8 == share }.map { paths[$0] }
                return try site.start(
                    ["import", "hublog"] + mine + ["--accept-rejects", "--json"])
            }
            var accepted = 0
            var rejected = 0
            for importer in importers {
                let result = try await importer.end()
                try #require(result.status == 0, "\(result.errors)")
                let summary = try JSONDecoder().decode(
                    ImportFile.self, from: Data(result.output.utf8))
                accepted += summary.accepted
                rejected += summary.rejected
            }
            #expect(accepted == truth.files.values.reduce(0) { $0 + $1.new })
            #expect(rejected == truth.rejected)
            try await truth.check(site)
            #expect(try await site.json("doctor", as: DoctorFile.self)["counts"] == "ok")
        }
    }

    @Test("Import and report print exactly the fields that others rely on")
    func fixedPoints() async throws {
        let truth = try Truth.load()
        try await Site.with { site in
            let paths = try site.write(Truth.logs)
            try await site.hubctl("up")
            try await site.hubctl("import", "hubs", try site.write([Truth.hubs])[0])
            let printed = try await site.start(
                ["import", "hublog"] + paths + ["--accept-rejects", "--json"]
            ).end()
            let summary = try JSONDecoder().decode(
                ImportFile.self, from: Data(printed.output.utf8))
            #expect(summary.files == 33)
            #expect(summary.rows == truth.files.values.reduce(0) { $0 + $1.rows })
            #expect(summary.accepted == truth.files.values.reduce(0) { $0 + $1.new })
            #expect(summary.rejected == truth.rejected && summary.rejects.count == truth.rejected)
            #expect(summary.repeated == truth.repeated)
            #expect(summary.conflicts == 0)
            for (file, expected) in truth.files {
                let found = summary.rejects.filter { $0.file == file }
                #expect(
                    Set(found.map { "\($0.recordID) \($0.column)" })
                        == Set(expected.rejected.map { "\($0.recordID) \($0.column)" }), "\(file)")
                for reject in found { #expect(reject.line > 1 && !reject.reason.isEmpty) }
            }

            let report = try await site.json("report", "quarter", "2021-Q1", as: ReportFile.self)
            #expect(report.quarter == "2021-Q1")
            #expect(
                Set(report.by.keys) == [
                    "country", "hub", "sex", "age", "nationality", "service", "profile", "channel",
                ])
            #expect(report.by["country"]?.contains { $0.code == "HND" } == true)
            for row in report.by.values.joined() {
                #expect(row.people == row.identified + row.anonymous && !row.label.isEmpty)
            }
            for dimension in ["country", "nationality"] {
                for row in report.by[dimension] ?? [] {
                    #expect(row.code.utf8.count == 3 || row.code == "unknown", "\(row.code)")
                }
            }
            try await truth.check(site)
        }
    }

    @Test("Hubs are read with alpha-2 and alpha-3 countries")
    func hubs() async throws {
        try await Site.with { site in
            try await site.hubctl("up")
            let table = """
                code,name,country,admin1,latitude,longitude
                MX-TAP,Tapachula,MX,MX-CHP,14.9,-92.26
                HN-COR,Corinto,HND,HN-CR,15.58,-88.37

                """
            let bad = "code,name,country\nGT-TEC,Tecún Umán,GT\nBZ-BZE,Belize City,XYZ\n"
            let paths = try site.write([
                ("hubs.csv", Array(table.utf8)), ("bad.csv", Array(bad.utf8)),
            ])
            try await site.hubctl("import", "hubs", paths[0])
            let countries = "SELECT string_agg(code || ' ' || country, ',' ORDER BY code) FROM hub"
            #expect(try await site.sql(countries) == "HN-COR 340,MX-TAP 484")
            let refused = try await site.run("import", "hubs", paths[1])
            #expect(refused.status == 65)
            #expect(refused.errors.contains("3") && refused.errors.contains("country"))
            #expect(try await site.sql("SELECT count(*) FROM hub") == "2")
        }
    }

    @Test("A damaged file is named with its line, and leaves nothing behind")
    func damaged() async throws {
        try await Site.with { site in
            try await site.hubctl("up")
            try await site.hubctl("import", "hubs", try site.write([Truth.hubs])[0])
            let before = try await site.dump()
            let cases = try DamagedLog.all()
            let paths = try site.write(cases.map { ($0.name, $0.bytes) })
            let listing = try FileManager.default.contentsOfDirectory(atPath: site.folder)
            for (log, path) in zip(cases, paths) {
                let result = try await site.run("import", "hublog", path)
                #expect(result.status == 65, "\(log.name): \(result.output) \(result.errors)")
                let said = result.output + result.errors
                #expect(said.contains(log.name), "\(log.name): \(said)")
                if let line = log.line {
                    #expect(said.contains("\(line)"), "\(log.name): \(said)")
                }
                #expect(!said.contains("Nombre Secreto"), "\(log.name)")
            }
            for path in ["\(site.folder)/nothing.csv", site.folder] {
                let result = try await site.run("import", "hublog", path)
                #expect([65, 66].contains(result.status), "\(path): \(result.status)")
            }
            let isSame = try await site.dump() == before
            #expect(isSame)
            // Rejected rows are listed beside their log, by design; nothing else may appear.
            let left = try FileManager.default.contentsOfDirectory(atPath: site.folder)
                .filter { !$0.hasSuffix(".rejects.csv") }
            #expect(Set(left) == Set(listing))
        }
    }
}

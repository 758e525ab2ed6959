import Archives
import Casework
import Codelists
import Credentials
import FoundationEssentials
import Glibc
import Operations
import Rendering
import Testing
import Texts

@testable import Exports
@testable import Reporting

/// An archive that proves itself, and what happens to one that was touched.
@Suite struct BundleTests {
    private static let quarter = Installation.quarter
    private let key = SigningKey(master: .generate())

    private func bundle(isInternal: Bool = false) throws -> Bundle {
        let origin = ExportOrigin(
            quarter: Self.quarter, edition: 1, isDemonstration: true, isInternal: isInternal)
        var random = RandomPeople(seed: 9)
        let rule = try #require(AnonymityRule())
        let data = try AnonymousMicrodata(random.groups(300), in: Self.quarter, rule: rule)
        let cell = AggregateCell(
            table: "total", categories: [],
            figure: Figure(RawCount(events: 3, identified: 70, anonymous: 7)))
        return Bundle(
            AggregatesExport([cell], origin: origin, places: [:], hasHashtags: true),
            MicrodataExport(data, origin: origin),
            reports: [
                Bundle.Report(name: "report.es.html") { path in
                    try Data("<p>77</p>".utf8).write(to: URL(filePath: path))
                }
            ], editionDigest: "ab",
            closedAt: "2021-04-20T15:04:06Z")
    }

    private func withDirectory(_ body: (String) throws -> Void) throws {
        let path = "/tmp/hub-exports-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    @Test(
        "It verifies without a database, is the same bytes each time, and leaves nothing beside it")
    func whole() throws {
        try withDirectory { home in
            let summary = try bundle().write(to: "\(home)/a.zip", signedBy: key)
            _ = try bundle().write(to: "\(home)/b.zip", signedBy: key)
            let files = try Installation.files(home)
            #expect(Set(files.keys) == ["a.zip", "b.zip"])
            #expect(files["a.zip"] == files["b.zip"])
            let found = try BundleVerification(of: "\(home)/a.zip")
            #expect(found.isVerified && found.files == summary.files)
            #expect(found.publicKey == summary.publicKey && summary.publicKey != nil)
            let expected = key.publicKey.hexadecimal
            #expect(try BundleVerification(of: "\(home)/a.zip", expecting: expected).isVerified)
            let other = SigningKey(master: .generate()).publicKey.hexadecimal
            #expect(
                try BundleVerification(of: "\(home)/a.zip", expecting: other).differences
                    == [.otherKey(expected)])
            #expect(throws: ExportProblem.exists("\(home)/a.zip")) {
                try bundle().write(to: "\(home)/a.zip", signedBy: key)
            }
        }
    }

    @Test("Internal figures are never signed, and taking a signature away is noticed")
    func unsigned() throws {
        try withDirectory { home in
            let summary = try bundle(isInternal: true).write(
                to: "\(home)/a.zip", signedBy: key)
            #expect(summary.publicKey == nil)
            let found = try BundleVerification(of: "\(home)/a.zip")
            #expect(found.isVerified && found.publicKey == nil && found.audience == "internal")
            #expect(
                try BundleVerification(of: "\(home)/a.zip", expecting: "00").differences
                    == [.signature])
        }
    }

    @Test("What was changed, taken away, added or cut off is named")
    func touched() throws {
        try withDirectory { home in
            _ = try bundle().write(to: "\(home)/a.zip", signedBy: key)
            func touched(
                _ drop: String?, _ extra: [(name: String, content: ZipWriter.Content)]
            ) throws -> [BundleVerification.Difference] {
                let path = "\(home)/\(UUID().uuidString).zip"
                let parts = try unpacked("\(home)/a.zip").filter { $0.key != drop }
                    .map { (name: $0.key, content: ZipWriter.Content.bytes($0.value)) }
                try ZipWriter.write(parts + extra, to: path, dated: .earliest)
                return try BundleVerification(of: path).differences
            }
            #expect(try touched(nil, []) == [])
            let name = "aggregates/aggregates.csv"
            #expect(try touched(name, []) == [.missing(name)])
            #expect(
                try touched(name, [(name, .bytes(Array("people\r\n8\r\n".utf8)))])
                    == [.changed(name)])
            let report = "reports/report.es.html"
            #expect(
                try touched(report, [(report, .bytes(Array("<p>78</p>".utf8)))])
                    == [.changed(report)])
            #expect(try touched(nil, [("x.csv", .bytes([1]))]) == [.added("x.csv")])
            #expect(try touched("signature.json", []) == [.signature])
            let manifest = try #require(try unpacked("\(home)/a.zip")["manifest.json"])
            let other = String(decoding: manifest, as: UTF8.self)
                .replacing("\"edition\" : 1", with: "\"edition\" : 2")
            #expect(
                try touched("manifest.json", [("manifest.json", .bytes(Array(other.utf8)))])
                    == [.signature])

            let bytes = try #require(try Installation.files(home)["a.zip"])
            for length in [0, 10, bytes.count / 2, bytes.count - 1] {
                let path = "\(home)/cut"
                try Data(bytes.prefix(length)).write(to: URL(filePath: path))
                #expect(throws: ExportProblem.self) { try BundleVerification(of: path) }
            }
        }
    }

    @Test("From an installation: signed for the public, stamped and unsigned for staff")
    func installation() async throws {
        try await Installation.with(logs: 2) { installation in
            let rule = try #require(AnonymityRule())
            let path = "\(installation.folder)/q.zip"
            await #expect(throws: ExportProblem.notClosed(Self.quarter)) {
                try await installation.application.exportBundle(
                    of: Self.quarter, from: .latest, for: .public, rule: rule, to: path)
            }
            #expect(try Installation.files(installation.folder).isEmpty)
            try await installation.close()
            for audience in [Audience.public, .internal] {
                let path = "\(installation.folder)/\(audience).zip"
                let summary = try await installation.application.exportBundle(
                    of: Self.quarter, from: .latest, for: audience, rule: rule, to: path)
                #expect(summary.edition == 1 && summary.audience == audience.rawValue)
                #expect((summary.publicKey != nil) == (audience == .public))
                #expect(try BundleVerification(of: path).isVerified)
                try await compareReports(of: installation, for: audience, in: unpacked(path))
            }
        }
    }

    /// The reports in an archive are those that `hubctl report quarter` makes, on the day of the
    /// edition, and the manifest lists them with their digests.
    private func compareReports(
        of installation: Installation, for audience: Audience, in files: [String: [UInt8]]
    ) async throws {
        let manifest = try JSONDecoder().decode(
            Bundle.Manifest.self, from: Data(#require(files["manifest.json"])))
        let day = try #require(manifest.closedAt?.prefix(10))
        let made = try #require(CalendarDate(String(day)))
        let report = try await installation.application.report(
            on: Self.quarter,
            ReportRequest(edition: .number(1), audience: audience, isDrawn: true))
        let suffix = audience == .internal ? "-internal" : ""
        var expected: [String: [UInt8]] = [:]
        for language in Language.whole {
            let texts = Texts(language)
            let name = "reports/report\(suffix).\(language.rawValue)"
            expected["\(name).pdf"] = try ReportPDF(report, texts: texts, made: made).bytes
            expected["\(name).html"] = Array(
                ReportPage(report, texts: texts, made: made).html.utf8)
            let book = "\(installation.folder)/\(audience)-\(language).xlsx"
            try ReportWorkbook(report, texts: texts, made: made).write(to: book)
            expected["\(name).xlsx"] = Array(try Data(contentsOf: URL(filePath: book)))
        }
        #expect(files.filter { $0.key.hasPrefix("reports/") } == expected)
        let listed = manifest.files.filter { $0.path.hasPrefix("reports/") }
        #expect(Set(listed.map(\.path)) == Set(expected.keys))
        for file in listed {
            let content = try #require(expected[file.path])
            #expect(file.bytes == content.count)
            var digest = StreamDigest()
            content.withUnsafeBytes { digest.update($0) }
            #expect(file.sha256 == digest.finish())
        }
    }

    /// The files of an archive, by another program.
    private func unpacked(_ path: String) throws -> [String: [UInt8]] {
        let folder = "\(path).unpacked"
        let code = system(
            "python3 -c \"import zipfile,sys; zipfile.ZipFile('\(path)').extractall('\(folder)')\"")
        try #require(code == 0)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
        where name.contains(".") || name.hasSuffix("SHA256SUMS") {
            files[name] = Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
        }
        return files
    }
}

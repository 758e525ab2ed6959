import CaseStore
import Casework
import Codelists
import Credentials
import Documents
import Exports
import Foundation
import OpenAPI
import Operations
import Testing
import Texts

@testable import HubServer

/// Whatever is written into any field comes out as text, wherever it comes out.
@Suite struct InjectionTests {
    /// What of a record can be read, by whoever it is read.
    private typealias Surfaces = [(name: String, text: String)]

    @Test("Every field of every register: pages, API, feeds, PDF, calendar and citations show text")
    func registers() async throws {
        try await PublicPageTests.withDemonstration { site in
            try await site.add("oda", .editor)
            var slugs: [RecordKind: String] = [:]
            for kind in RecordKind.allCases {
                guard let type = Self.resource(of: kind) else { continue }
                slugs = try await Self.check(type, site, slugs)
            }
        }
    }

    /// A new kind does not compile before it is here; places have a test of their own below.
    private static func resource(of kind: RecordKind) -> (any RegionResource.Type)? {
        switch kind {
        case .organisation: Organisation.self
        case .place: nil
        case .activity: Activity.self
        case .network: Network.self
        case .meeting: Meeting.self
        case .agreedAction: AgreedAction.self
        case .mgiParticipant: MGIParticipant.self
        case .mgiTotal: MGITotal.self
        case .mgiIndicator: MGIIndicator.self
        case .mgiAssessment: MGIAssessment.self
        case .publication: Publication.self
        case .bulletinItem: BulletinItem.self
        case .bulletinIssue: BulletinIssue.self
        }
    }

    private static func check<Record: RegionResource>(
        _ type: Record.Type, _ site: PublicSite, _ slugs: [RecordKind: String]
    ) async throws -> [RecordKind: String] {
        let hostile = try HostileRecord(type, slugs: slugs)
        let hasText = type.kind != .mgiTotal || !hostile.written.isEmpty
        #expect(hasText && !hostile.written.isEmpty, "\(type.kind)")
        let record = try Record(json: hostile.json)
        try await site.operation.add(record)
        if let item = record as? BulletinItem {
            try await site.operation.submit(item.slug)
            try await site.operation.publish(item.slug)
        }
        if let activity = record as? Activity {
            let person = Attendee(
                name: HostileRecord.text("/name"), institution: HostileRecord.text("/body"))
            #expect(try await site.operation.list([person], for: activity.slug, session: 1) == 1)
        }
        let session = try await site.session(of: "oda")

        // The page of the record shows each field, escaped; so do its list and its form.
        let pages = "/region/\(type.path)"
        let page = try await site.get("\(pages)/\(HostileRecord.slug)", headers: session)
        #expect(page.status == 200, "\(type.kind)")
        for (path, text) in hostile.written where !path.hasSuffix("/body") {
            #expect(
                page.text.contains(Markup("\(text)").html), "\(type.kind)\(path) is not on the page"
            )
        }
        for path in ["", "/\(HostileRecord.slug)", "/\(HostileRecord.slug)/edit"] {
            let text = try await site.get("\(pages)\(path)", headers: session).text
            expectNoMarkup(text, "\(type.kind)\(path)")
        }
        // To a program it is what was written.
        let token = try await site.operation.issueToken(
            for: "oda", label: "x", scopes: nil, days: 1)
        let answer = try await site.get(
            "/api/v1/\(type.path)/\(HostileRecord.slug)",
            headers: ["Authorization": "Bearer \(token.text)"])
        let read = try Record(json: JSONValue(parsing: Array(answer.body)))
        #expect(try read.json == (try record.json), "\(type.kind)")

        for (name, text) in try await surfaces(of: record, site) {
            expectNoMarkup(text, "\(type.kind): \(name)")
        }
        try await refusesWhatSteers(type, site, slugs)
        return slugs.merging([type.kind: HostileRecord.slug]) { $1 }
    }

    private static func expectNoMarkup(_ text: String, _ name: String) {
        for piece in HostileRecord.markup {
            #expect(!text.contains(piece), "\(name)")
        }
    }

    /// A field takes neither NUL nor an escape nor a mark that turns the direction of what follows;
    /// the end of a line ends nothing else.
    private static func refusesWhatSteers<Record: RegionResource>(
        _ type: Record.Type, _ site: PublicSite, _ slugs: [RecordKind: String]
    ) async throws {
        for mark in ["\0", "\u{1B}[31m", "\u{202E}", "\u{2066}", "\u{9B}"] {
            let found = try HostileRecord(type, slugs: slugs) { "a\(mark)b" + $0 }
            #expect(
                found.written.filter { $0.text.contains(mark) }.map(\.path) == [],
                "\(type.kind) takes \(mark.debugDescription)")
        }
        let lined = try HostileRecord(type, slugs: slugs) { path in
            "A\r\nBcc: x@example.org\r\nEND:VEVENT\nTY  - BOOK\n\n} \(path)"
        }
        for (name, text) in try await surfaces(of: try Record(json: lined.json), site) {
            for line in text.split(whereSeparator: \.isNewline) {
                for start in ["Bcc:", "TY  - BOOK"] {
                    #expect(!line.hasPrefix(start), "\(type.kind): \(name)")
                }
            }
        }
    }

    /// Where a record goes out to others; the PDFs as pdftotext reads them.
    private static func surfaces(
        of record: some RegionRecord, _ site: PublicSite
    ) async throws -> Surfaces {
        let texts = Texts(.spanish)
        let stored = try await site.operation.isStored(record)
        let papers = Papers(site.operation, texts: texts)
        var found: Surfaces = []
        switch record {
        case let action as AgreedAction:
            let calendar = ActionCalendar(
                name: action.title,
                entries: [
                    .init(id: "1", action: action, version: 1, updatedAt: "2021-03-01T00:00:00Z")
                ]
            ).text
            #expect(calendar.matches(of: #/END:VEVENT\r\n/#).count <= 1)
            found.append(("calendar", calendar.replacing("<", with: "")))
        case let publication as Publication:
            let citation = try #require(Citation(publication, language: "es"))
            found += [("BibTeX", citation.bibTeX), ("RIS", citation.ris)].map {
                ($0.0, $0.1.replacing("<", with: ""))
            }
            #expect(citation.ris.matches(of: #/(?m)^TY  - /#).count == 1)
            #expect(citation.bibTeX.matches(of: #/(?m)^@/#).count == 1)
        case let activity as Activity where stored:
            let sheet = try await Judge.pdfText(papers.signInSheet(of: activity.slug, session: 1))
            #expect(sheet.contains("<script>alert(1)</script>"), "the sheet")
            let paper = try await Judge.pdfText(papers.certificates(of: activity.slug))
            #expect(paper.contains("<script>alert(1)</script>"), "the certificate")
        case let meeting as Meeting where stored:
            let minutes = try await Judge.pdfText(papers.minutes(of: meeting.slug))
            #expect(minutes.contains("<script>alert(1)</script>"), "the minutes")
        case let issue as BulletinIssue where stored:
            let pdf = try await Judge.pdfText(papers.bulletin(issue.slug))
            #expect(pdf.contains("<script>alert(1)</script>"), "the issue on paper")
            for path in ["/bulletin", "/bulletin/\(HostileRecord.slug)"] {
                found.append((path, try await site.get("\(path)?lang=es").text))
            }
            let page = try await site.get("/bulletin/issues/\(HostileRecord.slug)")
            found.append(("issue", page.text))
            #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            let atom = try await site.get("/bulletin/feed.atom").text
            #expect(atom.contains("&lt;script&gt;") || atom.contains("&amp;lt;script&amp;gt;"))
            found.append(("Atom", atom))
            let mail = try await site.get("/bulletin/issues/\(HostileRecord.slug)/text")
            #expect(mail.headers["content-type"]?.hasPrefix("text/plain") == true)
            #expect(mail.text.contains("<script>alert(1)</script>"))
        default: break
        }
        return found
    }
}

extension Application {
    /// Whether a record is there as it is.
    func isStored<Record: RegionRecord>(_ record: Record) async throws -> Bool {
        let stored: Stored<Record>? = try? await self.record(record.slug)
        return stored?.record == record || record is BulletinItem
    }
}

/// Programs of others that tell what a document holds.
enum Judge {
    /// What is written in a PDF, without the ends of its lines.
    static func pdfText(_ bytes: [UInt8]) async throws -> String {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "hostile-\(UUID().uuidString).pdf")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/pdftotext")
        process.arguments = ["-raw", file.path, "-"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = await Task.detached { output.fileHandleForReading.readDataToEndOfFile() }.value
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self).filter { !$0.isNewline }
    }
}

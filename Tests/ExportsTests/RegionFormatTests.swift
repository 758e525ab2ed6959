import Casework
import Exports
import Foundation
import Testing
import Texts

/// Feeds, calendars and citations, with text that tries to break out of each.
@Suite struct RegionFormatTests {
    /// Long, in many scripts, with what each format gives a meaning to.
    static let hostile =
        "=1+1 <script>alert(\"1\")</script> & ]]> \\{x} ; , % $ # _ ~ ^ ñandú 日本語 👩‍👩‍👧 "
        + String(repeating: "más ", count: 30) + "fin"

    @Test func calendar() throws {
        let day = try #require(CalendarDate("2021-04-30"))
        let slug = try #require(Slug("a"))
        let action = AgreedAction(
            slug: slug, network: slug, kind: .action, title: Self.hostile + "\r\nEND:VCALENDAR",
            owner: "Owner\nDTSTART:19700101", due: day)
        var done = action
        done.status = .done
        let text = ActionCalendar(
            name: Self.hostile,
            entries: [action, done].map {
                .init(id: "1", action: $0, version: 2, updatedAt: "2021-03-31T10:00:00Z")
            }
        ).text
        #expect(text.utf8.split(separator: UInt8(ascii: "\n")).allSatisfy { $0.count <= 76 })
        #expect(text.components(separatedBy: "\r\nEND:VCALENDAR").count == 2)
        #expect(text.components(separatedBy: "BEGIN:VEVENT").count == 2)
        let verdict = try Self.judge("ics", text)
        #expect(verdict?.problems ?? [] == [])
        #expect(
            verdict?.titles ?? [Self.hostile + "\nEND:VCALENDAR"] == [
                Self.hostile + "\nEND:VCALENDAR"
            ])
        #expect(verdict?.days ?? ["2021-04-30"] == ["2021-04-30"])
        #expect(
            try Self.judge("ics", ActionCalendar(name: "x", entries: []).text)?.problems ?? [] == []
        )
    }

    @Test func feeds() throws {
        let feed = Feed(
            title: Self.hostile, author: "A & B", language: "es", site: "https://example.org",
            id: "01900000-0000-7000-8000-000000000001",
            entries: [
                .init(
                    id: "01900000-0000-7000-8000-000000000002", slug: "a",
                    title: Self.hostile + "\u{1}", html: "<p>x &amp; y</p>",
                    published: "2021-03-31T10:00:00Z", updated: "2021-04-01T10:00:00Z")
            ])
        #expect(!feed.atom.contains("<script"))
        let verdict = try Self.judge("atom", feed.atom)
        #expect(verdict?.problems ?? [] == [])
        #expect(verdict?.version ?? "atom10" == "atom10")
        #expect(verdict?.days ?? ["2021-04-01T10:00:00Z"] == ["2021-04-01T10:00:00Z"])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(feed.json().utf8)) as? [String: Any])
        #expect(object["version"] as? String == "https://jsonfeed.org/version/1.1")
        let item = try #require((object["items"] as? [[String: Any]])?.first)
        #expect(item["content_html"] as? String == "<p>x &amp; y</p>")
        #expect(item["url"] as? String == "https://example.org/bulletin/a")
    }

    @Test func citations() throws {
        let publication = try JSONDecoder().decode(
            Publication.self,
            from: JSONSerialization.data(withJSONObject: [
                "slug": "a", "authors": ["IOM & others"], "published": "2021-06-01",
                "texts": [["language": "en", "title": Self.hostile + "\nER  - "]],
            ]))
        let citation = try #require(Citation(publication, language: "es"))
        #expect(citation.ris.components(separatedBy: "\r\nER  - ").count == 2)
        for (format, text) in [("bib", citation.bibTeX), ("ris", citation.ris)] {
            let verdict = try Self.judge(format, text)
            #expect(verdict?.problems ?? [] == [])
            #expect(verdict?.days ?? ["2021"] == ["2021"])
            #expect(verdict?.titles.count ?? 1 == 1)
        }
    }

    @Test("A figure shows its value and where it comes from; raw HTML never comes through")
    func body() throws {
        let figure = try #require(BoundFigure("people quarter=2021-Q1 edition=1"))
        func html(_ state: BoundFigureValue.State, latest: Int) -> String {
            BulletinBody(
                "**{{\(figure)}}** <b>x</b>",
                values: [
                    BoundFigureValue(
                        figure: figure, state: state, latestEdition: latest,
                        isDemonstration: true)
                ], texts: Texts(.spanish)
            ).html
        }
        let current = html(.value(12_100), latest: 1)
        #expect(current.contains(#"<data class="figure" value="12100" title="Personas atendidas"#))
        #expect(current.contains("datos sintéticos") && !current.contains("<b>"))
        #expect(html(.value(12_100), latest: 2).contains(#"class="figure outdated""#))
        #expect(html(.hidden, latest: 1).contains(#"<span class="figure missing""#))
    }

    private struct Verdict: Decodable {
        let problems: [String]
        let version: String?
        let titles: [String]
        let days: [String]
    }

    /// What somebody else's reader makes of a text; nil where none is installed.
    private static func judge(_ format: String, _ text: String) throws -> Verdict? {
        guard let python = Judge.python else { return nil }
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Judges/judge-region").path()
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "judge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "text")
        let said = folder.appending(path: "said")
        try Data(text.utf8).write(to: file)
        let code = system("'\(python)' '\(script)' \(format) '\(file.path())' > '\(said.path())'")
        #expect(code == 0, "\(format) cannot be read")
        return try JSONDecoder().decode(Verdict.self, from: Data(contentsOf: said))
    }
}

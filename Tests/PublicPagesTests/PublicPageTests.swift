import CaseStore
import Casework
import Codelists
import Foundation
import Operations
import Postgres
import Testing

/// What every public page owes to whoever reads it.
@Suite struct PublicPageTests {
    static let paths = [
        "/", "/map", "/map?service=information&place=Tapachula", "/map/embed", "/map/register",
        "/map/change", "/places/mx-tap", "/bulletin", "/bulletin/mexico-joins-mgi",
        "/bulletin/diaspora-map",
        "/bulletin/issues/digest-2021-04",
    ]

    /// A site with the demonstration's hubs, places and bulletin, but for the hubs' logs.
    static func withDemonstration(
        _ body: @Sendable (PublicSite) async throws -> Void
    ) async throws {
        try await PublicSite.with { site in
            for file in EmbeddedFile.under("demonstration/region/") {
                _ = try await site.operation.importRecords(
                    try RegionFile(json: Data(file.bytes)))
            }
            let file = try #require(EmbeddedFile.named("demonstration/q1-2021/hubs.csv"))
            let hubs = file.lines.dropFirst().compactMap { line -> Hub? in
                let fields = EmbeddedFile.fields(line)
                return HubCode(fields[0]).map {
                    Hub(
                        code: $0, name: fields[1], country: $0.country, admin1: fields[3],
                        latitude: Double(fields[4]), longitude: Double(fields[5]))
                }
            }
            try await site.operation.add(hubs)
            let today = try await site.operation.today()
            for embedded in EmbeddedFile.under("demonstration/places/") {
                var file = try RegionFile(json: Data(embedded.bytes))
                for index in file.places.indices where file.places[index].hub == nil {
                    file.places[index].verified = today
                }
                _ = try await site.operation.importRecords(file, ifOther: .replace)
            }
            try await body(site)
        }
    }

    @Test("No cookie, nothing from elsewhere, strict policy, all languages, light before the map")
    func pages() async throws {
        try await Self.withDemonstration { site in
            for path in Self.paths {
                for language in ["es", "en", "fr", "ht"] {
                    let sign = path.contains("?") ? "&" : "?"
                    let answer = try await site.get("\(path)\(sign)lang=\(language)")
                    #expect(answer.status == 200, "\(path)")
                    #expect(answer.headers["set-cookie"] == nil)
                    let policy = try #require(answer.headers["content-security-policy"])
                    #expect(policy.contains("default-src 'none'"))
                    #expect(!policy.contains("unsafe") && !policy.contains("http"))
                    let isEmbedded = path.hasPrefix("/map/embed")
                    #expect(policy.contains("frame-ancestors *") == isEmbedded)
                    #expect((answer.headers["x-frame-options"] == nil) == isEmbedded)
                    let html = answer.text
                    #expect(html.contains("<html lang=\"\(language)\">"))
                    #expect(!html.contains("⟦") && !html.contains("[es]"), "\(path), \(language)")
                    #expect(!html.contains("noindex"))
                    #expect(html.matches(of: #/<h1>/#).count == 1)
                    #expect(html.matches(of: #/<script(?![^>]* src="\/public\/)/#).isEmpty)
                    #expect(html.matches(of: #/ style=|<style| on[a-z]+="/#).isEmpty)
                    #expect(html.matches(of: #/(?:src|action)="http/#).isEmpty)
                    // The page, its stylesheet and its script; the map comes after.
                    var weight = answer.body.count
                    for file in html.matches(of: #/(?:src|href)="(\/(?:public|assets)\/[^"]+)"/#) {
                        let loaded = try await site.get(String(file.1))
                        #expect(loaded.status == 200, "\(file.1)")
                        weight += loaded.body.count
                    }
                    #expect(weight < 150_000, "\(path)")
                }
            }
        }
    }

    @Test("The list has what the API has, in its order; filters hold in both")
    func same() async throws {
        try await Self.withDemonstration { site in
            for query in [
                "near=14.9,-92.26", "near=14.9,-92.26&service=shelter_referral",
                "near=9.93,-84.08&country=CRI&language=spa", "near=18.5,-69.9&language=hat",
            ] {
                let api = try JSONSerialization.jsonObject(
                    with: try await site.get("/api/public/places?\(query)&limit=100").body)
                let places = try #require(api as? [[String: Any]])
                let slugs = places.compactMap { $0["slug"] as? String }
                let distances = places.compactMap { $0["distance_km"] as? Double }
                #expect(!slugs.isEmpty && distances.count == slugs.count)
                #expect(distances == distances.sorted())
                let page = try await site.get("/map?\(query)").text
                let shown = page.matches(of: #/<h3><a href="\/places\/([a-z0-9-]+)\?/#)
                    .map { String($0.1) }
                #expect(shown == slugs)
            }
            #expect(try await site.get("/api/public/places?service=nothing").status == 422)
            #expect(try await site.get("/api/public/places?nothing=1").status == 422)
            #expect(try await site.get("/api/public/places?near=91,0").status == 422)
            let near = try await site.get("/api/public/places?near=14.9,-92.26&open=now")
            #expect(near.status == 200)
            let open = try await site.get("/api/public/places")
            #expect(open.headers["access-control-allow-origin"] == "*")
            let tag = try #require(open.headers["etag"])
            let again = try await site.get(
                "/api/public/places", headers: ["If-None-Match": tag])
            #expect(again.status == 304)
        }
    }

    @Test("The bulletin has the digest's ten items; a figure says where it comes from")
    func bulletin() async throws {
        try await Self.withDemonstration { site in
            let page = try await site.get("/bulletin?lang=es").text
            #expect(page.matches(of: #/<li><h2/#).count == 10)
            let item = try await site.get("/bulletin/information-hubs-q1-2021?lang=es").text
            #expect(item.contains("class=\"figure missing\" title=\""))
            #expect(item.contains("<details>"))
            for path in [
                "/bulletin/feed.atom?lang=es", "/bulletin/feed.json?lang=en",
            ] {
                let feed = try await site.get(path)
                #expect(feed.status == 200)
                #expect(feed.text.contains("\(site.address)/bulletin/diaspora-map"))
            }
            let draft = try #require(Slug("secret"))
            try await site.operation.add(
                try JSONDecoder().decode(
                    BulletinItem.self,
                    from: Data(
                        #"""
                        {"slug": "secret", "dated": "2021-05-01", "status": "draft",
                         "texts": [{"language": "en", "title": "Not yet", "body": "x"}]}
                        """#.utf8)))
            #expect(try await site.get("/bulletin/\(draft)").status == 404)
            #expect(try await !site.get("/bulletin").text.contains("Not yet"))
            #expect(try await !site.get("/bulletin/feed.json").text.contains("Not yet"))
        }
    }
}

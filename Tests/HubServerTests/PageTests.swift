import Foundation
import Testing
import Texts

@testable import HubServer

/// What every page owes to whoever reads it, by eye, by ear or by keyboard.
@Suite struct PageTests {
    struct Page: Sendable, CustomTestStringConvertible {
        let name: String
        let language: Language
        let html: String

        var testDescription: String { "\(name), \(language.rawValue)" }

        func matches(_ pattern: String) -> [String] {
            guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
            let text = html as NSString
            let whole = NSRange(location: 0, length: text.length)
            return expression.matches(in: html, range: whole).map {
                text.substring(with: $0.range(at: $0.numberOfRanges > 1 ? 1 : 0))
            }
        }
    }

    static let pages = Language.whole.flatMap { language in
        SamplePages.all(language).map { Page(name: $0.name, language: language, html: $0.html) }
    }

    @Test(
        "A page has its language, a title, one main part, one first heading, a way to skip to it",
        arguments: pages)
    func frame(page: Page) {
        #expect(page.html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(page.language.rawValue)\">"))
        #expect(page.matches("<title>([^<]{3,})</title>").count == 1)
        #expect(page.matches("<h1>[^<]+</h1>").count == 1 && page.matches("<h1").count == 1)
        #expect(page.matches("<main").count == 1 && page.html.contains("href=\"#main\""))
        #expect(!page.html.contains("⟦"))
    }

    @Test("No script, no style and no handler stands in a page", arguments: pages)
    func policy(page: Page) {
        #expect(page.matches("<script(?![^>]* src=\"/assets/[^\"]+\"></script>)").isEmpty)
        #expect(page.matches("<style|\\sstyle=|javascript:|<[^>]*\\son[a-z]+=\"").isEmpty)
    }

    @Test("Every field has a label, and every id is there once", arguments: pages)
    func labels(page: Page) {
        let labelled = Set(page.matches("<label for=\"([^\"]+)\""))
        let wrapped = page.matches("<label[^>]*><input").count
        let fields = page.matches("<(?:input|select|textarea)(?![^>]* type=\"hidden\")[^>]*>")
        let named = fields.filter { field in labelled.contains { field.contains("id=\"\($0)\"") } }
        #expect(named.count + wrapped == fields.count)
        let ids = page.matches("\\sid=\"([^\"]+)\"")
        #expect(Set(ids).count == ids.count)
        for reference in page.matches("aria-(?:describedby|labelledby)=\"([^\"]+)\"") {
            for id in reference.split(separator: " ") { #expect(ids.contains(String(id)), "\(id)") }
        }
        #expect(page.matches("<img(?![^>]* alt=)").isEmpty)
        #expect(page.matches("<button[^>]*></button>").isEmpty)
    }

    @Test("What a person wrote is text wherever it stands", arguments: pages)
    func escaping(page: Page) {
        #expect(!page.html.contains("<b onclick"))
        // And what we wrote is markup: a piece that was taken for text would show.
        #expect(page.matches("&lt;/?(?:a|p|ul|li|dl|div|form|span|section|table)[ &]").isEmpty)
    }

    @Test("What a page names is served, and the first page with all it loads is light")
    func weight() throws {
        for page in Self.pages {
            for path in page.matches("\"(/assets/[^\"]+)\"") {
                #expect(WebAssets.byPath[path] != nil, "\(path)")
            }
        }
        let log = try #require(Self.pages.first { $0.name == "log" })
        let assets = WebAssets.byPath.values.filter {
            !$0.path.contains("icon-512") && !$0.path.contains("-en.")
        }
        #expect(log.html.utf8.count + assets.reduce(0) { $0 + $1.bytes.count } < 150_000)
    }

    @Test("Scripts import each other by the names under which they are served")
    func imports() throws {
        var found = 0
        for asset in WebAssets.byPath.values where asset.path.hasSuffix(".js") {
            let text = String(decoding: asset.bytes, as: UTF8.self)
            #expect(!text.contains("from \"./"), "\(asset.path)")
            for match in text.matches(of: #/from "([^"]+)"/#) {
                #expect(WebAssets.byPath[String(match.1)] != nil, "\(match.1)")
                found += 1
            }
        }
        #expect(found > 20)
        let worker = String(decoding: WebAssets.serviceWorker.bytes, as: UTF8.self)
        #expect(worker.hasPrefix("const VERSION = \"") && worker.contains("/assets/log."))
    }

    @Test("Every text that the scripts name is there, and none is there for nothing")
    func scriptTexts() {
        var named: Set<String> = []
        for asset in WebAssets.byPath.values where asset.path.hasSuffix(".js") {
            let text = String(decoding: asset.bytes, as: UTF8.self)
            for match in text.matches(of: #/"([a-z]+(?:\.[a-z_]+)*)"/#) {
                named.insert(String(match.1))
            }
        }
        let prefixes = ["state.", "field."]
        for language in Language.whole {
            for key in Texts.keys(in: language) where key.hasPrefix("web.script.") {
                let name = key.dropFirst("web.script.".count)
                let stem =
                    name.hasSuffix(".one")
                    ? name.dropLast(4) : name.hasSuffix(".many") ? name.dropLast(5) : name
                let isBuilt = prefixes.contains { stem.hasPrefix($0) }
                #expect(isBuilt || named.contains(String(stem)), "\(key)")
            }
        }
    }
}

import Foundation
import Testing

@testable import Texts

/// The catalogues against each other, and against the code that uses them.
@Suite struct TextFileTests {
    @Test(arguments: Language.whole)
    func isWellFormed(language: Language) {
        #expect(Catalogue[language].problems == [])
        let empty = Catalogue[language].entries.filter { $0.value.allSatisfy(\.isWhitespace) }
        #expect(empty.keys.sorted() == [])
    }

    @Test func everyTextIsInBothLanguages() {
        let english = Texts.keys(in: .english)
        let spanish = Texts.keys(in: .spanish)
        #expect(english.subtracting(spanish).sorted() == [])
        #expect(spanish.subtracting(english).sorted() == [])
        #expect(!english.isEmpty)
    }

    @Test func everyTextHasTheSamePlacesInBothLanguages() {
        for (key, text) in Catalogue[.english].entries {
            let names = Catalogue[.spanish].entries[key].map { Template($0).names }
            #expect(Template(text).names == names, "\(key)")
        }
    }

    @Test(
        "What the public reads is there in all its languages",
        arguments: [
            Language.french, .haitian,
        ])
    func speaksToThePublic(language: Language) {
        let parts = [
            "public.", "directory.mail.", "directory.reason.", "date.", "bulletin.figure.",
            "bulletin.measure.",
        ]
        let read = Texts.keys(in: .spanish).filter { key in parts.contains(where: key.hasPrefix) }
        let own = Texts.keys(in: language)
        #expect(read.subtracting(own).sorted() == [])
        #expect(own.subtracting(Texts.keys(in: .spanish)).sorted() == [])
        #expect(Catalogue[language].problems == [])
        for (key, text) in Catalogue[language].entries {
            let names = Catalogue[.spanish].entries[key].map { Template($0).names }
            #expect(Template(text).names == names, "\(key)")
        }
    }

    @Test("What they lack is said in Spanish and marked")
    func fallsBack() {
        for language in [Language.french, .haitian] {
            let texts = Texts(language)
            #expect(
                texts("console.progress.left", ["time": "0:09"]) == "[es] faltan 0:09")
            #expect(texts("no.such.text.exists") == "[es] ⟦no.such.text.exists⟧")
            #expect(!texts.contains("console.progress.left"))
        }
        #expect(Texts(.french).date(year: 2021, month: 8, day: 1) == "1 août 2021")
        #expect(Texts(.haitian).date(year: 2021, month: 8, day: 1) == "1 out 2021")
    }

    /// `texts("…"`, `TextKey("…")`, and the labels under which declarations
    /// take a text.
    @Test func everyKeyInTheSourcesExists() throws {
        let known = Texts.keys(in: .english)
        let call = #/(?:\btexts\(|\bTextKey\(|(?:summary|discussion|help|note|title|textKey): *)/#
        let literal = #/\s*"(?<key>[^"\\\s]*)(?<end>["\\])/#
        var found = 0
        for source in try sources() {
            for match in source.text.matches(of: call) {
                let rest = source.text[match.range.upperBound...]
                guard let argument = rest.prefixMatch(of: literal) else { continue }
                let key = String(argument.key)
                found += 1
                if argument.end == "\\" {
                    // Built at run time: some text begins like it.
                    #expect(known.contains { $0.hasPrefix(key) }, "\(source.name): \(key)…")
                } else {
                    let isKnown = known.contains(key)
                    #expect(isKnown, "\(source.name): \(key)")
                }
            }
        }
        #expect(found > 20)
    }

    private func sources() throws -> [(name: String, text: String)] {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources")
        let files = try #require(
            FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        return try files.compactMap { $0 as? URL }
            .filter { $0.pathExtension == "swift" }
            .map { url in
                let text = try String(contentsOf: url, encoding: .utf8)
                let code = text.split(separator: "\n", omittingEmptySubsequences: false)
                    .filter { !$0.drop { $0 == " " }.hasPrefix("//") }
                return (url.lastPathComponent, code.joined(separator: "\n"))
            }
    }
}

import Testing

@testable import Texts

@Suite struct CatalogueTests {
    private func catalogue(_ text: String) -> Catalogue {
        var text = text
        return text.withUTF8 { Catalogue(bytes: $0) }
    }

    @Test func readsKeysAndTexts() {
        let catalogue = catalogue("# note\n\na.b = One  text \r\nc=Two = 2\n")
        #expect(catalogue.entries == ["a.b": "One  text", "c": "Two = 2"])
        #expect(catalogue.problems.isEmpty)
    }

    @Test("An indented line continues, even after a blank one, and at the end of the file")
    func joinsLines() {
        let catalogue = catalogue("a = One\n  two\n\n\tthree\nb =\n  four")
        #expect(catalogue.entries == ["a": "One two three", "b": " four"])
    }

    @Test func breaksLinesAtEscapes() {
        #expect(catalogue("a = One\\ntwo").entries["a"] == "One\ntwo")
        #expect(catalogue("a = One\\\\ntwo").entries["a"] == "One\\\\ntwo")
    }

    @Test("A bad line is named and costs only itself")
    func namesProblems() {
        let catalogue = catalogue("  lost\nno sign\na = 1\na = 2\nb = 3\n")
        #expect(catalogue.entries["b"] == "3")
        #expect(
            catalogue.problems == [
                "line 1: continues nothing", "line 2: no =", "line 4: a again",
            ])
    }

    @Test(arguments: [
        ("Plain", [:], "Plain"),
        ("{n} rows", ["n": "3"], "3 rows"),
        ("{n} {n:row|rows}", ["n": "1"], "1 row"),
        ("{n} {n:row|rows}", ["n": "1,000"], "1,000 rows"),
        ("{n} {missing}", ["n": "3"], "3 {missing}"),
        ("\\{n} and \\\\", ["n": "3"], "{n} and \\"),
        ("open {n", ["n": "3"], "open {n"),
        ("{n}", ["n": "{n}"], "{n}"),
    ])
    func fillsPlaces(text: String, values: [String: String], expected: String) {
        #expect(Template(text).filled(with: values) == expected)
    }
}

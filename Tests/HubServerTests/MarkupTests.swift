import Testing

@testable import HubServer

@Suite struct MarkupTests {
    @Test(
        "A value is text, in an element and in a quoted attribute",
        arguments: [
            ("<script>", "&lt;script&gt;"), ("a & b", "a &amp; b"),
            ("\" onfocus=\"x", "&quot; onfocus=&quot;x"),
            // One character to a reader, but a quote and an accent to a browser.
            ("\"\u{301} x", "&quot;\u{301} x"), ("<\u{338}", "&lt;\u{338}"),
            ("a\u{0}b", "a b"),
        ])
    func escapes(value: String, expected: String) {
        let markup: Markup = "<p title=\"\(value)\">\(value)</p>"
        #expect(
            markup.html.unicodeScalars.elementsEqual(
                "<p title=\"\(expected)\">\(expected)</p>".unicodeScalars))
    }

    @Test("Markup goes in as it is, and nothing where there is none")
    func passes() {
        let none: Markup? = nil
        let items: [Markup] = ["<li>\("<")</li>", "<li>2</li>"]
        let markup: Markup =
            "<ul\(attribute: "id", "a\"b")\(attribute: "class", nil)>\(items)\(none)\(3)</ul>"
        #expect(markup.html == "<ul id=\"a&quot;b\"><li>&lt;</li><li>2</li>3</ul>")
        #expect(("<p\(attribute: "hidden", if: true)>" as Markup).html == "<p hidden>")
    }
}

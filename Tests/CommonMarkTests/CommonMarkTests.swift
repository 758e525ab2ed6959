import CommonMark
import Testing

@Suite struct CommonMarkTests {
    @Test("Markup becomes HTML, raw HTML is text, and links that run something are none")
    func isSafe() {
        let html = CommonMark(
            """
            # A *title*

            <script>alert(1)</script>

            <img src=x onerror=alert(1)> [run](javascript:alert(1)) [data](data:text/html,x) <b>b</b>

            [page](https://example.org/?a=1&b=2) `<i>`
            """
        ).html
        #expect(html.contains("<h1>A <em>title</em></h1>"))
        #expect(html.contains(#"<a href="https://example.org/?a=1&amp;b=2">page</a>"#))
        #expect(html.contains("<code>&lt;i&gt;</code>"))
        for piece in ["<script", "<img", "javascript:", "data:text", "<b>"] {
            #expect(!html.contains(piece), "\(piece)")
        }
        #expect(html.contains("<p>&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(html.contains("&lt;img src=x onerror=alert(1)&gt;"))
        #expect(html.contains("&lt;b&gt;b&lt;/b&gt;"))
    }

    @Test("In a message without markup, what was written stands as it was")
    func plainTextIsUnescaped() {
        let written = #"2 \* 3 <b>x</b> a_b_c C:\x &amp; [y](javascript:z) 1\. =1+1"#
        #expect(
            CommonMark(written).plainText()
                == #"2 * 3 <b>x</b> a_b_c C:\x & [y](javascript:z) 1. =1+1"# + "\n")
    }

    @Test("Running text is replaced, code is not, and what is not markup is escaped")
    func replaces() {
        let text = CommonMark("a **{{x}}** b {{x}}, `{{x}}`")
        text.replaceText { run in
            guard run.contains("{{x}}") else { return nil }
            let before = run.prefix { $0 != "{" }
            return [.text("\(before)<"), .markup("<data>1</data>"), .text(">")]
        }
        #expect(
            text.html
                == "<p>a <strong>&lt;<data>1</data>&gt;</strong> b &lt;<data>1</data>&gt;<code>{{x}}</code></p>\n"
        )
    }

    @Test func emptyTextIsEmpty() {
        #expect(CommonMark("").html.isEmpty)
        #expect(CommonMark("").plainText() == "\n")
    }

    @Test func plainTextIsWrapped() {
        let text = CommonMark(Array(repeating: "word", count: 40).joined(separator: " "))
        #expect(text.plainText().split(separator: "\n").allSatisfy { $0.count <= 72 })
    }
}

import Testing

@testable import Console

@Suite struct TextTableTests {
    private var table: TextTable {
        var table = TextTable([.left("Hub"), .right("People"), .bar("Share", width: 8)])
        table.append(["Tapachula", "1,204", .bar(1204)])
        table.append(["Ciudad Juárez", "602", .bar(602)])
        table.append(["東京", "1", .bar(1)])
        table.append(["Cafe\u{301}", "0", .bar(0)])
        table.appendRule()
        table.append(["All", "1,807"])
        return table
    }

    @Test func alignsColumnsByDisplayWidth() {
        #expect(
            table.rendered() == """
                Hub            People  Share
                ─────────────  ──────  ────────
                Tapachula       1,204  ████████
                Ciudad Juárez     602  ████
                東京                1  ▏
                Café                0
                ─────────────  ──────  ────────
                All             1,807

                """)
    }

    @Test func drawsInASCII() {
        #expect(
            table.rendered(isUnicode: false) == """
                Hub            People  Share
                -------------  ------  --------
                Tapachula       1,204  ########
                Ciudad Juárez     602  ####
                東京                1  #
                Café                0
                -------------  ------  --------
                All             1,807

                """)
    }

    @Test func givesUpBarsThenCutsWords() {
        #expect(
            table.rendered(width: 30) == """
                Hub            People  Share
                ─────────────  ──────  ───────
                Tapachula       1,204  ███████
                Ciudad Juárez     602  ███▌
                東京                1  ▏
                Café                0
                ─────────────  ──────  ───────
                All             1,807

                """)
        #expect(
            table.rendered(width: 20) == """
                Hub           People
                ────────────  ──────
                Tapachula      1,204
                Ciudad Juár…     602
                東京               1
                Café               0
                ────────────  ──────
                All            1,807

                """)
    }

    @Test("Figures are never cut, however narrow the window")
    func keepsFigures() {
        #expect(table.rendered(width: 1).contains("1,204"))
    }

    @Test func needsNoHeading() {
        var table = TextTable([.left(""), .right("")])
        table.append(["events", "16,113"])
        table.append(["people"])
        #expect(table.rendered() == "events  16,113\npeople\n")
    }

    @Test func letsNoDataSteerTheTerminal() {
        var table = TextTable([.left("")])
        table.append([.text("a\u{1B}[2J\n\u{202E}b")])
        #expect(table.rendered() == "a\u{FFFD}[2J\u{FFFD}\u{FFFD}b\n")
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("ñandú", 5), ("n\u{303}", 1), ("東京", 4), ("한", 2), ("ｶ", 1), ("Ａ", 2),
        ("👩‍👧", 2), ("🇭🇳", 2), ("❤️", 2), ("\u{200B}", 0), ("…─█", 3), ("\u{1B}", 0),
    ])
    func measuresText(text: String, width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test func wrapsAtSpaces() {
        #expect("one two three".wrapped(toWidth: 7) == ["one two", "three"])
        #expect("one\n\nabcdefghij k".wrapped(toWidth: 5) == ["one", "", "abcdefghij", "k"])
    }
}

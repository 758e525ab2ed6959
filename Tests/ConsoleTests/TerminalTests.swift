import Testing

@testable import Console

@Suite struct TerminalTests {
    private func terminal(
        _ environment: [String: String], isColorAllowed: Bool = true, isInteractive: Bool
    ) -> Terminal {
        Terminal(
            environment: environment, isColorAllowed: isColorAllowed,
            isOutputInteractive: isInteractive, isErrorInteractive: isInteractive)
    }

    @Test(arguments: [
        (true, ["TERM": "xterm"], true), (true, ["TERM": "dumb"], false), (true, [:], false),
        (true, ["TERM": "xterm", "NO_COLOR": "1"], false),
        (true, ["TERM": "xterm", "NO_COLOR": ""], true),
        (false, ["TERM": "xterm"], false), (false, ["CLICOLOR_FORCE": "1"], true),
        (false, ["CLICOLOR_FORCE": "0"], false), (false, ["CLICOLOR_FORCE": ""], false),
        (false, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
    ])
    func coloursByTheEnvironment(
        isInteractive: Bool, environment: [String: String], hasColor: Bool
    ) {
        let terminal = terminal(environment, isInteractive: isInteractive)
        #expect(terminal.hasOutputColor == hasColor)
        #expect(terminal.hasErrorColor == hasColor)
        #expect(terminal.styled("a", .red) == (hasColor ? "\u{1B}[31ma\u{1B}[0m" : "a"))
        let plain = self.terminal(environment, isColorAllowed: false, isInteractive: isInteractive)
        #expect(!plain.hasOutputColor && !plain.hasErrorColor)
    }

    @Test(
        arguments: [
            ([:], nil), (["COLUMNS": "72"], 72), (["COLUMNS": "0"], nil),
            (["COLUMNS": "wide"], nil),
        ] as [([String: String], Int?)])
    func hasAWidthOnlyWhereSomethingLimitsIt(environment: [String: String], width: Int?) {
        #expect(terminal(environment, isInteractive: false).width == width)
    }

    @Test(arguments: [
        ([:], false), (["LANG": "es_HN.UTF-8"], true), (["LANG": "C.utf8"], true),
        (["LC_ALL": "C", "LANG": "es_HN.UTF-8"], false),
        (["LC_CTYPE": "en_US.UTF-8", "LANG": "C"], true),
    ])
    func drawsInUnicodeWhereTheLocaleCan(environment: [String: String], isUnicode: Bool) {
        #expect(terminal(environment, isInteractive: false).isUnicode == isUnicode)
    }
}

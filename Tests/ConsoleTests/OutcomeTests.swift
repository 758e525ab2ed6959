import Console
import Testing

@Suite struct OutcomeTests {
    @Test func endsCleanly() async {
        let result = await Sample.run("fail", "clean")
        #expect(result == (0, "Nothing to do.\n", ""))
    }

    @Test func endsWithACodeInSilence() async {
        let result = await Sample.run("fail", "code")
        #expect(result == (75, "", ""))
    }

    @Test func endsByASignalsCodeWhenCancelled() async {
        let result = await Sample.run("fail", "cancelled")
        #expect(result == (130, "", ""))
    }

    @Test func describesKnownErrors() async {
        let result = await Sample.run("fail", "known", "--lang", "es")
        #expect(result == (65, "", "sample: mayo\ndamaged\n"))
    }

    @Test("An unforeseen error shows its type and none of its data")
    func hidesTheDataOfUnknownErrors() async {
        let result = await Sample.run("fail", "unknown")
        #expect(result.code == 70)
        #expect(result.error.contains("(Secret)"))
        #expect(!result.error.contains("María"))
    }

    @Test func speaksTheLanguageOfTheLocaleOrTheOption() async {
        let spanish = await Sample.run("count", "all", environment: ["LANG": "es_GT.UTF-8"])
        #expect(spanish.output == "12\u{202F}100\n")
        let english = await Sample.run(
            "--lang", "en", "count", "all", environment: ["LANG": "es_GT.UTF-8"])
        #expect(english.output == "12,100\n")
    }

    @Test func showsItsVersion() async {
        let result = await Sample.run("--version")
        #expect(result == (0, "sample 1.2\n", ""))
    }

    @Test func writesJSONWithSortedKeys() async {
        let result = await Sample.run("count", "rows", "2021/Q1", "--by=sex")
        #expect(
            result.output == """
                {
                  "by" : [
                    "sex"
                  ],
                  "hubs" : [

                  ],
                  "isQuiet" : false,
                  "quarter" : "2021/Q1"
                }

                """)
    }

    @Test("What a caller typed cannot steer the terminal")
    func showsControlsAsMarks() async {
        let result = await Sample.run("\u{1B}[2J")
        #expect(result.error.hasPrefix("sample: There is no command “\u{FFFD}[2J”.\n"))
    }
}

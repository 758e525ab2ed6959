import Testing
import Texts

@Suite struct TextsTests {
    private let english = Texts(.english)
    private let spanish = Texts(.spanish)

    @Test func speaksBothLanguages() {
        #expect(english("console.progress.left", ["time": "0:09"]) == "0:09 left")
        #expect(spanish("console.progress.left", ["time": "0:09"]) == "faltan 0:09")
    }

    @Test("A text that is missing shows its name")
    func showsMissingTexts() {
        #expect(english("no.such.text.exists") == "⟦no.such.text.exists⟧")
        #expect(!english.contains("no.such.text.exists"))
        #expect(english.contains("console.help.usage"))
    }

    @Test(
        arguments: [
            (0, "0", "0"), (999, "999", "999"), (1000, "1,000", "1000"), (-9999, "-9,999", "-9999"),
            (12_100, "12,100", "12\u{202F}100"),
            (-1_234_567, "-1,234,567", "-1\u{202F}234\u{202F}567"),
            (.min, "-9,223,372,036,854,775,808", nil),
        ] as [(Int, String, String?)])
    func groupsNumbers(value: Int, inEnglish: String, inSpanish: String?) {
        #expect(english.number(value) == inEnglish)
        if let inSpanish { #expect(spanish.number(value) == inSpanish) }
    }

    @Test func signsChanges() {
        #expect(english.number(12, signed: true) == "+12")
        #expect(english.number(0, signed: true) == "0")
        #expect(english.number(-12, signed: true) == "-12")
        #expect(english.percent(0.0312, signed: true) == "+3.1%")
        #expect(english.percent(-0.0001, signed: true) == "0.0%")
    }

    @Test(arguments: [
        (0.88, 1, "88.0%", "88,0\u{202F}%"), (0.125, 0, "13%", "13\u{202F}%"),
        (123.4567, 2, "12,345.67%", "12\u{202F}345,67\u{202F}%"),
        (-0.0105, 1, "-1.1%", "-1,1\u{202F}%"), (.nan, 1, "–%", "–\u{202F}%"),
        (.infinity, 1, "–%", "–\u{202F}%"),
    ])
    func writesPercentages(share: Double, decimals: Int, inEnglish: String, inSpanish: String) {
        #expect(english.percent(share, decimals: decimals) == inEnglish)
        #expect(spanish.percent(share, decimals: decimals) == inSpanish)
    }

    @Test func writesDates() {
        #expect(english.date(year: 2021, month: 3, day: 31) == "31 March 2021")
        #expect(spanish.date(year: 2021, month: 3, day: 31) == "31 de marzo de 2021")
        #expect(spanish.date(year: 2021, month: 12, day: 1) == "1 de diciembre de 2021")
    }
}

import Testing
import Texts

@Suite struct LanguageTests {
    @Test(
        arguments: [
            (nil, [:], Language.english),
            (nil, ["LANG": "es_HN.UTF-8"], .spanish),
            (nil, ["LANG": "es"], .spanish),
            (nil, ["LANG": "es@euro"], .spanish),
            (nil, ["LANG": "est_EE"], .english),
            (nil, ["LANG": "C.UTF-8"], .english),
            (nil, ["LC_ALL": "en_US", "LC_MESSAGES": "es_MX", "LANG": "es_MX"], .english),
            (nil, ["LC_ALL": "", "LC_MESSAGES": "es_MX", "LANG": "en_US"], .spanish),
            ("en", ["LANG": "es_MX"], .english),
            ("ES", [:], .spanish),
            ("fr", ["LANG": "es_MX"], .spanish),
        ] as [(String?, [String: String], Language)])
    func prefersTheOptionThenTheLocale(
        option: String?, environment: [String: String], expected: Language
    ) {
        #expect(Language.preferred(option: option, environment: environment) == expected)
    }
}

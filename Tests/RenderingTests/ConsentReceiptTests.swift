import Casework
import Codelists
import FoundationEssentials
import Rendering
import Testing

/// What people are read and take home.
@Suite struct ConsentReceiptTests {
    @Test("Every text is there in Spanish, English, French and Haitian Creole")
    func texts() throws {
        let versions = Set(ConsentText.all.map(\.version))
        #expect(versions.contains(ConsentText.current))
        for version in versions {
            let languages = ConsentText.all.filter { $0.version == version }.map(\.language.code)
            #expect(Set(languages) == ["spa", "eng", "fra", "hat"])
        }
        for text in ConsentText.all {
            for purpose in ConsentPurpose.list.entries {
                #expect(text[ConsentPurpose(number: purpose.number)].count > 40)
            }
            for part in SharedPart.list.entries {
                let code = SharedPart(number: part.number)
                #expect(!text[code].isEmpty)
            }
            for phrase in ConsentText.Phrase.allCases { #expect(!text[phrase].isEmpty) }
        }
    }

    @Test(
        "A receipt says what, to whom, when and how to take it back, in the consent's language",
        arguments: ["spa", "eng", "fra", "hat"])
    func receipt(code: String) throws {
        let language = try #require(SpokenLanguage(code))
        let hub = try #require(HubCode("MX-TAP"))
        let day = try #require(CalendarDate("2021-03-31"))
        let consent = Consent(
            id: .new(), person: .new(), purpose: .referral, receiver: .hub(hub),
            covers: [.name, .needs], hub: hub,
            given: .init(on: day, channel: .unknown, language: language),
            textVersion: ConsentText.current)
        let receipt = ConsentReceipt(
            consent: consent, hub: "Tapachula", receiver: "Tecún Umán", withdrawnOn: nil)
        let pdf = try #require(try receipt.pdf())
        #expect(pdf.starts(with: Array("%PDF-".utf8)))
        #expect(try receipt.pdf() == pdf)
        if let folder = ProcessInfo.processInfo.environment["HUB_KEEP_PICTURES"] {
            try Data(pdf).write(to: URL(filePath: "\(folder)/receipt-\(code).pdf"))
        }
        var other = receipt
        other.consent.textVersion = "another"
        #expect(try other.pdf() == nil)
    }
}

import Casework
import Codelists
import Testing

@Suite struct RegionTests {
    @Test(
        "A text that is not there in a reader's language is given in the one they follow best",
        arguments: [
            (["en", "es", "fr"], "ht", "fr"), (["en", "es"], "ht", "es"),
            (["en", "es"], "fr", "es"), (["en"], "ht", "en"), (["en", "es"], "en", "en"),
            (["es", "en"], "de", "es"), (["en", "ht"], "ht", "ht"), (["en", "fr"], "es", "en"),
        ])
    func languages(written: [String], reader: String, given: String) throws {
        var item = BulletinItem(
            slug: try #require(Slug("x")), dated: try #require(CalendarDate("2021-04-16")),
            status: .draft)
        item.texts = written.map { BulletinText(language: $0, title: $0, body: "") }
        #expect(item.text(in: reader)?.language == given)
    }

    @Test(arguments: ["darien-committee", "a", "2021-q1"])
    func takesSlug(text: String) { #expect(Slug(text)?.description == text) }

    @Test(arguments: [
        "", "-a", "a-", "a--b", "A", "á", "a b", "a/b", String(repeating: "a", count: 81),
    ])
    func refusesSlug(text: String) { #expect(Slug(text) == nil) }

    @Test func readsBoundFigures() throws {
        let figure = try #require(BoundFigure("people quarter=2021-Q1 edition=1 country=MEX"))
        #expect(figure.measure == .people && figure.edition == 1)
        #expect(figure.quarter.description == "2021-Q1" && figure.country?.code == "MEX")
        #expect(BoundFigure(figure.description) == figure)
        let pieces = try #require(
            BoundFigure.pieces(of: "a {{people quarter=2021-Q1 edition=1}} b"))
        #expect(pieces.count == 3 && pieces[0] == .text("a ") && pieces[2] == .text(" b"))
    }

    @Test(arguments: [
        "events quarter=2021-Q1 edition=1", "people quarter=2021-Q5 edition=1",
        "people quarter=2021-Q1", "people quarter=2021-Q1 edition=0",
        "people quarter=2021-Q1 edition=1 hub=MX-TAP", "",
        "people quarter=2021-Q1 edition=1 edition=2",
    ])
    func refusesFigure(text: String) {
        #expect(BoundFigure(text) == nil)
        #expect(BoundFigure.pieces(of: "a {{\(text)}}") == nil)
    }

    @Test("SDG 10.7.2: up to 40, up to 80, below 100, all")
    func sdgLevels() {
        let levels = (0...10).map { SDGLevel(yes: $0, of: 10) }
        #expect(levels[0...3].allSatisfy { $0 == .requiresProgress })
        #expect(levels[4...7].allSatisfy { $0 == .partiallyMeets })
        #expect(levels[8...9].allSatisfy { $0 == .meets } && levels[10] == .fullyMeets)
        #expect(SDGLevel(yes: 0, of: 0) == nil)
    }
}

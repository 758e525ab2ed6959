import Casework
import Codelists
import Testing

@Suite struct IdentityTests {
    private func person(
        _ given: String, _ family: String, document: String? = nil, born: String? = "1987-07-21",
        nationality: String = "HND"
    ) throws -> PersonDescription {
        PersonDescription(
            givenNames: given, familyNames: family, document: document,
            birth: try born.map { .date(try #require(CalendarDate($0))) } ?? .unknown,
            nationality: Country(nationality) ?? .unknown)
    }

    @Test("The same document, however written, is the same person")
    func document() throws {
        let one = try person("María", "López", document: "H-0705 4440")
        let other = try person("Maria José", "Lopes", document: "h07054440", born: nil)
        #expect(one.automaticIdentity == other.automaticIdentity)
    }

    @Test("Without documents, name, birth date and nationality decide, case and accents aside")
    func name() throws {
        let one = try person("  MARÍA  JOSÉ", "Núñez-Peña ")
        #expect(one.automaticIdentity == (try person("Maria Jose", "nunez pena")).automaticIdentity)
        #expect(
            one.automaticIdentity
                != (try person("Maria Jose", "nunez pena", nationality: "GTM")).automaticIdentity)
        #expect(
            one.automaticIdentity
                != (try person("Maria Jose", "nunez pena", born: "1987-07-22")).automaticIdentity)
    }

    @Test("A document on one side only, or less than a whole birth date, matches nobody")
    func weaker() throws {
        let named = try person("Ana", "Mejía")
        let documented = try person("Ana", "Mejía", document: "A1")
        #expect(named.automaticIdentity != documented.automaticIdentity)
        #expect(try person("Ana", "Mejía", born: nil).automaticIdentity == nil)
        #expect(try person("Ana", "Mejía", nationality: "nowhere").automaticIdentity == nil)
    }
}

@Suite struct TextFoldingTests {
    @Test("Composed and decomposed accents fold alike")
    func normalForms() {
        #expect(TextFolding.fold("Jérôme Ñandú") == "jeromenandu")
        #expect(TextFolding.fold("Je\u{301}ro\u{302}me N\u{303}andu\u{301}") == "jeromenandu")
    }

    @Test("Words are parted by spaces and hyphens; an apostrophe joins")
    func words() {
        #expect(TextFolding.words("Jean-Baptiste  D'Haïti") == ["jean", "baptiste", "dhaiti"])
        #expect(TextFolding.words(" Le\u{301}o ") == ["leo"])
        #expect(TextFolding.words("") == [])
    }
}

@Suite struct CodelistTests {
    @Test("Every list has its values, numbers and codes are unique, both labels are there")
    func complete() throws {
        for name in Codelist.names {
            let list = try #require(Codelist.named(name))
            let lines = try #require(EmbeddedFile.named("codelists/\(name).csv")).lines
            #expect(list.entries.count == lines.count - 1)
            #expect(Set(list.entries.map(\.number)).count == list.entries.count)
            #expect(Set(list.entries.map(\.code)).count == list.entries.count)
            for entry in list.entries {
                #expect(!entry.english.isEmpty && !entry.spanish.isEmpty && !entry.source.isEmpty)
            }
        }
    }

    @Test("A value is named by its code or either label, case and accents aside")
    func match() {
        #expect(Country("haití")?.code == "HTI")
        #expect(Country("HT")?.code == "HTI")
        #expect(Country("Republica dominicana")?.code == "DOM")
        #expect(Sex("MUJER") == .female)
        #expect(Service("Orientación legal")?.code == "legal_orientation")
        #expect(Channel("carrier_pigeon") == nil)
        #expect(Country("Atlantis") == nil)
    }
}

import Casework
import Testing

@testable import Matching

@Suite struct SearchRankingTests {
    private let people = [
        PersonRecord(
            givenNames: "José Ángel", familyNames: "Núñez Pérez", birth: WrittenBirth("1990-02-05"),
            document: "P-123456", phone: "+502 5555 1234"),
        PersonRecord(
            givenNames: "José", familyNames: "Núñez", birth: WrittenBirth("1961-07-30")),
        PersonRecord(
            givenNames: "Rosa", familyNames: "Núñez Pérez", birth: WrittenBirth("1990-02-05")),
        PersonRecord(givenNames: "Ana", familyNames: "Mejía", birth: WrittenBirth("2001")),
    ]

    private func places(_ sought: SoughtPerson) -> [Int] {
        SearchRanking().hits(of: sought, among: people).map(\.place)
    }

    @Test("Whoever has the birth date comes before whoever has the name alone")
    func date() {
        let sought = SoughtPerson(name: "Jose Nunes", birth: WrittenBirth("1990-02-05"))
        #expect(places(sought).first == 0)
        let other = SoughtPerson(name: "Nunes Jose", birth: WrittenBirth("1961-07-30"))
        #expect(places(other).first == 1)
    }

    @Test("Day and month in each other's place, an age, and a bare year tell as much as they do")
    func birth() {
        let swapped = SoughtPerson(name: "Nuñez Jose", birth: WrittenBirth("1990-05-02"))
        #expect(places(swapped).first == 0)
        #expect(places(SoughtPerson(name: "José Núñez", birthYears: 1958...1963)).first == 1)
        #expect(places(SoughtPerson(name: "Ana Mejia", birth: WrittenBirth("2001"))) == [3])
    }

    @Test("A document or a telephone finds somebody whatever else is written")
    func numbers() throws {
        #expect(places(SoughtPerson(document: "p 123456")) == [0])
        let hit = try #require(
            SearchRanking().hits(of: SoughtPerson(phone: "55551234"), among: people).first)
        #expect(hit.place == 0 && hit.reasons.first?.code == "phone.same")
    }

    @Test("What is known besides ranks somebody higher, and what is wrong lower")
    func monotonic() throws {
        func score(_ sought: SoughtPerson) throws -> Double {
            try #require(
                SearchRanking().hits(of: sought, among: people).first { $0.place == 0 }
            ).score
        }
        let name = try score(SoughtPerson(name: "José Ángel Núñez Pérez"))
        let right = try score(
            SoughtPerson(name: "José Ángel Núñez Pérez", birth: WrittenBirth("1990-02-05")))
        let wrong = try score(
            SoughtPerson(name: "José Ángel Núñez Pérez", birth: WrittenBirth("1955-11-23")))
        #expect(wrong < name && name < right)
        #expect(name >= SearchRanking.likely)
    }

    @Test("Whoever is written as asked comes before whoever only sounds so, who is not offered")
    func sounds() throws {
        let people = ["Gilda", "Ilda", "Hilda"].map {
            PersonRecord(givenNames: $0, familyNames: "Mejía", birth: WrittenBirth("1984"))
        }
        let ranking = SearchRanking()
        for (name, place) in [("Hilda Mejía", 2), ("Mejia Gilda", 0), ("ILDA MEJIA", 1)] {
            let hits = ranking.hits(of: SoughtPerson(name: name), among: people)
            #expect(hits.first?.place == place, "\(name)")
            #expect(hits.dropFirst().allSatisfy { $0.score < SearchRanking.likely }, "\(name)")
            let reasons = try #require(hits.first).reasons.map(\.code)
            #expect(reasons.contains("given_names.same"), "\(name)")
        }
    }

    @Test("Nobody is like somebody of whom nothing agrees")
    func nobody() { #expect(places(SoughtPerson(name: "Kerlyn Obando")).isEmpty) }
}

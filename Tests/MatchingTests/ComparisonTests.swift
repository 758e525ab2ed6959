import Codelists
import Testing

@testable import Matching

@Suite struct ComparisonTests {
    private func level(
        _ field: MatchField, _ one: PersonRecord, _ other: PersonRecord
    ) -> [AgreementLevel] {
        let comparator = ClearTextComparator([one, other])
        return [comparator.agreement(0, 1), comparator.agreement(1, 0)].map { $0.pattern[field] }
    }

    @Test(
        "Names as the region writes them",
        arguments: [
            ("María José", "MARIA JOSE", .same), ("María José", "José María", .reordered),
            ("María José", "Maria", .part), ("Jhon", "John", .alike), ("Yésica", "Jessica", .alike),
            ("Chepe", "José", .alike), ("Marie-Rose", "Marierose", .same),
            ("Wilmer", "Wilmmeer", .alike), ("Rodrigo", "Rodirgo", .close), ("J", "José", .close),
            ("José Luis", "José Manuel", .shared), ("Étienne", "Etienne", .same),
            ("Ana", "Rigoberto", .different), ("", "Ana", .missing), ("", "", .missing),
        ] as [(String, String, AgreementLevel)])
    func given(one: String, other: String, expected: AgreementLevel) {
        #expect(
            level(.givenNames, PersonRecord(givenNames: one), PersonRecord(givenNames: other))
                == [expected, expected])
    }

    @Test(
        "Surnames, one or two, with particles or without",
        arguments: [
            ("de la Cruz", "Cruz", .same), ("De La Cruz", "Delacruz", .same),
            ("Hernández López", "Hernandez", .part),
            ("López Hernández", "Hernández López", .reordered),
            ("Vásquez", "Basques", .alike), ("Jean-Baptiste", "Jean Baptiste", .same),
            ("Pérez López", "Pérez Gómez", .shared),
            ("Velásquez Mejía", "Velázquez Mejilla", .close),
        ] as [(String, String, AgreementLevel)])
    func family(one: String, other: String, expected: AgreementLevel) {
        #expect(
            level(.familyNames, PersonRecord(familyNames: one), PersonRecord(familyNames: other))
                == [expected, expected])
    }

    @Test("Given and family names in each other's place are seen, and then compared crosswise")
    func swapped() {
        let one = PersonRecord(givenNames: "Rosa María", familyNames: "Quiej Batz")
        let other = PersonRecord(givenNames: "Quiej", familyNames: "Rosa Maria")
        #expect(level(.nameOrder, one, other) == [.reordered, .reordered])
        #expect(level(.nameOrder, one, one) == [.same, .same])
        let agreement = ClearTextComparator([one, other]).agreement(0, 1)
        #expect(agreement.pattern[.givenNames] == .same)
        #expect(agreement.pattern[.familyNames] == .part)
    }

    @Test(
        "Birth dates",
        arguments: [
            ("1983-02-13", "1983-02-13", .same), ("1983-02-11", "1983-11-02", .reordered),
            ("1983-02-13", "1983-02-18", .close), ("1983-02-13", "1983-13-02", .reordered),
            ("1983-02-13", "1983", .part), ("1983", "1984", .shared), ("1983", "1986", .different),
            ("1983-02-13", "1983-02-01", .near), ("1983-02-13", "1984-11-25", .shared),
            ("1983-02-13", "1950-11-27", .different), ("1983-02-13", "", .missing),
            ("13/02/1983", "19830213", .same),
        ] as [(String, String, AgreementLevel)])
    func birth(one: String, other: String, expected: AgreementLevel) {
        #expect(
            level(
                .birth, PersonRecord(birth: WrittenBirth(one)),
                PersonRecord(birth: WrittenBirth(other))) == [expected, expected])
    }

    @Test("Documents and telephones, as people write them")
    func numbers() {
        let one = PersonRecord(document: "0801-1990-12345", phone: "+504 9988-7766")
        func other(_ document: String, _ phone: String) -> [AgreementLevel] {
            let record = PersonRecord(document: document, phone: phone)
            return [level(.document, one, record)[0], level(.phone, record, one)[1]]
        }
        #expect(other("0801199012345", "99887766") == [.same, .same])
        #expect(other("0801199012354", "99887765") == [.close, .close])
        #expect(other("0801199012300", "99887700") == [.near, .near])
        #expect(other("1505198700123", "22334455") == [.different, .different])
        #expect(other("-", "n/a") == [.missing, .missing])
    }

    @Test("A missing field says nothing, and changes nothing that others say")
    func missing() throws {
        let fixture = try Fixture.people.get()
        let blanks: [(MatchField, (inout PersonRecord) -> Void)] = [
            (.birth, { $0.birth = .unknown }), (.sex, { $0.sex = .unknown }),
            (.nationality, { $0.nationality = .unknown }), (.document, { $0.document = "" }),
            (.phone, { $0.phone = "" }),
        ]
        let pairs = fixture.truth.sorted { ($0.left, $0.right) < ($1.left, $1.right) }.prefix(100)
        for pair in pairs {
            let (one, other) = (fixture.people[pair.left], fixture.people[pair.right])
            let whole = ClearTextComparator([one, other]).agreement(0, 1).pattern
            for (field, blank) in blanks {
                var without = other
                blank(&without)
                let pattern = ClearTextComparator([one, without]).agreement(0, 1).pattern
                for each in MatchField.allCases {
                    #expect(pattern[each] == (each == field ? .missing : whole[each]))
                }
            }
        }
    }

    @Test("The comparison is symmetric, rarity too")
    func symmetric() throws {
        let comparator = ClearTextComparator(try Fixture.people.get().people)
        var random = SplitMix64(state: 3)
        for _ in 0..<4_000 {
            let one = Int.random(in: 0..<comparator.table.count, using: &random)
            let other = Int.random(in: 0..<comparator.table.count, using: &random)
            let there = comparator.agreement(one, other)
            let back = comparator.agreement(other, one)
            #expect(there.pattern == back.pattern)
            for field in 0..<8 { #expect(abs(there.rarity[field] - back.rarity[field]) < 1e-3) }
        }
    }
}

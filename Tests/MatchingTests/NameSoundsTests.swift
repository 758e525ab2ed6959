import Casework
import Testing

@testable import Matching

/// What is kept of a name and what is asked for meet in two words that sound alike.
@Suite struct NameSoundsTests {
    @Test(
        "A name is found as it is heard",
        arguments: [
            ("José Ángel Núñez Pérez", "jose nunes"), ("José Ángel Núñez Pérez", "Peres Nuñes"),
            ("John Smith", "Jhon Smith"), ("María de la Cruz", "Delacruz Maria"),
            ("Yessica Vásquez", "Jessica Basques"), ("Guadalupe Hernández", "Lupita Ernandes"),
            ("Joseph Pierre", "José Pierre"), ("Jean Baptiste", "Jan Batis"),
            ("Wilguens Jean-Louis", "Jean Louis Wilguens"),
        ])
    func heard(kept: String, asked: String) {
        let tokens = Set(NameSounds(kept: kept).all)
        #expect(
            NameSounds(asked: asked).pairs.contains { !tokens.isDisjoint(with: $0.readings) })
    }

    @Test("Other names are not found", arguments: [("Ana López", "Rosa Pineda")])
    func others(kept: String, asked: String) {
        let tokens = Set(NameSounds(kept: kept).all)
        let names = NameSounds(asked: asked)
        #expect(names.pairs.allSatisfy { tokens.isDisjoint(with: $0.readings) })
        #expect(names.words.allSatisfy { tokens.isDisjoint(with: $0) })
    }

    @Test("In whatever order a name's words come, the same is kept")
    func order() {
        var random = SplitMix64(state: 7)
        let words = ["Ana", "Lucía", "Mejía", "Zelaya", "Obando"]
        let kept = Set(NameSounds(kept: words.joined(separator: " ")).all)
        for _ in 0..<20 {
            let name = words.shuffled(using: &random).joined(separator: "  ")
            #expect(Set(NameSounds(kept: name).all) == kept)
        }
    }

    @Test("A long name makes no more than ten pairs, and an empty one none")
    func bounded() {
        #expect(NameSounds(kept: "a1 b2 c3 d4 e5 f6 g7 h8").pairs.count == 10)
        #expect(NameSounds(kept: "").all.isEmpty && NameSounds(asked: " ").words.isEmpty)
    }
}

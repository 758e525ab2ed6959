import Testing

@testable import Matching

@Suite struct SpellingDistanceTests {
    private func edits(_ one: String, _ other: String, limit: Int = 2) -> Int {
        Array(one.utf8).withUnsafeBufferPointer { left in
            Array(other.utf8).withUnsafeBufferPointer {
                SpellingDistance.edits(left, $0, limit: limit)
            }
        }
    }

    private func similarity(_ one: String, _ other: String) -> Double {
        Array(one.utf8).withUnsafeBufferPointer { left in
            Array(other.utf8).withUnsafeBufferPointer {
                SpellingDistance.jaroWinkler(left, $0)
            }
        }
    }

    @Test(
        "Edits of neighbours exchanged, added, left out and changed",
        arguments: [
            ("", "", 0), ("a", "", 1), ("jhon", "john", 1), ("ana", "ana", 0),
            ("mejia", "mejilla", 2),
            ("19830213", "19831302", 3), ("12345678", "2345678", 1), ("12345678", "23456781", 2),
            ("perez", "lopez", 3), ("ab", "ba", 1), ("abcdef", "badcfe", 3), ("ca", "abc", 3),
        ])
    func counted(one: String, other: String, expected: Int) {
        #expect(edits(one, other) == expected)
        #expect(edits(other, one) == expected)
    }

    /// The textbook's whole table, without a band.
    private func plainEdits(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var rows = [[Int]](
            repeating: [Int](repeating: 0, count: other.count + 1), count: one.count + 1)
        for i in 0...one.count { rows[i][0] = i }
        for j in 0...other.count { rows[0][j] = j }
        for i in 1..<max(rows.count, 1) {
            for j in 1..<max(rows[0].count, 1) {
                rows[i][j] = min(
                    rows[i - 1][j] + 1, rows[i][j - 1] + 1,
                    rows[i - 1][j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1))
                if i > 1, j > 1, one[i - 1] == other[j - 2], one[i - 2] == other[j - 1] {
                    rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
                }
            }
        }
        return rows[one.count][other.count]
    }

    @Test("The band changes nothing", arguments: 0..<4)
    func band(limit: Int) {
        var random = SplitMix64(state: UInt64(limit))
        for _ in 0..<500 {
            func word() -> [UInt8] {
                (0..<Int.random(in: 1...7, using: &random)).map { _ in
                    UInt8.random(in: 97...99, using: &random)
                }
            }
            let (one, other) = (word(), word())
            let found = edits(
                String(decoding: one, as: UTF8.self), String(decoding: other, as: UTF8.self),
                limit: limit)
            #expect(found == min(plainEdits(one, other), limit + 1), "\(one) \(other)")
        }
    }

    @Test(
        "Winkler's own examples",
        arguments: [
            ("shackleford", "shackelford", 0.982), ("dunningham", "cunnigham", 0.896),
            ("nichleson", "nichulson", 0.956), ("jones", "johnson", 0.832),
            ("massey", "massie", 0.933), ("abroms", "abrams", 0.922), ("hardin", "martinez", 0.722),
            ("itman", "smith", 0.467), ("jeraldine", "geraldine", 0.926),
            ("martha", "marhta", 0.961),
        ])
    func winkler(one: String, other: String, expected: Double) {
        #expect(abs(similarity(one, other) - expected) < 0.0006)
        #expect(similarity(one, other) == similarity(other, one))
    }

    @Test("The cheap bound is a bound")
    func bound() {
        var table = WordTable(isSounded: false)
        var random = SplitMix64(state: 7)
        let words = (0..<60).map { _ in
            String(
                decoding: (0..<Int.random(in: 1...9, using: &random)).map { _ in
                    UInt8.random(in: 97...103, using: &random)
                }, as: UTF8.self)
        }
        for one in words {
            for other in words {
                let (i, j) = (table.number(of: one), table.number(of: other))
                #expect(table.similarityBound(i, j) >= similarity(one, other) - 1e-12)
            }
        }
    }
}

/// Compares two records of one table, all fields of which can be read.
///
/// How rare a value is, is counted over the table's records. Symmetric.
public struct ClearTextComparator: Sendable {
    let table: RecordTable

    public init(_ people: [PersonRecord]) { table = RecordTable(people) }

    /// The agreement of the records at two places of the table.
    public func agreement(_ one: Int, _ other: Int) -> Agreement {
        let left = table.records[one]
        let right = table.records[other]
        var agreement = Agreement()
        compareNames(left, right, into: &agreement)
        compareBirths(left.birth, right.birth, into: &agreement)
        if left.sex != 0, right.sex != 0 {
            agreement.set(.sex, left.sex == right.sex ? .same : .different)
        }
        if left.nationality != 0, right.nationality != 0 {
            if left.nationality == right.nationality {
                agreement.set(
                    .nationality, .same, rarity: table.nationalityRarity[left.nationality] ?? 0)
            } else {
                agreement.set(.nationality, .different)
            }
        }
        compareNumbers(left.document, right.document, as: .document, into: &agreement)
        compareNumbers(left.phone, right.phone, as: .phone, into: &agreement)
        return agreement
    }

    private func compareNumbers(
        _ left: Int32, _ right: Int32, as field: MatchField, into agreement: inout Agreement
    ) {
        if left < 0 || right < 0 { return }
        if left == right {
            agreement.set(field, .same, rarity: table.numberRarity[Int(left)])
            return
        }
        let edits = table.numbers.withLetters(of: left, and: right) {
            min($0.count, $1.count) < 5 ? 3 : SpellingDistance.edits($0, $1, limit: 2)
        }
        agreement.set(field, edits == 1 ? .close : edits == 2 ? .near : .different)
    }

    private func compareBirths(
        _ left: WrittenBirth, _ right: WrittenBirth, into agreement: inout Agreement
    ) {
        if !left.isKnown || !right.isKnown { return }
        guard left.isWhole, right.isWhole else {
            let apart = abs(Int(left.year) - Int(right.year))
            agreement.set(.birth, apart == 0 ? .part : apart == 1 ? .shared : .different)
            return
        }
        if left == right {
            agreement.set(.birth, .same, rarity: table.birthRarity[left.key] ?? 0)
            return
        }
        if left == right.transposed {
            agreement.set(.birth, .reordered)
            return
        }
        let edits = Self.edits(left, right)
        let equal =
            (left.year == right.year ? 1 : 0) + (left.month == right.month ? 1 : 0)
            + (left.day == right.day ? 1 : 0)
        let level: AgreementLevel =
            edits == 1
            ? .close
            : edits == 2 || equal == 2
                ? .near : abs(left.year - right.year) <= 1 ? .shared : .different
        agreement.set(.birth, level)
    }

    private static func edits(_ left: WrittenBirth, _ right: WrittenBirth) -> Int {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { digits in
            var (one, other) = (left.key, right.key)
            for place in stride(from: 7, through: 0, by: -1) {
                digits[place] = UInt8(one % 10)
                digits[place + 8] = UInt8(other % 10)
                one /= 10
                other /= 10
            }
            let letters = UnsafeBufferPointer(digits)
            return SpellingDistance.edits(
                UnsafeBufferPointer(rebasing: letters[0..<8]),
                UnsafeBufferPointer(rebasing: letters[8..<16]), limit: 2)
        }
    }
}

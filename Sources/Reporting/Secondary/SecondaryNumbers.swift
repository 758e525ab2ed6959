/// The numbers of people in a secondary table as linked numbers, together with the editions before.
///
/// Anybody may know that
/// - who is reached counts in the total; where the rows of a table happen to add up to it, or
///   to be no less together, somebody may guess so and be right;
/// - a referral has one pair of countries, and was accepted before it was completed: what was not
///   accepted, not completed or late is known as well, so a few of these are hidden like a few people.
///
/// Not covered: somebody who knows which sessions a row counts.
struct SecondaryNumbers {
    struct Key: Hashable {
        let row: [Int]
        /// The number's place in its row; beyond those the differences of two of them.
        let place: Int
        var value: Int?
    }

    private(set) var system = LinkedNumbers()
    private(set) var isForced: [Bool] = []
    /// The place of each number that the table itself shows or hides.
    private(set) var place: [Key: Int] = [:]
    private let kind: SecondaryTable.Kind
    private let threshold: Int

    init(
        _ table: SecondaryTable, threshold: Int, after earlier: [FrozenSecondary.Table] = []
    ) {
        kind = table.kind
        self.threshold = threshold
        let hiddenBefore = Set(earlier.flatMap(\.hiddenKeys))
        for row in table.rows { add(row, hiddenBefore: hiddenBefore) }
        var shared: [Key: Int] = [:]
        for (key, number) in place where hiddenBefore.contains(key) {
            shared[
                Key(row: key.row, place: key.place, value: system.numbers[number].value)] = number
        }
        let own = place
        relate(table) { key, _ in own[key].map { .number($0) } ?? .known(0) }
        for edition in earlier.reversed() { add(edition, sharing: &shared) }
    }

    private mutating func add(_ row: SecondaryTable.Row, hiddenBefore: Set<Key>) {
        for index in 0..<kind.counted {
            let key = Key(row: row.key, place: index)
            let value = row.numbers[index]
            var number = LinkedNumbers.Number(
                value: value, cost: 0, need: value == 0 && index > 0 ? 0 : threshold)
            if index == 0 {
                number.cost = value == 0 ? 4 * Double(threshold) : Double(value) + 0.5
                number.mark = mark(on: value)
                let first = system.numbers.count
                number.hides = (first + 1..<first + kind.counted).map { $0 }
            } else {
                number.cost = 0.05 + Double(value) * 1e-3
            }
            place[key] = system.add(number)
            isForced.append(value > 0 && value < threshold || hiddenBefore.contains(key))
        }
    }

    private func mark(on value: Int) -> LinkedNumbers.Mark {
        switch value {
        case 0: .init(least: 0, most: 0)
        case 1..<threshold: .init(least: 1, most: threshold - 1)
        default: .init(least: threshold)
        }
    }

    /// Adds what an earlier edition shows; a hidden number that has not changed is the same one.
    private mutating func add(
        _ edition: FrozenSecondary.Table, sharing shared: inout [Key: Int]
    ) {
        guard !edition.isWithheld else { return }
        var mine: [Key: Int] = [:]
        let table = edition.table(kind)
        for row in table.rows {
            for index in 0..<kind.counted {
                var key = Key(row: row.key, place: index)
                guard edition.hiddenKeys.contains(key) else { continue }
                let value = row.numbers[index]
                let plain = key
                key.value = value
                if let known = shared[key] {
                    mine[plain] = known
                    continue
                }
                let number = system.add(
                    .init(
                        value: value, cost: 0, need: value == 0 && index > 0 ? 0 : threshold,
                        isShowable: false, mark: index == 0 ? mark(on: value) : nil))
                isForced.append(true)
                shared[key] = number
                mine[plain] = number
            }
        }
        relate(table) { key, value in mine[key].map { .number($0) } ?? .known(value) }
    }
}

extension SecondaryNumbers {
    private mutating func relate(
        _ table: SecondaryTable, operand: (Key, Int) -> LinkedNumbers.Operand
    ) {
        func operands(_ row: SecondaryTable.Row, _ index: Int) -> LinkedNumbers.Operand {
            operand(Key(row: row.key, place: index), row.numbers[index])
        }
        if let total = table.rows.first(where: { $0.key == SecondaryTable.Row.total }) {
            for parts in parts(of: table) {
                for index in 0..<kind.counted {
                    let sum = parts.reduce(0) { $0 + $1.numbers[index] }
                    let (whole, each) = (
                        operands(total, index), parts.map { operands($0, index) }
                    )
                    if sum == total.numbers[index] {
                        system.add(whole, isSumOf: each)
                        continue
                    }
                    for part in each { system.relate([whole], minus: [part], isEquality: false) }
                    if sum > total.numbers[index] {
                        system.relate(each, minus: [whole], isEquality: false)
                    }
                }
            }
        }
        guard kind == .referrals else { return }
        for row in table.rows {
            for more in 0..<kind.counted {
                for less in more + 1..<kind.counted {
                    let rest = row.numbers[more] - row.numbers[less]
                    guard rest >= 0 else { continue }
                    let (whole, part) = (operands(row, more), operands(row, less))
                    guard rest > 0, rest < threshold else {
                        system.relate([whole], minus: [part], isEquality: false)
                        continue
                    }
                    // No row shows it, and it must not be known all the same.
                    let number = system.add(
                        .init(value: rest, cost: 0, need: threshold, isShowable: false))
                    isForced.append(true)
                    system.add(whole, isSumOf: [part, .number(number)])
                }
            }
        }
    }

    /// The rows into which the total is divided, once for each way.
    private func parts(of table: SecondaryTable) -> [[SecondaryTable.Row]] {
        let rows = table.rows.filter { $0.key != SecondaryTable.Row.total }
        guard kind == .reached else { return rows.isEmpty ? [] : [rows] }
        let ways = Set(rows.map { $0.key[0] }).sorted()
        return ways.map { way in rows.filter { $0.key[0] == way } }
    }
}

/// Numbers that one publication shows or hides, and what everybody knows about how they hang
/// together.
///
/// This is the whole of what disclosure control reasons about: it knows nothing of hubs, sexes or
/// quarters. A number's place in `numbers` is its name, and the order is part of the input: the
/// same numbers in the same order are always protected in the same way.
struct LinkedNumbers {
    struct Number {
        var value: Int
        /// What hiding it costs; people, as far as people are hidden with it.
        var cost: Double
        /// How wide its feasible interval must be once it is hidden; 0 for a number that no
        /// table would show in any case.
        var need: Int
        /// Whether it may be shown. What may not be is hidden whatever it costs.
        var isShowable = true
        /// What the mark tells that the number carries once it is hidden; nil where it has none.
        var mark: Mark?
        /// The least that anybody knows it to be, and the most, if anybody knows.
        var least = 0
        var most: Int?
        /// Numbers that must not be shown where this one is not.
        var hides: [Int] = []
    }

    /// The least and the most that a number with this mark can be.
    struct Mark: Hashable {
        var least: Int
        var most: Int?

        mutating func narrow(to other: Mark) {
            least = max(least, other.least)
            most = [most, other.most].compactMap(\.self).min()
        }
    }

    struct Term: Hashable {
        var number: Int
        var coefficient: Int
    }

    /// constant + Σ coefficient × number = 0, or ≥ 0.
    struct Relation: Hashable {
        var terms: [Term]
        var constant = 0
        var isEquality: Bool
    }

    /// A number of a relation: one that may be hidden, or one that everybody knows.
    enum Operand: Hashable {
        case number(Int)
        case known(Int)
    }

    var numbers: [Number] = []
    var relations: [Relation] = []

    /// Adds a number and returns its name.
    mutating func add(_ number: Number) -> Int {
        numbers.append(number)
        return numbers.count - 1
    }

    /// Adds Σ plus − Σ minus = 0, or ≥ 0.
    mutating func relate(_ plus: [Operand], minus: [Operand], isEquality: Bool) {
        var relation = Relation(terms: [], isEquality: isEquality)
        for (operands, sign) in [(plus, 1), (minus, -1)] {
            for operand in operands {
                switch operand {
                case .number(let number):
                    relation.terms.append(Term(number: number, coefficient: sign))
                case .known(let value): relation.constant += sign * value
                }
            }
        }
        relations.append(relation)
    }

    /// The parts make up the whole exactly.
    mutating func add(_ whole: Operand, isSumOf parts: [Operand]) {
        relate(parts, minus: [whole], isEquality: true)
    }

    /// The parts may overlap: none is more than the whole, together they are no less.
    mutating func add(_ whole: Operand, isCoveredBy parts: [Operand]) {
        guard parts.count != 1 else { return add(whole, isSumOf: parts) }
        for part in parts { relate([whole], minus: [part], isEquality: false) }
        relate(parts, minus: [whole], isEquality: false)
    }

    /// By how much the true numbers are above the least that a relation allows.
    func slack(of relation: Relation) -> Int {
        relation.terms.reduce(relation.constant) { $0 + $1.coefficient * numbers[$1.number].value }
    }

    /// The first relation that the numbers themselves break; nil when they agree.
    func brokenRelation() -> Relation? {
        relations.first { relation in
            let slack = slack(of: relation)
            return relation.isEquality ? slack != 0 : slack < 0
        }
    }

    /// For each number the relations that name it.
    func relationsByNumber() -> [[Int]] {
        var found = [[Int]](repeating: [], count: numbers.count)
        for (place, relation) in relations.enumerated() {
            for term in relation.terms { found[term.number].append(place) }
        }
        return found
    }

    /// More than any number could come to be by a deviation that matters: it keeps programs
    /// bounded where nothing published does.
    var ceiling: Double {
        Double(numbers.reduce(0) { max($0, max($1.value, $1.need)) }) * 4 + 1000
    }
}

extension LinkedNumbers {
    /// The numbers as two attackers see them: the first passes over the marks, the second believes
    /// them.
    ///
    /// To the first a hidden number is as uncertain as it needs to be. To the second it has two
    /// possible values at least: a mark that says "fewer than five" leaves no room for more doubt
    /// than that, and demanding it of the numbers beside it would hide twice as many people.
    var readings: [LinkedNumbers] {
        guard numbers.contains(where: { $0.mark != nil }) else { return [self] }
        var believed = self
        for (place, number) in numbers.enumerated() {
            believed.numbers[place].need = min(number.need, 1)
            guard let mark = number.mark else { continue }
            believed.numbers[place].least = max(number.least, mark.least)
            believed.numbers[place].most = mark.most
            if mark.most == 0 { believed.numbers[place].need = 0 }
        }
        return [self, believed]
    }
}

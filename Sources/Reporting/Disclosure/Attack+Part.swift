import LinearPrograms

extension Attack {
    /// Hidden numbers that hang together, and the program over them.
    final class Part {
        let numbers: [Int]
        let place: [Int: Int]
        let program: LinearProgram

        init(_ numbers: [Int], _ place: [Int: Int], _ program: LinearProgram) {
            self.numbers = numbers
            self.place = place
            self.program = program
        }
    }

    func makePart(around number: Int) -> Part {
        let (members, relations) = system.neighbourhood(of: number, relationsByNumber) {
            isHidden[$0]
        }
        let place = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
        var lower = members.map { -system.roomBelow($0) }
        var upper = members.map { min(system.roomAbove($0) ?? ceiling, ceiling) }
        var rows: [LinearProgram.Row] = []
        for relation in relations {
            let terms = system.relations[relation].terms.compactMap { term in
                place[term.number].map { LinearProgram.Term($0, Double(term.coefficient)) }
            }
            let isEquality = system.relations[relation].isEquality
            let slack = Double(slacks[relation])
            guard let only = terms.first, terms.count == 1 else {
                rows.append(.init(terms, lower: -slack, upper: isEquality ? 0 : .infinity))
                continue
            }
            // With one number left, a relation is but a bound of it.
            if isEquality || only.coefficient > 0 {
                lower[only.column] = max(lower[only.column], -slack / abs(only.coefficient))
            }
            if isEquality || only.coefficient < 0 {
                upper[only.column] = min(upper[only.column], slack / abs(only.coefficient))
            }
        }
        return Part(members, place, LinearProgram(lower: lower, upper: upper, rows: rows))
    }
}

extension LinkedNumbers {
    /// A number with those that hang together with it through relations, as far as `isFree`; and
    /// the relations that name one of them.
    func neighbourhood(
        of number: Int, _ relationsByNumber: [[Int]], isFree: (Int) -> Bool
    ) -> (numbers: [Int], relations: [Int]) {
        var members = [number]
        var isMember: Set<Int> = [number]
        var found: [Int] = []
        var isSeen = Set<Int>()
        var next = 0
        while next < members.count {
            for relation in relationsByNumber[members[next]] where isSeen.insert(relation).inserted
            {
                found.append(relation)
                for term in relations[relation].terms
                where isFree(term.number) && isMember.insert(term.number).inserted {
                    members.append(term.number)
                }
            }
            next += 1
        }
        return (members.sorted(), found.sorted())
    }

    /// How far below its value a number may be.
    func roomBelow(_ number: Int) -> Double {
        Double(numbers[number].value - numbers[number].least)
    }

    /// How far above its value a number may be; nil where nothing bounds it.
    func roomAbove(_ number: Int) -> Double? {
        numbers[number].most.map { Double($0 - numbers[number].value) }
    }
}

@testable import Reporting

/// A table of people by any number of dimensions, with all its margins: for the algorithm alone.
struct PeopleCube {
    struct Axis {
        let name: String
        let size: Int
        /// Whether a person has one category or may have several.
        let addsUp: Bool
    }

    let axes: [Axis]
    /// People by category of each axis; -1 stands for all.
    private(set) var people: [[Int]: Int] = [:]

    /// Draws cells or, where axes overlap, people.
    init(axes: [Axis], zeros: Double, upTo greatest: Int, from random: inout RandomSource) {
        self.axes = axes
        var inner: [[Int]] = [[]]
        for axis in axes { inner = inner.flatMap { cell in (0..<axis.size).map { cell + [$0] } } }
        let overlaps = axes.indices.filter { !axes[$0].addsUp }
        for cell in inner where Double.random(in: 0..<1, using: &random) >= zeros {
            let count = 1 + random.size(upTo: greatest)
            guard !overlaps.isEmpty else {
                add([cell], count: count)
                continue
            }
            for _ in 0..<count {
                var kept = [cell]
                for axis in overlaps where random.below(4) == 0 {
                    let other = random.below(axes[axis].size)
                    guard other != cell[axis] else { continue }
                    kept += kept.map { $0.replacing(axis, by: other) }
                }
                add(kept, count: 1)
            }
        }
    }

    /// The same people seen in several cells count once in each margin.
    private mutating func add(_ cells: [[Int]], count: Int) {
        var seen = Set<[Int]>()
        for cell in cells {
            for mask in 0..<(1 << cell.count) {
                seen.insert(cell.indices.map { mask & (1 << $0) == 0 ? cell[$0] : -1 })
            }
        }
        for cell in seen { people[cell, default: 0] += count }
    }

    /// In a fixed order; the cells in which nobody is are known to be empty.
    var cells: [[Int]] { people.keys.sorted { $0.lexicographicallyPrecedes($1) } }

    /// `marked` if what is hidden says whether it is few people.
    func system(threshold: Int, marked: Bool = false) -> LinkedNumbers {
        var system = LinkedNumbers()
        var place: [[Int]: Int] = [:]
        let cells = cells
        for cell in cells {
            let value = people[cell] ?? 0
            let mark =
                value < threshold
                ? LinkedNumbers.Mark(least: 1, most: threshold - 1) : .init(least: threshold)
            place[cell] = system.add(
                .init(
                    value: value, cost: Double(value) + 0.5, need: threshold,
                    mark: marked ? mark : nil))
        }
        for whole in cells {
            for axis in axes.indices where whole[axis] == -1 {
                let parts = (0..<axes[axis].size).compactMap {
                    place[whole.replacing(axis, by: $0)]
                }.map { LinkedNumbers.Operand.number($0) }
                guard let number = place[whole] else { continue }
                if axes[axis].addsUp {
                    system.add(.number(number), isSumOf: parts)
                } else {
                    system.add(.number(number), isCoveredBy: parts)
                }
            }
        }
        return system
    }

    /// What is published, as the judge outside reads it.
    func published(hiding isHidden: [Bool], threshold: Int) -> PublishedTables {
        PublishedTables(
            threshold: threshold,
            overlapping: axes.filter { !$0.addsUp }.map(\.name),
            editions: [
                .init(
                    tables: Set(people.keys.map(names)).sorted {
                        ($0.count, $0.joined()) < ($1.count, $1.joined())
                    },
                    cells: zip(cells, isHidden).map { cell, isHidden in
                        .init(
                            at: Dictionary(
                                uniqueKeysWithValues: zip(axes, cell).filter { $1 >= 0 }
                                    .map { ($0.name, String($1)) }),
                            people: isHidden ? nil : people[cell],
                            mark: isHidden ? mark(cell, threshold) : nil)
                    })
            ])
    }

    private func mark(_ cell: [Int], _ threshold: Int) -> String {
        ((people[cell] ?? 0) < threshold ? Suppression.primary : .complementary).rawValue
    }

    private func names(_ cell: [Int]) -> [String] {
        zip(axes, cell).filter { $1 >= 0 }.map(\.0.name)
    }
}

extension [Int] {
    func replacing(_ place: Int, by value: Int) -> [Int] {
        var copy = self
        copy[place] = value
        return copy
    }
}

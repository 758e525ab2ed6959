import Casework

extension EditionContent {
    /// Whether counting a standing quarter gives the figures that are frozen here.
    public func hasSameFigures(as standing: StandingQuarter) -> Bool {
        Self.rows(of: standing) == cells
    }

    /// The names of the figures that another content has otherwise, such as `sex/2`.
    public func figureDifferences(from other: Self) -> [String] {
        var names: [String] = []
        let mine = Dictionary(uniqueKeysWithValues: cells.map { (Array($0.prefix(2)), $0) })
        let others = Dictionary(uniqueKeysWithValues: other.cells.map { (Array($0.prefix(2)), $0) })
        for key in Set(mine.keys).union(others.keys) where mine[key] != others[key] {
            let dimension = Dimension(rawValue: Int16(key[0]))?.description ?? "total"
            names.append(key[0] == 0 ? dimension : "\(dimension)/\(key[1])")
        }
        for (table, now) in zip(crossTables, other.crossTables) where table != now {
            let first = Dimension(rawValue: table.first)?.description ?? ""
            let second = Dimension(rawValue: table.second)?.description ?? ""
            names.append("\(first),\(second)")
        }
        for kind in SecondaryTable.Kind.allCases where secondary?[kind] != other.secondary?[kind] {
            names.append(kind.rawValue)
        }
        if hubs != other.hubs { names.append("completeness") }
        return names.sorted()
    }
}

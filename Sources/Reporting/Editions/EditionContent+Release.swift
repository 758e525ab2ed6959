import Casework

extension EditionContent {
    /// Chooses what the public sees of this edition, so that it tells nothing that it hides
    /// together with the editions before it.
    ///
    /// Fails as `Release` does; the edition then has no public figures.
    public mutating func protect(
        threshold: Int, after earlier: [FrozenRelease]
    ) throws(DisclosureFailure) {
        release = nil
        guard let counts = counts(quarterBefore: nil, yearBefore: nil) else { return }
        release = try Release(
            protecting: FrozenCounts(counts, hubs: hubNames), threshold: threshold, after: earlier
        ).frozen
    }

    /// Freezes the measures beside the people assisted, protected for the public.
    public mutating func freeze(
        _ counts: SecondaryCounts, threshold: Int, after earlier: [FrozenSecondary]
    ) throws(DisclosureFailure) {
        secondary = try SecondaryRelease(
            protecting: counts, threshold: threshold, after: earlier
        ).frozen
    }

    /// Counts the measures beside the people assisted again, and hides of them what was hidden.
    public mutating func freeze(_ counts: SecondaryCounts, hiding frozen: FrozenSecondary) {
        secondary = frozen.counting(counts)
    }

    /// Takes over what another content of the same edition hides, with the counts of this one.
    ///
    /// So that whoever counts an edition again need not choose again: a solver's later version may
    /// choose otherwise, and equally well.
    public mutating func hide(as frozen: FrozenRelease) throws(DisclosureFailure) {
        guard let counts = counts(quarterBefore: nil, yearBefore: nil) else { return }
        release = frozen.counting(try FrozenCounts(counts, hubs: hubNames))
    }
}

extension FrozenRelease {
    /// The total as its edition shows it.
    public var total: Figure {
        let cell = counts.cells.first { $0.address == .total }
        return cell.map(figure) ?? .unreleased
    }

    /// The same tables and hidden numbers, with other counts in them.
    fileprivate func counting(_ other: FrozenCounts) -> Self {
        let tables = Set(counts.tables)
        let kept = other.cells.filter { tables.contains($0.address.dimensions) }
        let present = Set(kept.map(\.address))
        // Rows in which nothing is counted, that are shown so that leaving them out does not tell.
        let empty = counts.cells.map(\.address).filter { !present.contains($0) }
        return FrozenRelease(
            counts: FrozenCounts(
                quarter: other.quarter,
                cells: kept + empty.map { .init(address: $0, count: .none) },
                tables: counts.tables, hubs: other.hubs),
            threshold: threshold, hiddenKeys: hiddenKeys)
    }
}

public import Casework

extension Release {
    /// The published total of the quarter, to be compared with in other quarters' reports.
    public var total: Figure { figure(.total) ?? .unreleased }

    /// The tables by two dimensions that this release shows.
    public var crossTables: [(Dimension, Dimension)] {
        frozen.counts.tables.filter { $0.count == 2 }.map { ($0[0], $0[1]) }
    }

    /// A public report: all tables by one dimension, and those by two that are asked for.
    ///
    /// `published` holds the totals of other quarters as their own releases show them; a quarter
    /// that is not among them is not compared with, and left out of the trend. Fails with
    /// `notReleased` for a table that the release does not hold.
    public func report(
        crossing: [(Dimension, Dimension)] = [], hubs: HubNames, completeness: Completeness,
        edition: Int? = nil, published: [Quarter: Figure] = [:], trend: [Quarter] = [],
        secondary: SecondaryRelease? = nil, seal: SealMark? = nil, isDemonstration: Bool
    ) throws(DisclosureFailure) -> QuarterlyReport {
        var cross: [QuarterlyReport.CrossTable] = []
        for (first, second) in crossing {
            cross.append(try table(first, second, hubs: hubs))
        }
        let quarter = frozen.counts.quarter
        let totals = published.merging([quarter: total]) { $1 }
        let rows = trend.compactMap { other in
            totals[other].map { TrendRow(quarter: other, figure: $0) }
        }
        return QuarterlyReport(
            quarter: quarter, hub: nil, policy: .public(threshold: frozen.threshold),
            edition: edition, totals: total, quarterBefore: published[quarter.adding(-1)],
            yearBefore: published[quarter.adding(-4)],
            trend: TrendRow.trend(of: rows),
            tables: Dimension.reportOrder.map { dimension in
                .init(
                    dimension,
                    cells(of: [dimension]).map { ($0.places[0].category, shown($0)) }, hubs: hubs)
            },
            cross: cross, completeness: listed(completeness),
            secondary: secondary.map { SecondaryFigures($0) } ?? .none, seal: seal,
            isDemonstration: isDemonstration)
    }

    private func cells(of table: [Dimension]) -> [CellAddress] {
        frozen.counts.cells.map(\.address).filter { $0.dimensions == table }
    }

    private func shown(_ address: CellAddress) -> Figure { figure(address) ?? .unreleased }

    private func table(
        _ first: Dimension, _ second: Dimension, hubs: HubNames
    ) throws(DisclosureFailure) -> QuarterlyReport.CrossTable {
        let isAsStored = first.reportPlace < second.reportPlace
        let dimensions = isAsStored ? [first, second] : [second, first]
        guard frozen.counts.tables.contains(dimensions) else {
            throw .notReleased([first, second])
        }
        return QuarterlyReport.CrossTable(
            first, second,
            cells(of: dimensions).map { address in
                let (one, other) = (address.places[0].category, address.places[1].category)
                return isAsStored
                    ? (one, other, shown(address)) : (other, one, shown(address))
            }, hubs: hubs)
    }

    /// Only hubs whose every number is shown: days and late events tell of few people as well.
    private func listed(_ completeness: Completeness) -> Completeness {
        var shown = Set<HubCode>()
        for (number, code) in frozen.counts.hubs
        where figure(CellAddress([.init(.hub, number)]))?.suppression == nil {
            shown.insert(code)
        }
        return completeness.listing { shown.contains($0) }
    }
}

extension QuarterlyReport {
    /// Everything that was counted, for staff who may see it.
    public init(internal counts: QuarterCounts, hubs: HubNames, isDemonstration: Bool) {
        let isOfHub = counts.hub != nil
        self.init(
            quarter: counts.quarter, hub: counts.hub.map { Category(.hub, $0, hubs: hubs) },
            policy: .internal, edition: counts.edition, totals: Figure(counts.total),
            quarterBefore: counts.quarterBefore.map { Figure($0) },
            yearBefore: counts.yearBefore.map { Figure($0) },
            trend: TrendRow.trend(internal: counts.trend),
            tables: Dimension.reportOrder.filter { !isOfHub || !$0.isPlace }.map { dimension in
                Table(
                    dimension,
                    counts.cells.filter { $0.dimension == dimension }
                        .map { ($0.category, Figure($0.count)) }, hubs: hubs)
            },
            cross: counts.cross.map { table in
                CrossTable(
                    table.first, table.second,
                    table.cells.map { ($0.first, $0.second, Figure($0.count)) }, hubs: hubs)
            },
            completeness: counts.completeness,
            secondary: SecondaryFigures(internal: counts.secondary), seal: counts.seal,
            isDemonstration: isDemonstration)
    }
}

extension QuarterlyReport.Table {
    /// The rows in the order of their categories.
    init(_ dimension: Dimension, _ figures: [(Int16, Figure)], hubs: HubNames) {
        self.dimension = dimension
        rows = figures.map { category, figure in
            .init(category: Category(dimension, category, hubs: hubs), figure: figure)
        }.sorted { Category.precedes($0.category, $1.category) }
    }
}

extension QuarterlyReport.CrossTable {
    init(
        _ first: Dimension, _ second: Dimension, _ figures: [(Int16, Int16, Figure)],
        hubs: HubNames
    ) {
        self.first = first
        self.second = second
        rows = figures.map { one, other, figure in
            .init(
                first: Category(first, one, hubs: hubs),
                second: Category(second, other, hubs: hubs),
                figure: figure)
        }.sorted {
            $0.first == $1.first
                ? Category.precedes($0.second, $1.second) : Category.precedes($0.first, $1.first)
        }
    }
}

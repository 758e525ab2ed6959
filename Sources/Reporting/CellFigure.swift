public import Casework

/// One figure of a quarter with its place in the tables, for staff who may see what is behind it.
public struct CellFigure: Sendable {
    public let quarter: Quarter
    /// None for the total; otherwise in the order in which a report shows its tables.
    public let places: [Category]
    public let figure: Figure

    public init(
        internal count: RawCount, in quarter: Quarter, at address: CellAddress, hubs: HubNames
    ) {
        self.quarter = quarter
        places = address.places.map { Category($0.dimension, $0.category, hubs: hubs) }
        figure = Figure(count)
    }
}

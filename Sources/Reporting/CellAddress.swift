/// Where a number stands in the tables of a quarter: the total, a row, or a cell by two dimensions.
public struct CellAddress: Hashable, Sendable {
    /// One category of one dimension.
    public struct Place: Hashable, Sendable {
        public let dimension: Dimension
        public let category: Int16

        public init(_ dimension: Dimension, _ category: Int16) {
            self.dimension = dimension
            self.category = category
        }
    }

    /// None for the total; otherwise in the order in which a report shows its tables.
    public let places: [Place]

    public static let total = CellAddress([])

    public init(_ places: [Place]) {
        self.places = places.sorted { $0.dimension.reportPlace < $1.dimension.reportPlace }
    }

    public var dimensions: [Dimension] { places.map(\.dimension) }

    /// The same cell without one of its places: the margin that it belongs to.
    func dropping(_ dimension: Dimension) -> CellAddress {
        CellAddress(places.filter { $0.dimension != dimension })
    }

    /// The same cell with a place of another dimension for one of its own.
    func replacing(_ dimension: Dimension, by place: Place) -> CellAddress {
        CellAddress(places.filter { $0.dimension != dimension } + [place])
    }
}

extension Dimension {
    /// Where its table stands in a report.
    var reportPlace: Int { Self.reportOrder.firstIndex(of: self) ?? Self.reportOrder.count }
}

extension CellAddress: LosslessStringConvertible {
    public var description: String {
        places.isEmpty
            ? "total" : places.map { "\($0.dimension)=\($0.category)" }.joined(separator: ",")
    }

    /// Reads `total`, `country=340` or `country=340,sex=1`.
    public init?(_ description: String) {
        var places: [Place] = []
        if description != "total" {
            for part in description.split(separator: ",", omittingEmptySubsequences: false) {
                let sides = part.split(separator: "=", omittingEmptySubsequences: false)
                guard sides.count == 2, let dimension = Dimension(String(sides[0])),
                    let category = Int16(sides[1]),
                    !places.contains(where: { $0.dimension == dimension })
                else { return nil }
                places.append(Place(dimension, category))
            }
        }
        self.init(places)
    }
}

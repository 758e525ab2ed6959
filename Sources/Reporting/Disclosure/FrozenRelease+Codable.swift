import Casework

extension FrozenRelease: Codable {
    /// One cell as it is stored: where it stands, what was counted, and which of its numbers the
    /// edition hides.
    private struct Record: Codable {
        var at: String
        var events: Int
        var identified: Int
        var anonymous: Int
        var hidden: [String]?
    }

    private struct Hub: Codable {
        var number: Int16
        var code: String
    }

    private enum CodingKeys: String, CodingKey {
        case quarter, threshold, tables, hubs, cells
    }

    /// The same release is always the same text, if the encoder sorts its keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(counts.quarter, forKey: .quarter)
        try container.encode(threshold, forKey: .threshold)
        try container.encode(
            counts.tables.map { $0.map(\.description).joined(separator: ",") }, forKey: .tables)
        try container.encode(
            counts.hubs.sorted { $0.value < $1.value }
                .map { Hub(number: $0.key, code: $0.value.description) }, forKey: .hubs)
        try container.encode(counts.cells.map(record), forKey: .cells)
    }

    private func record(_ cell: FrozenCounts.Cell) -> Record {
        let hidden = Measure.allCases.filter { hides(cell.address, $0) }
        return Record(
            at: cell.address.description, events: cell.count.events,
            identified: cell.count.identified, anonymous: cell.count.anonymous,
            hidden: hidden.isEmpty ? nil : hidden.map(\.description))
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func fail(_ key: CodingKeys) -> DecodingError {
            .dataCorruptedError(
                forKey: key, in: container, debugDescription: "not a release of a quarter")
        }
        let name = try container.decode(String.self, forKey: .quarter)
        guard let quarter = Quarter(name) else { throw fail(.quarter) }
        let tables = try container.decode([String].self, forKey: .tables).map { name in
            try name.split(separator: ",").map { part in
                guard let dimension = Dimension(String(part)) else { throw fail(.tables) }
                return dimension
            }
        }
        var hubs: [Int16: HubCode] = [:]
        for hub in try container.decode([Hub].self, forKey: .hubs) {
            guard let code = HubCode(hub.code) else { throw fail(.hubs) }
            hubs[hub.number] = code
        }
        var cells: [FrozenCounts.Cell] = []
        var hidden = Set<CellNumbers.Key>()
        for record in try container.decode([Record].self, forKey: .cells) {
            guard let address = CellAddress(record.at), tables.contains(address.dimensions) else {
                throw fail(.cells)
            }
            cells.append(
                .init(
                    address: address,
                    count: RawCount(
                        events: record.events, identified: record.identified,
                        anonymous: record.anonymous)))
            for name in record.hidden ?? [] {
                guard let measure = Measure(rawValue: name) else { throw fail(.cells) }
                hidden.insert(.init(address: address, measure: measure))
            }
        }
        guard Set(cells.map(\.address)).count == cells.count else { throw fail(.cells) }
        self.init(
            counts: FrozenCounts(quarter: quarter, cells: cells, tables: tables, hubs: hubs),
            threshold: try container.decode(Int.self, forKey: .threshold), hiddenKeys: hidden)
    }
}

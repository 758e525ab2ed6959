import Casework
public import Reporting

/// One quarter of a trend as JSON.
public struct TrendDocument: Encodable {
    private let row: TrendRow

    public init(_ row: TrendRow) { self.row = row }

    enum CodingKeys: String, CodingKey { case quarter }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(row.quarter.description, forKey: .quarter)
        try ReportDocument.Counts(row.figure).encode(to: encoder)
    }
}

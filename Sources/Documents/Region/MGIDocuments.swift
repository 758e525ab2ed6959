public import Casework
import Codelists

/// How many governments use the Migration Governance Indicators, as JSON.
public struct MGIStatusDocument: Encodable, Sendable {
    let countries: Int?
    let localAuthorities: Int?
    let total: MGITotal?
    let named: [MGIParticipant]?
    let joinedSince: [Slug]?
    let isDetailed: Bool

    public init(_ status: MGIStatus, isDetailed: Bool) {
        countries = status.countries
        localAuthorities = status.localAuthorities
        total = status.total
        named = status.named
        joinedSince = status.joinedSince.map(\.slug)
        self.isDetailed = isDetailed
    }

    private enum CodingKeys: String, CodingKey {
        case countries, total, named
        case localAuthorities = "local_authorities"
        case joinedSince = "joined_since"
    }

    /// What is not known is null, so that nobody takes it for none.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(countries, forKey: .countries)
        try container.encode(localAuthorities, forKey: .localAuthorities)
        guard isDetailed else { return }
        try container.encode(total, forKey: .total)
        try container.encode(named, forKey: .named)
        try container.encode(joinedSince, forKey: .joinedSince)
    }
}

/// One dimension of one round, as JSON; there is no ranking.
public struct DimensionDocument: Encodable, Sendable {
    let dimension: String
    let yes: Int
    let partly: Int
    let no: Int
    let unknown: Int
    let sdg1072: String?

    enum CodingKeys: String, CodingKey {
        case dimension, yes, partly, no, unknown
        case sdg1072 = "sdg_10_7_2"
    }

    public init(_ summary: DimensionSummary) {
        dimension = summary.dimension.code
        yes = summary.yes
        partly = summary.partly
        no = summary.no
        unknown = summary.unknown
        sdg1072 = summary.sdg?.rawValue
    }
}

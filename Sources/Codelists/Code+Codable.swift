/// In a file a code stands by its name; either label is understood as well.
extension Code: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // A retired code as well: what was recorded with it can still be read.
        guard let entry = Self.list.match(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a code of the list \(Kind.codelist)")
        }
        self.init(number: entry.number)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}

public enum ActivityKindKind: CodelistKind { public static let codelist = "activity_kind" }
public enum ActivityAudienceKind: CodelistKind { public static let codelist = "audience" }
public enum OrganisationKindKind: CodelistKind { public static let codelist = "organisation_kind" }
public enum IndicatorDimensionKind: CodelistKind { public static let codelist = "mgi_dimension" }

public typealias ActivityKind = Code<ActivityKindKind>
/// Whom an activity is for.
public typealias ActivityAudience = Code<ActivityAudienceKind>
public typealias OrganisationKind = Code<OrganisationKindKind>
/// One of the six dimensions of the Migration Governance Indicators.
public typealias IndicatorDimension = Code<IndicatorDimensionKind>

public import Codelists

/// A body of organisations and hubs across one or more countries: a local or cross-border network,
/// or a technical committee.
public struct Network: RegionRecord {
    public static let kind = RecordKind.network

    public enum Form: String, Codable, Sendable, CaseIterable {
        case local
        case crossBorder = "cross_border"
        case committee
    }

    public var slug: Slug
    public var kind: Form
    public var name: String
    @Listed public var countries: [Country]
    public var place: String?
    public var installed: CalendarDate?
    public var ended: CalendarDate?
    public var purpose: String?
    @Listed public var members: [NetworkMember]
    @Listed public var needs: [AssessedNeed]
    public var source: String?

    public var references: [RecordReference] {
        members.compactMap { $0.organisation.map { RecordReference(.organisation, $0) } }
    }

    public var home: RecordPlace? { RecordPlace(countries) }

    public var faultyField: String? {
        if name.isEmpty { return "name" }
        if countries.isEmpty { return "countries" }
        if let installed, let ended, ended < installed { return "ended" }
        for member in members {
            if member.organisation == nil, member.hub == nil, (member.function ?? "").isEmpty {
                return "members"
            }
            if let since = member.since, let until = member.until, until < since { return "until" }
        }
        return nil
    }
}

/// A member: an organisation, a hub, or a function in one; never a person by name.
public struct NetworkMember: Codable, Hashable, Sendable {
    public var organisation: Slug?
    public var hub: HubCode?
    public var function: String?
    public var since: CalendarDate?
    /// The last day.
    public var until: CalendarDate?
}

/// A need that a network found, of people on the move or of those who receive them.
public struct AssessedNeed: Codable, Hashable, Sendable {
    public enum Area: String, Codable, Sendable {
        case protection, assistance
        case hostCommunities = "host_communities"
    }

    public var area: Area
    public var description: String
    public var assessed: CalendarDate?
}

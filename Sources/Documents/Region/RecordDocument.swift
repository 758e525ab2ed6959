public import CaseStore
public import Casework

/// A record of the region as JSON: its own fields, its id and its version.
public struct RecordDocument<Record: RegionRecord>: Encodable, Sendable {
    let stored: Stored<Record>

    public init(_ stored: Stored<Record>) { self.stored = stored }

    private enum CodingKeys: String, CodingKey { case id, version }

    public func encode(to encoder: any Encoder) throws {
        try stored.record.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(stored.id, forKey: .id)
        try container.encode(stored.version, forKey: .version)
    }
}

/// An open action as a list of what is due shows it.
public struct DueActionDocument: Encodable, Sendable {
    let slug: Slug
    let network: Slug
    let title: String
    let owner: String
    let due: CalendarDate?
    let overdue: Bool

    public init(_ action: AgreedAction, on day: CalendarDate) {
        slug = action.slug
        network = action.network
        title = action.title
        owner = action.owner
        due = action.due
        overdue = action.isOverdue(on: day)
    }
}

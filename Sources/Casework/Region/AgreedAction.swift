/// What a network agreed, or will do: with an owner, a due date, and a history.
public struct AgreedAction: RegionRecord {
    public static let kind = RecordKind.agreedAction

    public enum Form: String, Codable, Sendable, CaseIterable { case agreement, action }

    public enum Status: String, Codable, Sendable, CaseIterable { case open, done, dropped }

    public var slug: Slug
    public var network: Slug
    /// Where it was agreed.
    public var meeting: Slug?
    public var kind: Form
    public var title: String
    /// A body or a function, never a person by name.
    public var owner: String
    public var due: CalendarDate?
    public var status: Status
    public var note: String?

    public init(
        slug: Slug, network: Slug, meeting: Slug? = nil, kind: Form, title: String, owner: String,
        due: CalendarDate? = nil, status: Status = .open, note: String? = nil
    ) {
        self.slug = slug
        self.network = network
        self.meeting = meeting
        self.kind = kind
        self.title = title
        self.owner = owner
        self.due = due
        self.status = status
        self.note = note
    }

    public var references: [RecordReference] {
        [RecordReference(.network, network)]
            + (meeting.map { [RecordReference(.meeting, $0)] } ?? [])
    }

    public var faultyField: String? {
        title.isEmpty ? "title" : owner.isEmpty ? "owner" : nil
    }

    /// Whether it should have been done before `day`.
    public func isOverdue(on day: CalendarDate) -> Bool {
        status == .open && due.map { $0 < day } ?? false
    }
}

/// One step in the history of an action.
public struct AgreedActionChange: Codable, Hashable, Sendable {
    /// RFC 3339, UTC.
    public let at: String
    public let actor: String
    public let status: AgreedAction.Status
    public let due: CalendarDate?
    public let note: String?

    public init(
        at: String, actor: String, status: AgreedAction.Status, due: CalendarDate?, note: String?
    ) {
        self.at = at
        self.actor = actor
        self.status = status
        self.due = due
        self.note = note
    }
}

/// Something that the region keeps a register of: an organisation, an activity, a publication.
///
/// A record is named by its slug, travels as one JSON object, and is replaced whole.
public protocol RegionRecord: Codable, Hashable, Sendable {
    static var kind: RecordKind { get }
    var slug: Slug { get }
    /// Other records that it names; they must be there before it.
    var references: [RecordReference] { get }
    /// What is wrong with it, by the name of the field; nil when nothing is.
    var faultyField: String? { get }
    /// Where somebody must be allowed to work who changes it; nil for the whole region.
    var home: RecordPlace? { get }
}

extension RegionRecord {
    public var references: [RecordReference] { [] }
    public var faultyField: String? { nil }
    public var home: RecordPlace? { nil }
}

/// The kinds of records, by the names that files, the audit trail and the database use.
public enum RecordKind: String, CaseIterable, Codable, Sendable {
    case organisation, place, activity, network, meeting
    case agreedAction = "agreed_action"
    case mgiParticipant = "mgi_participant"
    case mgiTotal = "mgi_total"
    case mgiIndicator = "mgi_indicator"
    case mgiAssessment = "mgi_assessment"
    case publication
    case bulletinItem = "bulletin_item"
    case bulletinIssue = "bulletin_issue"
}

/// A record named by another.
public struct RecordReference: Hashable, Sendable, Codable {
    public let kind: RecordKind
    public let slug: Slug

    public init(_ kind: RecordKind, _ slug: Slug) {
        self.kind = kind
        self.slug = slug
    }
}

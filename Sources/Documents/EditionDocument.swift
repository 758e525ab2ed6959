public import Operations

/// An edition as JSON, without its figures: those are what a report shows.
public struct EditionDocument: Encodable, Sendable {
    public let edition: Int
    public let closedAt: String
    public let actor: String
    public let reason: String
    public let accepted: [String]
    public let digest: String
    /// The fewest people that a public cell shows; `null` when nothing could be made public.
    public let threshold: Int?

    enum CodingKeys: String, CodingKey {
        case edition, actor, reason, accepted, digest, threshold
        case closedAt = "closed_at"
    }

    public init(_ edition: EditionSummary) {
        self.edition = edition.number
        closedAt = edition.closedAt
        actor = edition.actor
        reason = edition.reason
        accepted = edition.accepted
        digest = edition.digest
        threshold = edition.threshold
    }
}

import Operations

/// An edition as JSON, without its figures: those are what a report shows.
struct EditionDocument: Encodable {
    let edition: Int
    let closedAt: String
    let actor: String
    let reason: String
    let accepted: [String]
    let digest: String
    /// The fewest people that a public cell shows; `null` when nothing could be made public.
    let threshold: Int?

    enum CodingKeys: String, CodingKey {
        case edition, actor, reason, accepted, digest, threshold
        case closedAt = "closed_at"
    }

    init(_ edition: EditionSummary) {
        self.edition = edition.number
        closedAt = edition.closedAt
        actor = edition.actor
        reason = edition.reason
        accepted = edition.accepted
        digest = edition.digest
        threshold = edition.threshold
    }
}

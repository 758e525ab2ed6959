import CaseStore
import Casework
public import Operations

/// A page of the change feed as JSON.
public struct ChangesDocument: Encodable, Sendable {
    public let changes: [ChangeDocument]
    public let next: String
    public let more: Bool

    public init(_ page: ChangePage) {
        changes = page.changes.map(ChangeDocument.init)
        next = page.next.description
        more = page.hasMore
    }
}

/// One change as JSON: the record under the name of its kind, or that it is gone.
public struct ChangeDocument: Encodable, Sendable {
    public let change: RecordChange

    enum CodingKeys: String, CodingKey {
        case kind, id, gone, event, person, `case`, consent, referral
        case personID = "person_id"
    }

    public init(_ change: RecordChange) { self.change = change }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(change.kind.name, forKey: .kind)
        try container.encode(change.id, forKey: .id)
        var isGone = false
        switch change.content {
        case .event(let event): try container.encode(EventDocument(event), forKey: .event)
        case .person(let person): try container.encode(person, forKey: .person)
        case .case(let view): try container.encode(view, forKey: .case)
        case .consent(let person, let entry):
            try container.encode(entry, forKey: .consent)
            try container.encode(person, forKey: .personID)
        case .referral(let referral): try container.encode(referral, forKey: .referral)
        case .gone: isGone = true
        }
        try container.encode(isGone, forKey: .gone)
    }
}

import Casework
public import FoundationEssentials

/// One entry of the change feed: a record that changed, or that is not to be seen any more.
public struct ChangedRecord: Sendable {
    public enum Kind: Int16, Sendable, CaseIterable {
        case event = 1
        case person, `case`, consent, referral

        public var name: String {
            switch self {
            case .event: "event"
            case .person: "person"
            case .case: "case"
            case .consent: "consent"
            case .referral: "referral"
            }
        }
    }

    public let kind: Kind
    public let id: UUID
    public let isGone: Bool
    /// The transaction that changed it last.
    public let transaction: String
}

/// Where a reader of the feed has come to.
public struct ChangeCursor: Sendable, Hashable, LosslessStringConvertible {
    public let transaction: String
    public let id: UUID

    public init(transaction: String, id: UUID) {
        self.transaction = transaction
        self.id = id
    }

    /// Before everything.
    public static var start: Self {
        Self(transaction: "0", id: PersonID.least.uuid)
    }

    public var description: String { "\(transaction)_\(id.uuidString.lowercased())" }

    public init?(_ description: String) {
        let parts = description.split(separator: "_", maxSplits: 1)
        guard parts.count == 2, let number = UInt64(parts[0]), number < UInt64(Int64.max),
            let id = UUID(uuidString: String(parts[1]))
        else { return nil }
        self.init(transaction: String(number), id: id)
    }
}

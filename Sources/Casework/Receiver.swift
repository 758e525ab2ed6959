/// To whom a need is handed over.
public enum Receiver: Hashable, Sendable {
    case hub(HubCode)
    case organisation(OrganisationID)
}

extension Receiver: LosslessStringConvertible, Encodable {
    /// A hub's code, or an organisation's id.
    public init?(_ description: String) {
        if let hub = HubCode(description) {
            self = .hub(hub)
        } else if let organisation = OrganisationID(description) {
            self = .organisation(organisation)
        } else {
            return nil
        }
    }

    public var description: String {
        switch self {
        case .hub(let hub): hub.description
        case .organisation(let organisation): organisation.description
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

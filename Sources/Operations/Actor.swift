public import Casework

/// Who acts: what the audit trail calls them, and what they may do.
public struct Actor: Sendable {
    public let name: String
    public let role: Role
    /// The hub they work at; nil for those who work at none.
    public let hub: HubCode?
    /// The country they work for, alpha-2 as in the codes of its hubs; nil for those of all countries.
    public let country: String?
    /// Nil for the operator of the machine.
    public let account: AccountID?

    public init(
        name: String, role: Role, hub: HubCode? = nil, country: String? = nil,
        account: AccountID? = nil
    ) {
        self.name = name
        self.account = account
        self.role = role
        self.hub = hub
        self.country = country ?? hub.map { String($0.description.prefix(2)) }
    }

    /// The operator of the machine.
    public static func machine(_ name: String) -> Self { Self(name: name, role: .machine) }

    /// Whether something may be done with what belongs to a hub; without a hub, everywhere.
    public func may(_ permission: Permission, at place: HubCode? = nil) -> Bool {
        switch role.reach(of: permission) {
        case .nothing: false
        case .everywhere: true
        case .ownHub: place != nil && place == hub
        case .ownCountry: place.map { $0.description.hasPrefix("\(country ?? "-")-") } ?? false
        }
    }
}

extension Application {
    /// Refuses what the actor may not do; the first line of every operation.
    func permit(_ permission: Permission, at place: HubCode? = nil) throws(OperationError) {
        guard actor.may(permission, at: place) else { throw .notPermitted(permission) }
    }
}

public import Casework

/// Who acts: what the audit trail calls them, and what they may do.
public struct Actor: Sendable {
    public let name: String
    public let role: Role
    /// The hub they work at; nil for those who work at none.
    public let hub: HubCode?
    /// The country they work for, alpha-2 as in the codes of its hubs; nil for those of all countries.
    public let country: String?
    /// Their account; nil for the operator of the machine.
    public let account: AccountID?
    /// What the token that they act by is for, of what their role may do; nil for all of it.
    public let scopes: Set<Permission>?

    public init(
        name: String, role: Role, hub: HubCode? = nil, country: String? = nil,
        account: AccountID? = nil, scopes: Set<Permission>? = nil
    ) {
        self.name = name
        self.role = role
        self.hub = hub
        self.account = account
        self.scopes = scopes
        self.country = country ?? hub.map { String($0.description.prefix(2)) }
    }

    /// The operator of the machine.
    public static func machine(_ name: String) -> Self { Self(name: name, role: .machine) }

    /// How far they may do something.
    public func reach(of permission: Permission) -> Reach {
        if let scopes, !scopes.contains(permission) { return .nothing }
        return role.reach(of: permission)
    }

    /// Whether something may be done with what belongs to a hub; without a hub, everywhere.
    public func may(_ permission: Permission, at place: HubCode? = nil) -> Bool {
        switch reach(of: permission) {
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
    /// Refuses what the actor may do nowhere; where is asked of each part of the work.
    func permitSomewhere(_ permission: Permission) throws(OperationError) {
        guard actor.reach(of: permission) > .nothing else { throw .notPermitted(permission) }
    }
}

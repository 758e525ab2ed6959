/// The routes of a service, checked against each other.
public struct Router<Description: Sendable>: Sendable {
    /// In the order in which they were given.
    public let routes: [Route<Description>]
    let table: RouteTable

    /// Throws where two routes cannot be told apart or share a name.
    public init(_ routes: [Route<Description>]) throws(RouteClash) {
        self.routes = routes
        table = try RouteTable(routes.map(\.undescribed))
    }
}

/// Two routes that answer to the same, or have one name.
public struct RouteClash: Error, Equatable, Sendable {
    public let names: [String]

    public init(names: [String]) {
        self.names = names
    }
}

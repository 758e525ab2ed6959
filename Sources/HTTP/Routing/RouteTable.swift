/// Finds a request's route: a tree of path segments, in which a literal goes before a parameter.
struct RouteTable: Sendable {
    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        var parameter: Int?
        var routes: [Method: Route<Void>] = [:]
    }

    enum Match {
        case found(Route<Void>, [String: String])
        case wrongMethod([Method], PathTemplate)
        /// The path without its trailing slash is one of ours.
        case trailingSlash
        case nothing
    }

    private var nodes = [Node()]

    init(_ routes: [Route<Void>]) throws(RouteClash) {
        var names: Set<String> = []
        for route in routes {
            guard names.insert(route.name).inserted else {
                throw RouteClash(names: [route.name, route.name])
            }
            var place = 0
            for segment in route.path.segments { place = child(of: place, for: segment) }
            if let other = nodes[place].routes.updateValue(route, forKey: route.method) {
                throw RouteClash(names: [other.name, route.name])
            }
        }
    }

    private mutating func child(of place: Int, for segment: PathTemplate.Segment) -> Int {
        let new = nodes.count
        switch segment {
        case .literal(let text):
            if let known = nodes[place].literals[text] { return known }
            nodes[place].literals[text] = new
        case .parameter:
            if let known = nodes[place].parameter { return known }
            nodes[place].parameter = new
        }
        nodes.append(Node())
        return new
    }

    func match(_ method: Method, _ segments: [String]) -> Match {
        let segments = segments == [""] ? [] : segments[...]
        guard let node = find(segments, from: 0) else {
            return segments.last == "" && find(segments.dropLast(), from: 0) != nil
                ? .trailingSlash : .nothing
        }
        guard let route = node.routes[method] ?? (method == .head ? node.routes[.get] : nil) else {
            let own = Array(node.routes.keys)
            let allowed = own.contains(.get) && !own.contains(.head) ? own + [.head] : own
            return node.routes.values.first.map {
                .wrongMethod(allowed.sorted { $0.rawValue < $1.rawValue }, $0.path)
            } ?? .nothing
        }
        var parameters: [String: String] = [:]
        for (segment, value) in zip(route.path.segments, segments) {
            if case .parameter(let name) = segment { parameters[name] = value }
        }
        return .found(route, parameters)
    }

    /// A node with routes, also behind a parameter where the literal's branch ends without any.
    private func find(_ segments: ArraySlice<String>, from place: Int) -> Node? {
        let node = nodes[place]
        guard let segment = segments.first else { return node.routes.isEmpty ? nil : node }
        let rest = segments.dropFirst()
        if let next = node.literals[segment], let found = find(rest, from: next) { return found }
        if !segment.isEmpty, let next = node.parameter { return find(rest, from: next) }
        return nil
    }
}

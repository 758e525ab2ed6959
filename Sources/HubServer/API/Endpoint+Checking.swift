import OpenAPI

extension Endpoint {
    /// Checks what was sent against the description; fails with everything that is wrong.
    func check(_ sent: Sent) throws(APIProblem) {
        for parameter in operation.parameters where parameter.place == .path {
            // A name that nothing can have is a thing that is not there.
            guard parameter.schema.textRule(sent.path[parameter.name] ?? "") == nil else {
                throw APIProblem(.notFound)
            }
        }
        var problems: [SchemaProblem] = []
        let known = operation.parameters.filter { $0.place == .query }
        for parameter in known {
            guard let text = sent.query[parameter.name] else {
                if parameter.isRequired {
                    problems.append(.init(pointer: parameter.name, rule: .missing))
                }
                continue
            }
            if let rule = parameter.schema.textRule(text) {
                problems.append(.init(pointer: parameter.name, rule: rule))
            }
        }
        for name in sent.query.keys.sorted() where !known.contains(where: { $0.name == name }) {
            problems.append(.init(pointer: name, rule: .unknown))
        }
        if let content = operation.body.first(where: { $0.mediaType == "application/json" }) {
            problems += content.schema.problems(sent.body)
        }
        for parameter in operation.parameters where parameter.isOwnHeader {
            guard let text = sent.headers[parameter.name] else {
                if parameter.isRequired {
                    problems.append(.init(pointer: parameter.name, rule: .missing))
                }
                continue
            }
            if let rule = parameter.schema.textRule(text) {
                problems.append(.init(pointer: parameter.name, rule: rule))
            }
        }
        guard problems.isEmpty else { throw APIProblem(.invalid, problems) }
        if operation.parameters.contains(where: { $0.name == "If-Match" }), sent.version == nil {
            throw APIProblem(.versionNeeded)
        }
    }
}

extension APIOperation.Parameter {
    /// A header that is checked by its schema; the version of a change is refused in its own way.
    var isOwnHeader: Bool { place == .header && name != "If-Match" }
}

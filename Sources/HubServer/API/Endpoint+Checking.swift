import OpenAPI

extension Endpoint {
    /// Checks what was sent against the description; fails with everything that is wrong.
    func check(_ call: APICall) throws(APIProblem) {
        for parameter in operation.parameters where parameter.place == .path {
            // A name that nothing can have is a thing that is not there.
            guard parameter.schema.textRule(call.path[parameter.name] ?? "") == nil else {
                throw APIProblem(.notFound)
            }
        }
        var problems: [SchemaProblem] = []
        let known = operation.parameters.filter { $0.place == .query }
        for parameter in known {
            guard let text = call.query[parameter.name] else {
                if parameter.isRequired {
                    problems.append(.init(pointer: parameter.name, rule: .missing))
                }
                continue
            }
            if let rule = parameter.schema.textRule(text) {
                problems.append(.init(pointer: parameter.name, rule: rule))
            }
        }
        for name in call.query.keys.sorted() where !known.contains(where: { $0.name == name }) {
            problems.append(.init(pointer: name, rule: .unknown))
        }
        if let content = operation.body.first(where: { $0.mediaType == "application/json" }) {
            problems += content.schema.problems(call.body)
        }
        guard problems.isEmpty else { throw APIProblem(.invalid, problems) }
        if operation.parameters.contains(where: { $0.name == "If-Match" }), call.version == nil {
            throw APIProblem(.versionNeeded)
        }
    }
}

import Codelists
import OpenAPI

/// Reading what was sent, after its schema has passed it: what a schema cannot say is refused with
/// the place where it stands.
extension JSONValue {
    /// A member that must be there, read as what it stands for.
    func read<T: LosslessStringConvertible>(
        _ name: String, at pointer: String = ""
    ) throws(APIProblem) -> T {
        guard let value: T = try readIfThere(name, at: pointer) else {
            throw APIProblem(.invalid, [.init(pointer: "\(pointer)/\(name)", rule: .missing)])
        }
        return value
    }

    func readIfThere<T: LosslessStringConvertible>(
        _ name: String, at pointer: String = ""
    ) throws(APIProblem) -> T? {
        guard let text = self[name]?.string else { return nil }
        guard let value = T(text) else {
            throw APIProblem(.invalid, [.init(pointer: "\(pointer)/\(name)", rule: .format)])
        }
        return value
    }

    /// A list of things, each once; nil where there is none.
    func list<T: LosslessStringConvertible & Equatable>(
        _ name: String, at pointer: String = ""
    ) throws(APIProblem) -> [T]? {
        try list(name, at: pointer, .format) { T($0) }
    }

    func code<Kind>(_ name: String, at pointer: String = "") throws(APIProblem) -> Code<Kind>? {
        guard let text = self[name]?.string else { return nil }
        guard let code = Code<Kind>(text) else {
            throw APIProblem(.invalid, [.init(pointer: "\(pointer)/\(name)", rule: .choice)])
        }
        return code
    }

    /// Codes, each once; nil where there are none.
    func codes<Kind>(_ name: String, at pointer: String = "") throws(APIProblem) -> [Code<Kind>]? {
        try list(name, at: pointer, .choice) { Code<Kind>($0) }
    }

    private func list<T: Equatable>(
        _ name: String, at pointer: String, _ rule: SchemaProblem.Rule, read: (String) -> T?
    ) throws(APIProblem) -> [T]? {
        guard let values = self[name]?.array else { return nil }
        var found: [T] = []
        for (index, value) in values.enumerated() {
            guard let value = value.string.flatMap(read) else {
                let place = "\(pointer)/\(name)/\(index)"
                throw APIProblem(.invalid, [.init(pointer: place, rule: rule)])
            }
            if !found.contains(value) { found.append(value) }
        }
        return found
    }
}

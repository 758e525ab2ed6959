public import Texts

extension Usage {
    /// An argument that is known by its place.
    public struct Positional: Hashable, Sendable {
        public let name: String
        public let help: TextKey
        public let values: Values
        let arity: Arity

        public static func required(
            _ name: String, values: Values = .any, help: TextKey
        ) -> Self {
            Self(name: name, help: help, values: values, arity: .one)
        }

        public static func optional(
            _ name: String, values: Values = .any, help: TextKey
        ) -> Self {
            Self(name: name, help: help, values: values, arity: .zeroOrOne)
        }

        /// All arguments that are left: at least one, unless `isOptional`.
        public static func rest(
            _ name: String, isOptional: Bool = false, values: Values = .any, help: TextKey
        ) -> Self {
            Self(name: name, help: help, values: values, arity: isOptional ? .any : .oneOrMore)
        }

        /// As the usage line shows it: `<file>…`.
        var synopsis: String {
            switch arity {
            case .one: "<\(name)>"
            case .zeroOrOne: "[<\(name)>]"
            case .oneOrMore: "<\(name)>…"
            case .any: "[<\(name)>…]"
            }
        }
    }

    enum Arity: Hashable, Sendable {
        case one, zeroOrOne, oneOrMore, any

        var isRequired: Bool { self == .one || self == .oneOrMore }
        var takesRest: Bool { self == .oneOrMore || self == .any }
    }
}

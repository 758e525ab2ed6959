public import Texts

extension Usage {
    /// An argument that begins with `--`: a flag, or one that takes a value.
    public struct Option: Hashable, Sendable {
        /// Without the dashes.
        public let name: String
        public let short: Character?
        public let help: TextKey
        /// What stands for the value in help; nil for a flag.
        public let placeholder: String?
        public let values: Values
        public let isRequired: Bool
        public let isRepeatable: Bool

        public static func flag(
            _ name: String, short: Character? = nil, help: TextKey
        ) -> Self {
            Self(
                name: name, short: short, help: help, placeholder: nil, values: .any,
                isRequired: false, isRepeatable: false)
        }

        public static func value(
            _ name: String, _ placeholder: String, values: Values = .any, short: Character? = nil,
            isRequired: Bool = false, isRepeatable: Bool = false, help: TextKey
        ) -> Self {
            Self(
                name: name, short: short, help: help, placeholder: placeholder, values: values,
                isRequired: isRequired, isRepeatable: isRepeatable)
        }

        /// As a person types it: `--by <dimensions>`.
        var signature: String {
            placeholder.map { "--\(name) <\($0)>" } ?? "--\(name)"
        }

        /// As the usage line shows it: `[--by <dimensions>]…`.
        var synopsis: String {
            (isRequired ? signature : "[\(signature)]") + (isRepeatable ? "…" : "")
        }
    }
}

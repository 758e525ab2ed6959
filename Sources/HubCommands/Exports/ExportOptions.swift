import Casework
import Console
import Reporting
import Texts

/// What every export of a quarter is told: which figures, for whom, and where they go.
struct ExportOptions {
    let quarter: Quarter
    let output: String
    let edition: EditionChoice
    let isJSON: Bool

    /// Before and after an export's own options.
    static func usage(output: Usage.Option, _ own: [Usage.Option]) -> [Usage.Option] {
        [
            .value("quarter", "quarter", isRequired: true, help: "argument.quarter"), output,
            .value("edition", "edition", help: "export.option.edition"),
        ] + own + [.flag("json", help: "option.json")]
    }

    static let directory = Usage.Option.value(
        "output", "directory", values: .directory, isRequired: true, help: "export.option.output")
    static let file = Usage.Option.value(
        "output", "file", values: .file, isRequired: true, help: "export.option.file")
    static let audience = Usage.Option.value(
        "audience", "audience", values: .oneOf(["public", "internal"]),
        help: "export.option.audience")

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.required("quarter")
        output = try arguments.required("output")
        edition = try arguments.value("edition") ?? .latest
        isJSON = arguments.flag("json")
    }
}

extension Arguments {
    /// The value of a required option; the parser has seen to it that there is one.
    mutating func required<T: LosslessStringConvertible>(
        _ name: String, as _: T.Type = T.self
    ) throws(UsageError) -> T {
        guard let value = try value(name, as: T.self) else { throw .missingOption("--\(name)") }
        return value
    }
}

import Casework
import Console
import FoundationEssentials
import OpenAPI
import Operations
import Texts

/// What the command line knows of a kind of record: the words, the columns of its list, and what
/// can be given by options.
protocol RecordCommands: RegionRecord {
    /// The first word of its commands.
    static var noun: String { get }
    /// The fields that its list shows after the slug.
    static var columns: [String] { get }
    static var fields: [RecordField] { get }
    /// What follows `hubctl NOUN add` and `hubctl NOUN edit` in their examples.
    static var examples: (add: String, edit: String) { get }
    /// What a new record has where no option says otherwise.
    static var defaults: [String: JSONValue] { get }
    /// Puts what options gave into a record's object.
    static func absorb(_ given: [String: JSONValue], into object: inout [String: JSONValue])
    /// What somebody should look at in the records of a list, by their slugs.
    static func marks(_ application: Application) async throws -> [Slug: TextKey]
}

extension RecordCommands {
    static var defaults: [String: JSONValue] { [:] }

    static func marks(_ application: Application) async throws -> [Slug: TextKey] { [:] }

    static func absorb(_ given: [String: JSONValue], into object: inout [String: JSONValue]) {
        object.merge(given) { $1 }
    }

    /// The record that an object describes; the error names the field.
    static func read(_ object: [String: JSONValue]) throws -> Self {
        do {
            return try JSONDecoder().decode(
                Self.self, from: JSONEncoder().encode(JSONValue.object(object)))
        } catch let error as DecodingError {
            let slug = object["slug"]?.string.flatMap(Slug.init)
            guard let slug else { throw OperationError.invalid(field: "slug") }
            throw RegionError.invalid(
                RecordReference(kind, slug), field: error.field ?? "slug")
        }
    }

    var object: [String: JSONValue] {
        get throws {
            guard
                case .object(let object) = try JSONValue(
                    parsing: Array(JSONEncoder().encode(self)))
            else { return [:] }
            return object
        }
    }
}

extension DecodingError {
    /// The first field on the way to what is wrong.
    fileprivate var field: String? {
        switch self {
        case .keyNotFound(let key, let context):
            context.codingPath.first?.stringValue ?? key.stringValue
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            context.codingPath.first?.stringValue
        @unknown default: nil
        }
    }
}

/// A field of a record that an option gives.
struct RecordField {
    enum Form { case text, list, integer, number, flag }

    let name: String
    let placeholder: String
    let form: Form
    let isRequired: Bool
    let values: Usage.Values

    init(
        _ name: String, _ placeholder: String = "text", _ form: Form = .text,
        isRequired: Bool = false, values: Usage.Values = .any
    ) {
        self.name = name
        self.placeholder = placeholder
        self.form = form
        self.isRequired = isRequired
        self.values = values
    }

    func option(isNew: Bool) -> Usage.Option {
        let help = TextKey("field.\(name)")
        if form == .flag { return .flag(name, help: help) }
        return .value(
            name, placeholder, values: values, isRequired: isRequired && isNew,
            isRepeatable: form == .list, help: help)
    }

    /// What was given; nil where nothing was. An empty text takes a field away.
    func value(_ arguments: inout Arguments) throws(UsageError) -> JSONValue? {
        switch form {
        case .flag: return arguments.flag(name) ? true : nil
        case .integer:
            let number: Int? = try arguments.value(name)
            return number.map { .integer($0) }
        case .number:
            let number: Double? = try arguments.value(name)
            return number.map { .number($0) }
        case .text:
            let text: String? = try arguments.value(name)
            return text.map { $0.isEmpty ? .null : .string($0) }
        case .list:
            let texts: [String] = try arguments.values(name)
            return texts.isEmpty ? nil : .array(texts.filter { !$0.isEmpty }.map { .string($0) })
        }
    }
}

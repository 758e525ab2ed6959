import Casework
import FoundationEssentials
import OpenAPI

/// What the API and the pages know of a kind of record.
protocol RegionResource: RegionRecord {
    /// Below `/api/v1/` and, for staff, below `/region/`.
    static var path: String { get }
    /// In the names of operations and schemas: `Activity`, `Activities`.
    static var called: (one: String, many: String) { get }
    /// Beside the slug.
    static var fields: [RegionField] { get }
    static var example: JSONValue { get }
    /// What is written where this was sent over `old`; nil where it is new.
    func written(over old: Self?) -> Self
}

extension RegionResource {
    func written(over old: Self?) -> Self { self }

    /// What is sent.
    static var input: Schema {
        .named("\(called.one)Input", .object([slug] + fields.map(\.property)))
    }

    /// What is answered.
    static var document: Schema {
        .named(
            called.one,
            .object(
                [slug] + hidden + fields.map(\.property) + [
                    .init("id", Schemas.uuid), .init("version", .integer(1...1_000_000_000)),
                ]))
    }

    /// Members that are answered and never sent.
    private static var hidden: [Schema.Property] {
        kind == .bulletinItem
            ? [.init("status", .oneOf(BulletinItem.Status.allCases.map(\.rawValue)))] : []
    }

    static var documentExample: JSONValue {
        guard case .object(var members) = example else { return example }
        members["id"] = "0178b1a2-7c00-7000-8000-000000000001"
        members["version"] = 1
        if kind == .bulletinItem { members["status"] = "draft" }
        return .object(members)
    }

    private static var slug: Schema.Property { .init("slug", RegionSchemas.slug) }

    /// The record that a body describes; the problem points to what is wrong in it.
    init(json: JSONValue) throws {
        var json = json
        if Self.kind == .bulletinItem, case .object(var members) = json {
            // Where an item stands is for its own steps to say.
            members["status"] = .string(BulletinItem.Status.draft.rawValue)
            json = .object(members)
        }
        do {
            self = try JSONDecoder().decode(Self.self, from: JSONEncoder().encode(json))
        } catch let error as DecodingError {
            throw APIProblem(.invalid, [.init(pointer: error.pointer, rule: .choice)])
        }
    }

    var json: JSONValue {
        get throws { try JSONValue(parsing: Array(JSONEncoder().encode(self))) }
    }
}

extension DecodingError {
    fileprivate var pointer: String {
        let path: [any CodingKey] =
            switch self {
            case .keyNotFound(let key, let context): context.codingPath + [key]
            case .typeMismatch(_, let context), .valueNotFound(_, let context),
                .dataCorrupted(let context):
                context.codingPath
            @unknown default: []
            }
        return path.map { "/\($0.intValue.map(String.init) ?? $0.stringValue)" }.joined()
    }
}

extension JSONValue {
    /// Where a value stands in this one, as a JSON Pointer.
    func pointer(to value: JSONValue) -> String? {
        if self == value { return "" }
        switch self {
        case .array(let values):
            for (index, one) in values.enumerated() {
                if let rest = one.pointer(to: value) { return "/\(index)\(rest)" }
            }
        case .object(let members):
            for (name, one) in members.sorted(by: { $0.key < $1.key }) where name != "slug" {
                if let rest = one.pointer(to: value) { return "/\(name)\(rest)" }
            }
        default: break
        }
        return nil
    }
}

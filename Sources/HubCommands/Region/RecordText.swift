import Casework
import Codelists
import OpenAPI
import Texts

/// A record as a person reads it: a line a field, codes by their labels.
struct RecordText<Record: RegionRecord> {
    let texts: Texts

    /// In the order of the alphabet, but for the slug, which comes first.
    func lines(_ object: [String: JSONValue], indent: String = "") -> [String] {
        let keys = object.keys.sorted { ($0 == "slug" ? "" : $0) < ($1 == "slug" ? "" : $1) }
        return keys.flatMap { key in
            let name = texts(TextKey("field.\(key)"))
            switch object[key] {
            case .array(let items) where items.isEmpty: return [String]()
            case .array(let items):
                return ["\(indent)\(name):"]
                    + items.flatMap { item in
                        guard case .object(let part) = item else {
                            return ["\(indent)  \(label(key, item))"]
                        }
                        let lines = lines(part, indent: "\(indent)    ")
                        guard let first = lines.first else { return [] }
                        return ["\(indent)  - \(first.drop { $0 == " " })"]
                            + lines.dropFirst()
                    }
            case .object(let part):
                return ["\(indent)\(name):"] + lines(part, indent: "\(indent)  ")
            case let value?: return ["\(indent)\(name): \(label(key, value))"]
            case nil: return []
            }
        }
    }

    /// A field in a table: the number of its parts where it is a list of them.
    func cell(_ key: String, _ value: JSONValue?) -> String {
        switch value {
        case nil, .null: return ""
        case .array(let items):
            let names = items.compactMap(\.string)
            return names.count == items.count && key == "countries"
                ? names.joined(separator: ", ") : texts.number(items.count)
        case let value?: return label(key, value)
        }
    }

    /// A field that is written once in each language.
    func inLanguage(_ key: String, _ object: [String: JSONValue]) -> JSONValue? {
        let written = object["texts"]?.array ?? []
        return
            (written.first { $0["language"]?.string == texts.language.rawValue }
            ?? written.first)?[key]
    }

    private func label(_ key: String, _ value: JSONValue) -> String {
        switch value {
        case .boolean(let flag): return texts(flag ? "value.true" : "value.false")
        case .integer(let number): return texts.number(number)
        case .number(let number): return texts.decimal(number)
        case .string(let text):
            if let entry = list(key).flatMap({ Codelist.named($0)?.match(text) }) {
                return texts.language == .spanish ? entry.spanish : entry.english
            }
            guard ["kind", "status", "area", "answer"].contains(key) else { return text }
            return texts.contains(TextKey("value.\(text)"))
                ? texts(TextKey("value.\(text)")) : text
        case .null, .array, .object: return ""
        }
    }

    /// The codelist that explains a field.
    private func list(_ key: String) -> String? {
        switch key {
        case "country", "countries": "country"
        case "audience", "sex": key
        case "dimension": "mgi_dimension"
        case "kind":
            switch Record.kind {
            case .activity: "activity_kind"
            case .organisation: "organisation_kind"
            default: nil
            }
        default: nil
        }
    }
}

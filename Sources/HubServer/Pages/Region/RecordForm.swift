import Casework
import Codelists
import OpenAPI
import Texts

/// The form of a record, made from its fields: it sends the whole record to the API.
///
/// Rows that are left empty are no rows; two empty ones wait below those that are there.
struct RecordForm: Sendable {
    /// What fields that name hubs and other records offer.
    struct Choices: Sendable {
        var hubs: [FormPieces.Option] = []
        var records: [RecordKind: [FormPieces.Option]] = [:]
    }

    let texts: Texts
    let choices: Choices

    private var pieces: FormPieces { FormPieces(texts: texts) }
    private static let emptyRows = 2

    func controls(_ fields: [RegionField], _ object: JSONValue, at prefix: String = "") -> Markup {
        let items = fields.map { field in
            control(
                field.form, "\(prefix)\(field.name)", field.label, object[field.name],
                isRequired: field.isRequired && prefix.isEmpty)
        }
        return "\(items)"
    }

    private func control(
        _ form: RegionField.Form, _ name: String, _ label: TextKey, _ value: JSONValue?,
        isRequired: Bool
    ) -> Markup {
        let text = value?.string ?? ""
        switch form {
        case .line(let most):
            return pieces.input(name, label, value: text, isRequired: isRequired, most: most)
        case .area(let most):
            return pieces.area(name, label, most: most, value: text, rows: 8)
        case .address:
            return pieces.input(
                name, label, type: "url", value: text, isRequired: isRequired, most: 2_000)
        case .date:
            return pieces.input(name, label, type: "date", value: text, isRequired: isRequired)
        case .number(let range):
            return pieces.input(
                name, label, type: "number", value: value?.integer.map(String.init) ?? "",
                isRequired: isRequired,
                extra: " min=\"\(range.lowerBound)\" max=\"\(range.upperBound)\"")
        case .decimal:
            return pieces.input(
                name, label, type: "number", value: decimal(value), isRequired: isRequired,
                extra: " step=\"any\"")
        case .flag: return pieces.check(name, label, isOn: value == true, extra: " data-sparse")
        case .choice(let values):
            return select(
                name, label, values.map { .init($0, RecordWords.name(ofChoice: $0, texts)) },
                text, isRequired)
        case .code(let list):
            return select(
                name, label,
                list.entries.filter { !$0.isRetired || $0.code == text }
                    .map { .init($0.code, $0.label(texts.language)) }, text, isRequired)
        case .hub: return select(name, label, choices.hubs, text, isRequired)
        case .record(let kind):
            return select(name, label, choices.records[kind] ?? [], text, isRequired)
        case .lines(let most):
            let lines = (value?.array ?? []).compactMap(\.string).joined(separator: "\n")
            return pieces.area(
                name, label, hint: "web.region.lines", most: most * 20, value: lines,
                extra: " data-lines")
        case .several(let one): return several(one, name, label, value?.array ?? [])
        case .part(let fields):
            return group(label, controls(fields, value ?? .null, at: "\(name)/"))
        case .parts(let fields): return rows(fields, name, label, value?.array ?? [])
        }
    }

    private func decimal(_ value: JSONValue?) -> String {
        switch value {
        case .integer(let number): String(number)
        case .number(let number): String(number)
        default: ""
        }
    }

    /// A list to choose from; what is chosen and is not offered stays.
    private func select(
        _ name: String, _ label: TextKey, _ options: [FormPieces.Option], _ chosen: String,
        _ isRequired: Bool
    ) -> Markup {
        var options = options
        if !chosen.isEmpty, !options.contains(where: { $0.value == chosen }) {
            options.append(.init(chosen, chosen))
        }
        return pieces.select(
            name, label, [.init("", "–")] + options, chosen: chosen, isRequired: isRequired)
    }

    private func several(
        _ form: RegionField.Form, _ name: String, _ label: TextKey, _ values: [JSONValue]
    ) -> Markup {
        let empty = Array(repeating: JSONValue.null, count: Self.emptyRows)
        let items = (values + empty).enumerated().map { index, value in
            control(form, "\(name)/\(index)", label, value, isRequired: false)
        }
        return group(label, "<div class=\"row same\">\(items)</div>")
    }

    private func rows(
        _ fields: [RegionField], _ name: String, _ label: TextKey, _ values: [JSONValue]
    ) -> Markup {
        let isOuter = !name.contains("/")
        let empty = Array(
            repeating: JSONValue.null, count: isOuter ? Self.emptyRows : 1)
        let items = (values + empty).enumerated().map { index, value -> Markup in
            let number = texts.number(index + 1)
            let one = TextKey("field.one.\(name.split(separator: "/").last ?? "")")
            let isNew = index >= values.count
            return """
                <details class="part"\(attribute: "open", if: !isNew && isOuter)>\
                <summary>\(texts(one)) \(number)\(isNew ? " · \(texts("web.region.add"))" : "")\
                </summary>
                \(controls(fields, value, at: "\(name)/\(index)/"))</details>

                """
        }
        return group(label, "\(items)")
    }

    private func group(_ label: TextKey, _ content: Markup) -> Markup {
        "<fieldset class=\"group\"><legend>\(texts(label))</legend>\n\(content)</fieldset>\n"
    }
}

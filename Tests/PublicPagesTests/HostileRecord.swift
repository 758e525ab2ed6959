import Casework
import Codelists
import Foundation
import OpenAPI
import Operations

@testable import HubServer

/// Records that hold, in every field that a person writes freely, what is no text somewhere.
///
/// Made from the lists of fields of which the API and the forms are made: a new field is in it.
struct HostileRecord {
    let kind: RecordKind
    /// The fields, as JSON pointers, with what stands in each.
    private(set) var written: [(path: String, text: String)] = []
    /// Those that take no such text at all.
    private(set) var refused: [String] = []
    private(set) var json: JSONValue = .null

    static let slug = "hostile"

    /// HTML, SVG, script, a formula, a value's end, TeX, a link that runs something, a template.
    static func text(_ path: String) -> String {
        "=1+1;\"'><script>alert(1)</script><svg/onload=alert(2)>]]> \\input{x} %0d [x](javascript:y) \(path)"
    }

    /// What must never stand in anything that is read as markup.
    static let markup = ["<script>alert", "<svg/onload", "<svg onload"]

    /// Puts `text` in each field, as far as the record takes it there.
    init<Record: RegionResource>(
        _ type: Record.Type, slugs: [RecordKind: String], text: (String) -> String = Self.text
    ) throws {
        kind = Record.kind
        var base = Record.example
        base = Self.filled(Record.fields, base, slugs: slugs)
        Self.set("/slug", .string(Self.slug), in: &base)
        // One total a day: the example's day is taken.
        if kind == .mgiTotal { Self.set("/stated", "2019-01-01", in: &base) }
        var paths: [String] = []
        Self.collect(Record.fields, at: "", into: &paths)
        for path in paths {
            var tried = base
            let most = Self.most(at: path, in: Record.fields)
            let hostile =
                Self.isAddress(at: path, in: Record.fields)
                ? "https://example.org/\"><script>alert(1)</script>\(path)"
                : String(text(path).prefix(most))
            Self.set(path, .string(hostile), in: &tried)
            if let record = try? Record(json: tried), record.faultyField == nil,
                PlainText.faultyField(in: record) == nil
            {
                base = tried
                written.append((path, hostile))
            } else {
                refused.append(path)
            }
        }
        json = base
    }

    // MARK: The list of fields

    /// The pointers of all fields that hold free text; lists have one element.
    private static func collect(
        _ fields: [RegionField], at prefix: String, into paths: inout [String]
    ) {
        for field in fields { collect(field.form, at: "\(prefix)/\(field.name)", into: &paths) }
    }

    private static func collect(
        _ form: RegionField.Form, at path: String, into paths: inout [String]
    ) {
        switch form {
        case .line, .area, .address: paths.append(path)
        case .lines: paths.append("\(path)/0")
        case .several(let one): collect(one, at: "\(path)/0", into: &paths)
        case .part(let fields): collect(fields, at: path, into: &paths)
        case .parts(let fields): collect(fields, at: "\(path)/0", into: &paths)
        case .date, .number, .decimal, .flag, .choice, .code, .hub, .record: break
        }
    }

    private static func form(at path: String, in fields: [RegionField]) -> RegionField.Form? {
        var fields = fields
        var found: RegionField.Form?
        for name in path.split(separator: "/") where Int(name) == nil {
            guard let field = fields.first(where: { $0.name == name }) else { return nil }
            found = field.form
            switch field.form {
            case .part(let inner), .parts(let inner): fields = inner
            default: fields = []
            }
        }
        return found
    }

    private static func most(at path: String, in fields: [RegionField]) -> Int {
        switch form(at: path, in: fields) {
        case .line(let most), .area(let most), .lines(let most): most
        default: 2_000
        }
    }

    private static func isAddress(at path: String, in fields: [RegionField]) -> Bool {
        if case .address = form(at: path, in: fields) { true } else { false }
    }

    // MARK: A record with something in every field

    private static func filled(
        _ fields: [RegionField], _ example: JSONValue?, slugs: [RecordKind: String]
    ) -> JSONValue {
        var members: [String: JSONValue] = [:]
        if case .object(let known) = example { members = known }
        for field in fields {
            members[field.name] = value(
                field.form, members[field.name], slugs: slugs,
                text: field.name == "email" ? "a@example.org" : "Texto")
        }
        return .object(members)
    }

    private static func value(
        _ form: RegionField.Form, _ example: JSONValue?, slugs: [RecordKind: String],
        text: JSONValue = "Texto"
    ) -> JSONValue? {
        let first = example?.array?.first
        switch form {
        case .line, .area: return example ?? text
        case .date: return example ?? "2021-12-31"
        case .address: return "https://example.org/"
        case .number(let range): return example ?? .integer(max(1, range.lowerBound))
        case .decimal: return example ?? .integer(1)
        case .flag: return example ?? true
        case .choice(let values): return example ?? values.first.map { .string($0) }
        case .code(let list):
            return example ?? list.entries.first { $0.number > 0 }.map { .string($0.code) }
        case .hub: return example ?? "GT-TEC"
        case .record(let kind): return slugs[kind].map { .string($0) }
        case .lines: return .array([first ?? "Texto"])
        case .several(let one):
            return value(one, first, slugs: slugs).map { .array([$0]) } ?? .array([])
        case .part(let fields): return filled(fields, example, slugs: slugs)
        case .parts(let fields): return .array([filled(fields, first, slugs: slugs)])
        }
    }

    private static func set(_ path: String, _ value: JSONValue, in json: inout JSONValue) {
        var names = path.split(separator: "/").map(String.init)
        guard let name = names.first else {
            json = value
            return
        }
        names.removeFirst()
        let rest = names.map { "/\($0)" }.joined()
        switch json {
        case .object(var members):
            var inner = members[name] ?? .null
            set(rest, value, in: &inner)
            members[name] = inner
            json = .object(members)
        case .array(var values):
            guard let index = Int(name), values.indices.contains(index) else { return }
            set(rest, value, in: &values[index])
            json = .array(values)
        default: break
        }
    }
}

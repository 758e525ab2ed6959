import Casework
import Codelists
import OpenAPI
import Texts

/// A field of a record of the region: what it may hold.
///
/// Of the same list the API's description and the staff's forms are made, so that neither can drift
/// from the other.
struct RegionField: Sendable {
    indirect enum Form: Sendable {
        /// Text of one line, or of several; at most so many characters.
        case line(Int)
        case area(Int)
        case date
        /// A web address.
        case address
        case number(ClosedRange<Int>)
        case decimal
        case flag
        case choice([String])
        case code(Codelist)
        case hub
        /// The slug of another record.
        case record(RecordKind)
        /// Texts, a line each.
        case lines(Int)
        /// Several single values.
        case several(Form)
        case part([RegionField])
        case parts([RegionField])
    }

    let name: String
    let form: Form
    let isRequired: Bool

    /// One that may be left out.
    init(_ name: String, _ form: Form) {
        self.name = name
        self.form = form
        isRequired = false
    }

    init(required name: String, _ form: Form) {
        self.name = name
        self.form = form
        isRequired = true
    }

    var label: TextKey { TextKey("field.\(name)") }

    var property: Schema.Property {
        Schema.Property(name, form.schema(isRequired: isRequired), isRequired: isRequired)
    }
}

extension RegionField.Form {
    fileprivate func schema(isRequired: Bool) -> Schema {
        switch self {
        case .line(let most), .area(let most):
            .string(atLeast: isRequired ? 1 : 0, atMost: most)
        case .date: Schemas.date
        case .address: .string(atLeast: isRequired ? 1 : 0, atMost: 2_000)
        case .number(let range): .integer(range)
        case .decimal: .number
        case .flag: .boolean
        case .choice(let values): .oneOf(values)
        case .code(let list) where list.name == Country.list.name: RegionSchemas.country
        case .code(let list): .oneOf(list.entries.map(\.code))
        case .hub: Schemas.hubCode
        case .record: RegionSchemas.slug
        case .lines(let most): .array(of: .string(atLeast: 1, atMost: most), count: 0...500)
        case .several(let form):
            .array(of: form.schema(isRequired: true), count: (isRequired ? 1 : 0)...500)
        case .part(let fields): .object(fields.map(\.property))
        case .parts(let fields): .array(of: .object(fields.map(\.property)), count: 0...1_000)
        }
    }
}

/// What the documents of the region's records have in common.
enum RegionSchemas {
    static let slug = Schema.named(
        "Slug", .matching("[a-z0-9]+(-[a-z0-9]+)*", example: "darien-committee"))
    static let country = Schema.named(
        "CountryCode", .oneOf(Country.list.entries.map(\.code)))
    static let slugParameter = APIOperation.Parameter(
        "slug", in: .path, slug, summary: "The record's short name.", example: "darien-committee")
    static let version = ["ETag": "The record's version."]
}

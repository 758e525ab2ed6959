import FoundationEssentials

/// The descriptor of a Frictionless Data Package, version 2: what is in a folder, for programs.
///
/// Titles and labels are English where the standard has one place for them; the Spanish ones stand
/// beside them under the same name with `_es`, which the standard allows.
struct DataPackage: Encodable {
    struct License: Encodable {
        /// Where it can be read: an address, or a file of the package.
        let path: String?
        let title: String
        /// As Open Definition lists it, where it does.
        let name: String?
    }

    /// How much is hidden, and where it is listed.
    struct SuppressionManifest: Encodable {
        let cells: Int
        let primary: Int
        let complementary: Int
        let path: String
    }

    struct Contributor: Encodable {
        let title: String
        let roles: [String]
    }

    struct Category: Encodable {
        let value: String
        let label: String
        let labelSpanish: String

        enum CodingKeys: String, CodingKey {
            case value, label
            case labelSpanish = "label_es"
        }
    }

    struct Constraints: Encodable {
        var required: Bool?
        var minimum: Int?
        var pattern: String?
    }

    struct Field: Encodable {
        let name: String
        let type: String
        let title: String
        let titleSpanish: String
        var description: String?
        var format: String?
        /// What parts the items of a list, and what they are.
        var delimiter: String?
        var itemType: String?
        var categories: [Category]?
        var constraints: Constraints?
        /// The HXL hashtag of the column.
        var hashtag: String?

        enum CodingKeys: String, CodingKey {
            case name, type, title, description, format, delimiter, itemType, categories
            case constraints
            case titleSpanish = "title_es"
            case hashtag = "hxl"
        }
    }

    struct Schema: Encodable {
        let schema = "https://datapackage.org/profiles/2.0/tableschema.json"
        let fields: [Field]
        let missingValues = [""]
        var primaryKey: [String]?

        enum CodingKeys: String, CodingKey {
            case schema = "$schema"
            case fields, missingValues, primaryKey
        }
    }

    struct Dialect: Encodable {
        let header = true
        let delimiter = ","
        let lineTerminator = "\r\n"
        /// The row of hashtags is no data.
        var commentRows: [Int]?
    }

    struct Resource: Encodable {
        let name: String
        let path: String
        let title: String
        let titleSpanish: String
        let type = "table"
        let format = "csv"
        let mediatype = "text/csv"
        let encoding = "utf-8"
        let bytes: Int
        let hash: String
        let rows: Int
        let dialect: Dialect
        let schema: Schema

        enum CodingKeys: String, CodingKey {
            case name, path, title, type, format, mediatype, encoding, bytes, hash, rows, dialect
            case schema
            case titleSpanish = "title_es"
        }

        init(
            _ name: String, _ file: WrittenFile, title: (english: String, spanish: String),
            fields: [Field], commentRows: [Int]? = nil, primaryKey: [String]? = nil
        ) {
            self.name = name
            path = file.name
            self.title = title.english
            titleSpanish = title.spanish
            bytes = file.bytes
            hash = "sha256:\(file.sha256)"
            rows = file.rows ?? 0
            dialect = Dialect(commentRows: commentRows)
            schema = Schema(fields: fields, primaryKey: primaryKey)
        }
    }

    let schema = "https://datapackage.org/profiles/2.0/datapackage.json"
    let name: String
    let title: String
    let titleSpanish: String
    let description: String
    let descriptionSpanish: String
    let version: String
    let licenses: [License]
    let contributors: [Contributor]
    /// For whom the figures are.
    let audience: String
    /// Whether they are those of the demonstration, in which nobody exists.
    let synthetic: Bool
    let resources: [Resource]
    var suppression: SuppressionManifest?

    enum CodingKeys: String, CodingKey {
        case name, title, description, version, licenses, contributors, audience, synthetic
        case resources, suppression
        case schema = "$schema"
        case titleSpanish = "title_es"
        case descriptionSpanish = "description_es"
    }
}

extension ExportFolder {
    /// Writes a value as JSON, the same value as the same bytes.
    func json(_ name: String, _ value: some Encodable) throws -> WrittenFile {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let file = try file(name)
        try file.write(try encoder.encode(value))
        try file.write("\n")
        return try file.finish()
    }

    /// Writes lines of text.
    func text(_ name: String, _ lines: [String]) throws(ExportProblem) -> WrittenFile {
        let file = try file(name)
        try file.write(lines.joined(separator: "\n") + "\n")
        return try file.finish()
    }

    /// Writes the digests as `sha256sum --check` reads them.
    func digests(_ files: [WrittenFile]) throws(ExportProblem) -> WrittenFile {
        try text("SHA256SUMS", files.map { "\($0.sha256)  \($0.name)" })
    }
}

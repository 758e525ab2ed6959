import CaseStore
import Casework
import OpenAPI
import Operations
import Texts

extension Publication: RecordCommands {
    static let noun = "publication"
    static let columns = ["title", "country", "series", "published"]
    static let fields =
        textFields + [
            RecordField("link", "address"), RecordField("authors", "name", .list),
            RecordField("publisher"), RecordField("series"), RecordField("country", "country"),
            RecordField("topics", "text", .list), RecordField("published", "date"),
            RecordField("source"),
        ]
    static let examples = (
        add: "guyana-needs --title \"Migration Governance Needs Assessment\" --language en"
            + " --authors IOM --country GUY",
        edit: "guyana-needs --language en --link https://example.org/guyana.pdf"
    )

    static func absorb(_ given: [String: JSONValue], into object: inout [String: JSONValue]) {
        absorb(given, textFields: ["title", "link"], into: &object)
    }
}

extension BulletinItem: RecordCommands {
    static let noun = "bulletin"
    static let columns = ["dated", "country", "status", "title"]
    static let fields =
        textFields + [
            RecordField("body"), RecordField("dated", "date", isRequired: true),
            RecordField("country", "country"), RecordField("source"),
        ]
    static let defaults: [String: JSONValue] = ["status": "draft"]
    static let examples = (
        add: "hubs-2021-q1 --dated 2021-04-16 --language en --title \"Hubs assist migrants\""
            + " --body \"{{people quarter=2021-Q1 edition=1}} people were assisted.\"",
        edit: "hubs-2021-q1 --language en --title \"Information hubs assist migrants\""
    )

    /// Items with a figure of which there is a newer edition, or none at all.
    static func marks(_ application: Application) async throws -> [Slug: TextKey] {
        var marks: [Slug: TextKey] = [:]
        for entry in try await application.bulletin(onlyPublished: false) {
            let slug = entry.stored.record.slug
            if entry.figures.contains(where: { $0.state == .notPublished }) {
                marks[slug] = "bulletin.state.not_published"
            } else if entry.figures.contains(where: \.isOutdated) {
                marks[slug] = "bulletin.state.outdated"
            }
        }
        return marks
    }

    static func absorb(_ given: [String: JSONValue], into object: inout [String: JSONValue]) {
        absorb(given, textFields: ["title", "body"], into: &object)
    }
}

extension BulletinIssue: RecordCommands {
    static let noun = "issue"
    static let columns = ["dated", "title", "items"]
    static let fields = [
        RecordField("dated", "date", isRequired: true), RecordField("title", isRequired: true),
        RecordField("items", "slug", .list),
    ]
    static let examples = (
        add: "digest-2021-04 --dated 2021-04-16 --title \"Regional bulletin\""
            + " --items hubs-2021-q1",
        edit: "digest-2021-04 --title \"Regional bulletin, April 2021\""
    )
}

/// What is written once in each language.
private let textFields = [
    RecordField("language", "code"), RecordField("title", isRequired: true),
]

extension RecordCommands {
    /// Puts what belongs to one language into its text, and the rest beside.
    ///
    /// Without a language it is the first text's, or English in a new record.
    fileprivate static func absorb(
        _ given: [String: JSONValue], textFields: Set<String>,
        into object: inout [String: JSONValue]
    ) {
        var texts = object["texts"]?.array ?? []
        let language = given["language"]?.string ?? texts.first?["language"]?.string ?? "en"
        let parts = given.filter { textFields.contains($0.key) }
        if !parts.isEmpty {
            let place = texts.firstIndex { $0["language"]?.string == language }
            var text: [String: JSONValue] = ["language": .string(language)]
            if let place, case .object(let known) = texts[place] { text = known }
            text.merge(parts) { $1 }
            if let place { texts[place] = .object(text) } else { texts.append(.object(text)) }
        }
        object["texts"] = .array(texts)
        object.merge(given.filter { $0.key != "language" && !textFields.contains($0.key) }) { $1 }
    }
}

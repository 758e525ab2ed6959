import Casework
import Codelists
import Console
import OpenAPI

extension Organisation: RecordCommands {
    static let noun = "org"
    static let columns = ["name", "kind", "country", "website"]
    static var fields: [RecordField] {
        [
            RecordField("name", isRequired: true),
            RecordField("kind", "kind", isRequired: true, values: codes(OrganisationKind.list)),
            RecordField("country", "country", isRequired: true), RecordField("place"),
            RecordField("languages", "language", .list), RecordField("website", "address"),
            RecordField("email", "address"), RecordField("phone", "number"), RecordField("note"),
        ]
    }
    static let examples = (
        add: "municipality-of-talamanca --name \"Municipality of Talamanca\""
            + " --kind municipality --country CRI",
        edit: "municipality-of-talamanca --website https://example.org"
    )
}

extension Activity: RecordCommands {
    static let noun = "activity"
    static let columns = ["kind", "title", "countries", "audience", "sessions"]
    static var fields: [RecordField] {
        [
            RecordField("kind", "kind", isRequired: true, values: codes(ActivityKind.list)),
            RecordField("title", isRequired: true),
            RecordField("countries", "country", .list, isRequired: true),
            RecordField(
                "audience", "audience", isRequired: true, values: codes(ActivityAudience.list)),
            RecordField("hub", "hub"), RecordField("series"), RecordField("topics", "text", .list),
            RecordField("organisers", "slug", .list), RecordField("partners", "slug", .list),
            RecordField("note"), RecordField("source"),
        ]
    }
    static let examples = (
        add: "talamanca-training --kind training --title \"Trafficking in persons\""
            + " --countries CRI --audience municipal_staff",
        edit: "talamanca-training --topics trafficking --topics protection"
    )
}

extension Network: RecordCommands {
    static let noun = "network"
    static let columns = ["name", "kind", "countries", "members", "installed"]
    static let fields = [
        RecordField("name", isRequired: true),
        RecordField(
            "kind", "kind", isRequired: true, values: .oneOf(Form.allCases.map(\.rawValue))),
        RecordField("countries", "country", .list, isRequired: true), RecordField("place"),
        RecordField("installed", "date"), RecordField("ended", "date"), RecordField("purpose"),
        RecordField("source"),
    ]
    static let examples = (
        add: "darien-committee --name \"Darien Technical Committee\" --kind committee"
            + " --countries PAN --installed 2021-03-23",
        edit: "darien-committee --place Metetí"
    )
}

extension Meeting: RecordCommands {
    static let noun = "meeting"
    static let columns = ["network", "held", "title", "attendance"]
    static let fields = [
        RecordField("network", "slug", isRequired: true), RecordField("title", isRequired: true),
        RecordField("held", "date", isRequired: true), RecordField("place"),
        RecordField("online", "", .flag), RecordField("agenda", "text", .list),
        RecordField("minutes"),
    ]
    static let examples = (
        add: "darien-2021-03 --network darien-committee --title \"Installation\""
            + " --held 2021-03-23",
        edit: "darien-2021-03 --minutes \"The committee was installed.\""
    )
}

extension AgreedAction: RecordCommands {
    static let noun = "action"
    static let columns = ["network", "kind", "title", "owner", "due", "status"]
    static let fields = [
        RecordField("network", "slug", isRequired: true), RecordField("meeting", "slug"),
        RecordField("kind", "kind", values: .oneOf(Form.allCases.map(\.rawValue))),
        RecordField("title", isRequired: true), RecordField("owner", isRequired: true),
        RecordField("due", "date"), RecordField("note"),
    ]
    static let defaults: [String: JSONValue] = ["status": "open", "kind": "action"]
    static let examples = (
        add: "darien-needs --network darien-committee --title \"Assess needs\""
            + " --owner \"Technical secretariat\" --due 2021-04-30",
        edit: "darien-needs --due 2021-05-15"
    )
}

extension MGIParticipant: RecordCommands {
    static let noun = "mgi"
    static let columns = ["country", "name", "joined", "source"]
    static let fields = [
        RecordField("country", "country", isRequired: true), RecordField("name"),
        RecordField("joined", "date"), RecordField("source", isRequired: true),
    ]
    static let examples = (
        add: "mexico --country MEX --joined 2021-02-26 --source \"IOM, 26 February 2021\"",
        edit: "mexico --source \"IOM Mexico, 26 February 2021\""
    )
}

/// The codes of a list, as the values that an option takes.
private func codes(_ list: Codelist) -> Usage.Values {
    .oneOf(list.entries.map(\.code))
}

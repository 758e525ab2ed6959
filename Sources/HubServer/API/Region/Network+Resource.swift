import Casework
import Codelists
import OpenAPI

extension Network: RegionResource {
    static let path = "networks"
    static let called = (one: "Network", many: "Networks")
    static let fields = [
        RegionField(required: "name", .line(300)),
        RegionField(required: "kind", .choice(Form.allCases.map(\.rawValue))),
        RegionField(required: "countries", .several(.code(Country.list))),
        RegionField("place", .line(200)), RegionField("installed", .date),
        RegionField("ended", .date), RegionField("purpose", .area(4_000)),
        RegionField(
            "members",
            .parts([
                RegionField("organisation", .record(.organisation)), RegionField("hub", .hub),
                RegionField("function", .line(200)), RegionField("since", .date),
                RegionField("until", .date),
            ])),
        RegionField(
            "needs",
            .parts([
                RegionField(
                    required: "area", .choice(["protection", "assistance", "host_communities"])),
                RegionField(required: "description", .line(1_000)),
                RegionField("assessed", .date),
            ])),
        RegionField("source", .line(500)),
    ]
    static let example: JSONValue = [
        "slug": "darien-committee", "name": "Darien Technical Committee", "kind": "committee",
        "countries": ["PAN"], "installed": "2021-03-23",
        "members": [["function": "Secretariat", "since": "2021-03-23"]],
        "needs": [["area": "protection", "description": "Safe places to sleep"]],
    ]
}

extension Meeting: RegionResource {
    static let path = "meetings"
    static let called = (one: "Meeting", many: "Meetings")
    static let fields = [
        RegionField(required: "network", .record(.network)),
        RegionField(required: "title", .line(300)), RegionField(required: "held", .date),
        RegionField("place", .line(200)), RegionField("online", .flag),
        RegionField("agenda", .lines(500)),
        RegionField(
            "attendance",
            .parts([
                RegionField(required: "body", .line(200)),
                RegionField(required: "people", .number(1...100_000)),
            ])),
        RegionField("minutes", .area(50_000)),
    ]
    static let example: JSONValue = [
        "slug": "darien-installation", "network": "darien-committee", "title": "Installation",
        "held": "2021-03-23", "agenda": ["Installation"],
        "attendance": [["body": "Ministry of Security", "people": 2]],
        "minutes": "The committee was installed.",
    ]
}

extension AgreedAction: RegionResource {
    static let path = "actions"
    static let called = (one: "Action", many: "Actions")
    static let fields = [
        RegionField(required: "network", .record(.network)),
        RegionField("meeting", .record(.meeting)),
        RegionField(required: "kind", .choice(Form.allCases.map(\.rawValue))),
        RegionField(required: "title", .line(500)), RegionField(required: "owner", .line(200)),
        RegionField("due", .date),
        RegionField(required: "status", .choice(Status.allCases.map(\.rawValue))),
        RegionField("note", .area(4_000)),
    ]
    static let example: JSONValue = [
        "slug": "darien-needs", "network": "darien-committee", "kind": "action",
        "title": "Assess needs", "owner": "Secretariat", "due": "2021-04-30", "status": "open",
    ]
}

import Casework
import Codelists
import OpenAPI

extension Publication: RegionResource {
    static let path = "publications"
    static let called = (one: "Publication", many: "Publications")
    static let fields = [
        RegionField(
            required: "texts",
            .parts([
                RegionField(required: "language", .line(20)),
                RegionField(required: "title", .line(500)), RegionField("link", .address),
            ])),
        RegionField("authors", .lines(200)), RegionField("publisher", .line(200)),
        RegionField("series", .line(200)), RegionField("country", .code(Country.list)),
        RegionField("topics", .lines(200)), RegionField("published", .date),
        RegionField("source", .line(500)),
    ]
    static let example: JSONValue = [
        "slug": "guyana-needs",
        "texts": [["language": "en", "title": "Migration Governance Needs Assessment"]],
        "authors": ["International Organization for Migration"], "country": "GUY",
    ]
}

extension BulletinItem: RegionResource {
    static let path = "bulletin/items"
    static let called = (one: "BulletinItem", many: "BulletinItems")
    static let fields = [
        RegionField(required: "dated", .date), RegionField("country", .code(Country.list)),
        RegionField(
            required: "texts",
            .parts([
                RegionField(required: "language", .line(20)),
                RegionField(required: "title", .line(300)),
                RegionField(required: "body", .area(50_000)),
            ])),
        RegionField(
            "links",
            .parts([
                RegionField(required: "kind", .choice(RecordKind.allCases.map(\.rawValue))),
                RegionField(required: "slug", .line(80)),
            ])),
        RegionField(
            "pictures",
            .parts([
                RegionField(required: "link", .address), RegionField(required: "text", .line(500)),
                RegionField("credit", .line(200)),
            ])),
        RegionField("source", .line(500)),
    ]
    static let example: JSONValue = [
        "slug": "hubs-2021-q1", "dated": "2021-04-16",
        "texts": [
            [
                "language": "en", "title": "Hubs assist migrants",
                "body": "{{people quarter=2021-Q1 edition=1}} people were assisted.",
            ]
        ],
        "links": [["kind": "activity", "slug": "sne-labour-migration"]],
    ]

    func written(over old: Self?) -> Self {
        var item = self
        item.status = old?.status ?? .draft
        return item
    }
}

extension BulletinIssue: RegionResource {
    static let path = "bulletin/issues"
    static let called = (one: "BulletinIssue", many: "BulletinIssues")
    static let fields = [
        RegionField(required: "dated", .date), RegionField(required: "title", .line(300)),
        RegionField("items", .several(.record(.bulletinItem))),
    ]
    static let example: JSONValue = [
        "slug": "digest-2021-04", "dated": "2021-04-16", "title": "Regional bulletin",
        "items": ["hubs-2021-q1"],
    ]
}

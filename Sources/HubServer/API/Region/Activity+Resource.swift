import Casework
import Codelists
import OpenAPI

extension Activity: RegionResource {
    static let path = "activities"
    static let called = (one: "Activity", many: "Activities")
    static let fields = [
        RegionField(required: "title", .line(300)),
        RegionField(required: "kind", .code(ActivityKind.list)),
        RegionField(required: "countries", .several(.code(Country.list))),
        RegionField(required: "audience", .code(ActivityAudience.list)),
        RegionField("hub", .hub), RegionField("series", .line(200)),
        RegionField("topics", .lines(200)),
        RegionField("organisers", .several(.record(.organisation))),
        RegionField("partners", .several(.record(.organisation))),
        RegionField(
            "sessions",
            .parts([
                RegionField(required: "held", .date), RegionField("place", .line(200)),
                RegionField("online", .flag), RegionField("topic", .line(300)),
                RegionField("counts", .parts(count)),
            ])),
        RegionField(
            "score",
            .part([
                RegionField(required: "people", .number(1...1_000_000)),
                RegionField(required: "before", .decimal),
                RegionField(required: "after", .decimal),
                RegionField(required: "maximum", .decimal),
            ])),
        RegionField("note", .area(4_000)), RegionField("source", .line(500)),
    ]

    private static let count = [
        RegionField(required: "people", .number(1...1_000_000)), RegionField("minimum", .flag),
        RegionField("institution", .line(200)),
        RegionField("audience", .code(ActivityAudience.list)),
        RegionField("sex", .code(Sex.list)),
    ]

    static let example: JSONValue = [
        "slug": "sne-labour-migration", "title": "Training on labour migration",
        "kind": "training", "countries": ["MEX"], "audience": "employment_service",
        "topics": ["labour migration"], "organisers": ["iom"],
        "sessions": [
            ["held": "2021-03-30", "online": true, "counts": [["people": 700, "minimum": true]]]
        ],
        "score": ["people": 20, "before": .number(5.5), "after": 8, "maximum": 10],
    ]
}

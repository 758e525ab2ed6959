import Casework
import Codelists
import OpenAPI

extension MGIParticipant: RegionResource {
    static let path = "mgi/participants"
    static let called = (one: "MGIParticipant", many: "MGIParticipants")
    static let fields = [
        RegionField(required: "country", .code(Country.list)), RegionField("name", .line(200)),
        RegionField("joined", .date), RegionField(required: "source", .line(500)),
    ]
    static let example: JSONValue = [
        "slug": "mexico", "country": "MEX", "joined": "2021-02-26",
        "source": "IOM, 26 February 2021",
    ]
}

extension MGITotal: RegionResource {
    static let path = "mgi/totals"
    static let called = (one: "MGITotal", many: "MGITotals")
    static let fields = [
        RegionField(required: "stated", .date),
        RegionField(required: "countries", .number(0...1_000)),
        RegionField(required: "localities", .number(0...1_000_000)),
        RegionField(required: "source", .line(500)),
    ]
    static let example: JSONValue = [
        "slug": "iom-2021-02-25", "stated": "2021-02-25", "countries": 84, "localities": 30,
        "source": "IOM, 26 February 2021",
    ]
}

extension MGIIndicator: RegionResource {
    static let path = "mgi/indicators"
    static let called = (one: "MGIIndicator", many: "MGIIndicators")
    static let fields = [
        RegionField(required: "set", .line(60)),
        RegionField(required: "dimension", .code(IndicatorDimension.list)),
        RegionField(required: "question", .area(1_000)), RegionField("sdg", .flag),
    ]
    static let example: JSONValue = [
        "slug": "2021-health", "set": "2021",
        "dimension": .string(IndicatorDimension.list.entries[0].code),
        "question": "Do migrants have access to government-funded health services?", "sdg": true,
    ]
}

extension MGIAssessment: RegionResource {
    static let path = "mgi/assessments"
    static let called = (one: "MGIAssessment", many: "MGIAssessments")
    static let fields = [
        RegionField(required: "participant", .record(.mgiParticipant)),
        RegionField(required: "round", .number(1...100)),
        RegionField(required: "set", .line(60)), RegionField("started", .date),
        RegionField("published", .date),
        RegionField(
            "answers",
            .parts([
                RegionField(required: "indicator", .record(.mgiIndicator)),
                RegionField(required: "answer", .choice(["yes", "partly", "no", "unknown"])),
                RegionField("evidence", .line(2_000)), RegionField("link", .address),
            ])),
    ]
    static let example: JSONValue = [
        "slug": "mexico-round-1", "participant": "mexico", "round": 1, "set": "2021",
        "started": "2021-03-01",
        "answers": [["indicator": "2021-health", "answer": "yes", "evidence": "Health law"]],
    ]
}

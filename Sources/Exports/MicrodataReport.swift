public import Reporting
public import Texts

/// What was generalised and suppressed in microdata, what that cost, and how likely somebody is
/// found in them, before and after.
public struct MicrodataReport: Sendable, Encodable {
    struct Column: Sendable, Encodable {
        let name: String
        /// What the values are: `month`, `subregion`, `any`…
        let published: String
        let level: Int
        let levels: Int
        let values: Int
        let loss: Double
    }

    struct Risk: Sendable, Encodable {
        let people: Int
        let classes: Int
        let smallestClass: Int
        let unique: Int
        let belowK: Int
        let highest: Double
        let average: Double

        enum CodingKeys: String, CodingKey {
            case people, classes, unique, highest, average
            case smallestClass = "smallest_class"
            case belowK = "below_k"
        }

        init(_ risk: ReidentificationRisk) {
            people = risk.people
            classes = risk.classes
            smallestClass = risk.smallestClass
            unique = risk.unique
            belowK = risk.belowK
            highest = risk.highest
            average = risk.average
        }
    }

    let k: Int
    let l: Int
    let smallestSets: Int
    public let people: Int
    public let published: Int
    public let suppressed: Int
    let suppressedShare: Double
    let suppressedAllowed: Double
    let loss: Double
    let columns: [Column]
    let before: Risk
    let after: Risk
    let nodes: Int
    let nodesCounted: Int

    enum CodingKeys: String, CodingKey {
        case k, l, people, published, suppressed, loss, columns, before, after, nodes
        case smallestSets = "smallest_l"
        case suppressedShare = "suppressed_share"
        case suppressedAllowed = "suppressed_allowed"
        case nodesCounted = "nodes_counted"
    }

    public init(_ data: AnonymousMicrodata) {
        k = data.rule.k
        l = data.rule.l
        smallestSets = data.fewestSets
        people = data.people
        published = data.published
        suppressed = data.suppressed
        suppressedShare = data.people == 0 ? 0 : Double(data.suppressed) / Double(data.people)
        suppressedAllowed = data.rule.maximumSuppressed
        loss = data.loss
        columns = data.columns.map {
            Column(
                name: $0.quasiIdentifier.name, published: $0.levelName, level: $0.level,
                levels: $0.levels, values: $0.values.count, loss: $0.loss)
        }
        before = Risk(data.before)
        after = Risk(data.after)
        nodes = data.nodes
        nodesCounted = data.nodesCounted
    }

    /// The report for people: plain lines in one language.
    public func lines(_ texts: Texts) -> [String] {
        var lines = [
            texts(
                "export.report.rule",
                ["k": texts.number(k), "l": texts.number(l), "sets": texts.number(smallestSets)]),
            texts(
                "export.report.people",
                [
                    "people": texts.number(people), "published": texts.number(published),
                    "suppressed": texts.number(suppressed),
                    "share": texts.percent(suppressedShare, decimals: 2),
                    "allowed": texts.percent(suppressedAllowed, decimals: 2),
                ]),
            texts(
                "export.report.loss",
                [
                    "loss": texts.percent(loss), "nodes": texts.number(nodes),
                    "counted": texts.number(nodesCounted),
                ]),
            "", texts("export.report.columns"),
        ]
        for column in columns {
            lines.append(
                texts(
                    "export.report.column",
                    [
                        "column": texts(TextKey("export.column.\(column.name)")),
                        "level": texts(TextKey("export.level.\(column.published)")),
                        "loss": texts.percent(column.loss),
                    ]))
        }
        lines += ["", texts("export.report.risk")]
        for (name, risk) in [("before", before), ("after", after)] {
            lines.append(
                texts(
                    TextKey("export.report.risk.\(name)"),
                    [
                        "highest": texts.percent(risk.highest),
                        "average": texts.percent(risk.average, decimals: 2),
                        "smallest": texts.number(risk.smallestClass),
                        "classes": texts.number(risk.classes),
                        "below": texts.number(risk.belowK), "k": texts.number(k),
                        "unique": texts.number(risk.unique),
                    ]))
        }
        return lines + ["", texts("export.report.limits")]
    }
}

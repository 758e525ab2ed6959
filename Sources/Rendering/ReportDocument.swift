import Casework
public import Reporting
public import Texts

/// A quarterly report as JSON; the shape is part of the product's contract.
public struct ReportDocument: Encodable {
    /// A cell's numbers, `null` where they are hidden, with the reason.
    struct Counts: Encodable {
        let figure: Figure

        enum CodingKeys: String, CodingKey {
            case events, identified, anonymous, people, suppressed
        }

        init(_ figure: Figure) { self.figure = figure }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(figure.events, forKey: .events)
            try container.encode(figure.identified, forKey: .identified)
            try container.encode(figure.anonymous, forKey: .anonymous)
            try container.encode(figure.people, forKey: .people)
            try container.encodeIfPresent(figure.suppression, forKey: .suppressed)
        }
    }

    struct Row: Encodable {
        let category: Category
        let language: Language
        let figure: Figure

        enum CodingKeys: String, CodingKey { case code, label }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(category.code, forKey: .code)
            try container.encode(category.label(in: language), forKey: .label)
            try Counts(figure).encode(to: encoder)
        }
    }

    struct Change: Encodable {
        let quarter: String
        let events: Int?
        let people: Int?
    }

    struct ReportedHub: Encodable {
        let hub: String
        let name: String
        let events: Int
        let days: Int
        let first: String?
        let last: String?
        let late: Int
    }

    struct Complete: Encodable {
        let hubs: Int
        let reporting: Int
        let late: Int
        let byHub: [ReportedHub]

        enum CodingKeys: String, CodingKey {
            case hubs, reporting, late
            case byHub = "by_hub"
        }
    }

    let quarter: String
    /// The hub that the report is about; left out when it is about all.
    let hub: String?
    let audience: Audience
    /// The number of the edition; left out while the quarter is open.
    let edition: Int?
    let synthetic: Bool
    let totals: Counts
    /// How much more there is than in the quarter before and the year before; left out when
    /// nothing is recorded there.
    let change: [String: Change]
    let by: [String: [Row]]
    let cross: [CrossRow]
    let completeness: Complete
    /// People reached by activities, never added to these; left out where there are none.
    let reached: Reached?
    /// Referrals by pair of countries; left out where there are none.
    let referrals: Referrals?

    enum CodingKeys: String, CodingKey {
        case quarter, hub, audience, edition, synthetic, totals, change, by, cross, completeness
        case reached, referrals
    }

    public init(_ report: QuarterlyReport, language: Language) {
        quarter = report.quarter.description
        hub = report.hub?.code
        audience = report.policy.audience
        edition = report.edition
        synthetic = report.isDemonstration
        totals = Counts(report.totals)
        var change: [String: Change] = [:]
        for (name, other, quarters) in [
            ("quarter_before", report.quarterBefore, -1), ("year_before", report.yearBefore, -4),
        ] {
            guard let other else { continue }
            change[name] = Change(
                quarter: report.quarter.adding(quarters).description,
                events: report.totals.events.minus(other.events),
                people: report.totals.people.minus(other.people))
        }
        self.change = change
        by = Dictionary(
            uniqueKeysWithValues: report.tables.map { table in
                (
                    table.dimension.description,
                    table.rows.map { row in
                        Row(category: row.category, language: language, figure: row.figure)
                    }
                )
            })
        cross = report.cross.flatMap { table in
            table.rows.map { CrossRow(table: table, row: $0) }
        }
        completeness = Complete(
            hubs: report.completeness.hubs.count, reporting: report.completeness.reporting,
            late: report.completeness.late,
            byHub: report.completeness.hubs.map {
                ReportedHub(
                    hub: $0.hub.description, name: $0.name, events: $0.events, days: $0.days,
                    first: $0.firstDay?.description, last: $0.lastDay?.description, late: $0.late)
            })
        reached = Reached(report.secondary.reached, language)
        referrals = Referrals(report.secondary.referrals)
    }
}

extension ReportDocument {
    /// A cell of a table by two dimensions: its keys are the dimensions' names.
    struct CrossRow: Encodable {
        let table: QuarterlyReport.CrossTable
        let row: QuarterlyReport.CrossRow

        struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }

            init(_ name: String) { stringValue = name }
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(row.first.code, forKey: Key(table.first.description))
            try container.encode(row.second.code, forKey: Key(table.second.description))
            try Counts(row.figure).encode(to: encoder)
        }
    }
}

extension Category {
    public func label(in language: Language) -> String {
        switch language {
        case .english: english
        case .spanish, .french, .haitian: spanish
        }
    }
}

extension Int? {
    /// The difference, unless either side is hidden: then it is hidden as well.
    func minus(_ other: Int?) -> Int? {
        guard let self, let other else { return nil }
        return self - other
    }
}

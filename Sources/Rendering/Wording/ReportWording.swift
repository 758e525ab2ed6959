import Casework
import Codelists
import Reporting
import Texts

/// A report in the words of one language, for every form that people look at.
struct ReportWording {
    let report: QuarterlyReport
    let texts: Texts
    let made: CalendarDate
    /// The fewest people that a published cell shows.
    var threshold: Int {
        switch report.policy {
        case .internal: Release.defaultThreshold
        case .public(let threshold): threshold
        }
    }

    var title: String { texts("rendering.title") }

    /// `First quarter of 2021 (January–March)`.
    var period: String { period(of: report.quarter) }

    func period(of quarter: Quarter) -> String {
        texts(TextKey("rendering.period.\(quarter.number)"), ["year": String(quarter.year)])
    }

    /// The hub that the report is about; nil for all of them.
    var place: String? {
        report.hub.map { "\($0.label(in: texts.language)) (\($0.code))" }
    }

    /// What a reader's window and list of documents show.
    var documentTitle: String {
        [title, place, report.quarter.description].compactMap(\.self).joined(separator: " · ")
    }

    /// For whom the report is: it stands on every page.
    var audience: String {
        switch report.policy.audience {
        case .internal: texts("rendering.stamp.internal")
        case .public where report.edition == nil: texts("rendering.stamp.preview")
        case .public: texts("rendering.stamp.public")
        }
    }

    var synthetic: String? {
        report.isDemonstration ? texts("rendering.stamp.synthetic") : nil
    }

    var edition: String {
        report.edition.map { texts("rendering.edition", ["edition": String($0)]) }
            ?? texts("rendering.edition.open")
    }

    var madeOn: String {
        let (year, month, day) = made.parts
        return texts(
            "rendering.made", ["date": texts.date(year: year, month: month, day: day)])
    }

    /// A number of a figure; what is hidden has a word in its place, with a sign that a note explains.
    func number(_ number: Int?) -> String { number.map { texts.number($0) } ?? hidden }

    /// What stands in the place of a number that is not shown. It is one word for every reason: a
    /// reader who could tell them apart would know which numbers are of few people.
    var hidden: String { texts("rendering.hidden") + "*" }

    func label(_ category: Category) -> String { category.label(in: texts.language) }

    func name(of dimension: Dimension) -> String { texts(TextKey("dimension.\(dimension)")) }

    /// Why a dimension's rows add up to the total, or do not.
    func note(on dimension: Dimension) -> String {
        texts(dimension.addsUp ? "rendering.note.addsup" : "rendering.note.counts")
    }
}

extension ReportWording {
    /// One of the numbers beside the headline.
    struct KeyNumber {
        let number: String
        let label: String
    }

    var people: KeyNumber {
        KeyNumber(
            number: number(report.totals.people),
            label: texts("rendering.people", ["count": report.totals.people.plural]))
    }

    /// The headline's two parts, the events and where they were.
    var keyNumbers: [KeyNumber] {
        let totals = report.totals
        var numbers = [
            KeyNumber(
                number: number(totals.identified),
                label: texts("rendering.identified", ["count": totals.identified.plural])),
            KeyNumber(
                number: number(totals.anonymous),
                label: texts("rendering.anonymous", ["count": totals.anonymous.plural])),
            KeyNumber(
                number: number(totals.events),
                label: texts("rendering.events", ["count": totals.events.plural])),
        ]
        guard report.hub == nil else { return numbers }
        let hubs = report.completeness.reporting
        numbers.append(
            KeyNumber(
                number: texts.number(hubs),
                label: texts("rendering.hubs", ["count": String(hubs)])))
        numbers.append(
            KeyNumber(
                number: texts.number(countries),
                label: texts("rendering.countries", ["count": String(countries)])))
        return numbers
    }

    /// How many countries the figures are of.
    var countries: Int {
        report.tables.first { $0.dimension == .country }?.rows.count ?? 0
    }

    /// How the headline compares with the quarter before and the year before.
    var changes: [KeyNumber] {
        [(report.quarterBefore, -1), (report.yearBefore, -4)].map { other, quarters in
            let quarter = report.quarter.adding(quarters).description
            guard let other else {
                let isPublic = report.policy.audience == .public
                return KeyNumber(
                    number: "–",
                    label: texts(
                        isPublic ? "rendering.change.unpublished" : "rendering.change.none",
                        ["quarter": quarter]))
            }
            guard let difference = report.totals.people.minus(other.people),
                let former = other.people
            else {
                return KeyNumber(
                    number: texts("rendering.hidden"),
                    label: texts("rendering.change.hidden", ["quarter": quarter]))
            }
            let share =
                former == 0
                ? ""
                : " (\(texts.percent(Double(difference) / Double(former), signed: true)))"
            return KeyNumber(
                number: texts.number(difference, signed: true) + share,
                label: texts(
                    "rendering.change",
                    [
                        "quarter": quarter, "people": texts.number(former),
                        "count": String(former),
                    ]))
        }
    }
}

extension Int? {
    /// By which a text chooses between one and many; what is hidden is spoken of as many.
    var plural: String { map(String.init) ?? "" }
}

import Casework
import Drawing
import Reporting
import Texts

/// The report's pictures, made by the same code for every form.
struct ReportFigure {
    /// What a picture shows; the raw value names it in a page.
    enum Subject: String {
        case trend, map, hubs, pyramid, sex, age, nationality, service, profile, channel
    }

    let subject: Subject
    let heading: String
    /// More than one where there are more bars than a page has room for.
    let pictures: [Picture]
    let note: String?

    /// The most bars of one picture: with a heading they fit on the smaller sheet.
    static let mostBars = 38

    /// The pictures that the report has figures for, in reading order.
    static func all(
        _ wording: ReportWording, _ style: ChartStyle, _ typesetter: Typesetter
    ) -> [ReportFigure] {
        [.trend, .map, .hubs, .pyramid, .nationality, .service, .profile, .channel]
            .flatMap { figures(on: $0, wording, style, typesetter) }
    }

    /// The pictures on a subject: without a table by age and sex, each has bars of its own.
    static func figures(
        on subject: Subject, _ wording: ReportWording, _ style: ChartStyle,
        _ typesetter: Typesetter
    ) -> [ReportFigure] {
        let report = wording.report
        switch subject {
        case .trend: return trend(wording, style, typesetter).map { [$0] } ?? []
        case .map:
            guard let table = report.tables.first(where: { $0.dimension == .country }),
                !table.rows.isEmpty
            else { return [] }
            let heading = wording.texts("rendering.section.map")
            let picture = RegionMap(
                title: heading, rows: table.rows, style: style, wording: wording
            ).picture(typesetter)
            return [
                ReportFigure(
                    subject: .map, heading: heading, pictures: [picture],
                    note: wording.note(on: .country))
            ]
        case .pyramid:
            let heading = wording.texts("rendering.section.pyramid")
            if let chart = AgeSexPyramid(title: heading, style: style, wording: wording) {
                return [
                    ReportFigure(
                        subject: .pyramid, heading: heading, pictures: [chart.picture(typesetter)],
                        note: wording.note(on: .age))
                ]
            }
            return bars(.age, .age, wording, style, typesetter)
                + bars(.sex, .sex, wording, style, typesetter)
        case .hubs: return bars(.hub, subject, wording, style, typesetter)
        case .sex: return bars(.sex, subject, wording, style, typesetter)
        case .age: return bars(.age, subject, wording, style, typesetter)
        case .nationality: return bars(.nationality, subject, wording, style, typesetter)
        case .service: return bars(.service, subject, wording, style, typesetter)
        case .profile: return bars(.profile, subject, wording, style, typesetter)
        case .channel: return bars(.channel, subject, wording, style, typesetter)
        }
    }

    private static func trend(
        _ wording: ReportWording, _ style: ChartStyle, _ typesetter: Typesetter
    ) -> ReportFigure? {
        guard !wording.report.trend.isEmpty else { return nil }
        let heading = wording.texts("rendering.section.trend")
        let bars = wording.report.trend.suffix(style.isNarrow ? 6 : 8).map {
            Bar(label: $0.quarter.description, figure: $0.figure)
        }
        let chart = TrendChart(
            title: heading, bars: bars, style: style, height: style.size * style.rise,
            wording: wording)
        return ReportFigure(
            subject: .trend, heading: heading, pictures: [chart.picture(typesetter)], note: nil)
    }

    private static func bars(
        _ dimension: Dimension, _ subject: Subject, _ wording: ReportWording, _ style: ChartStyle,
        _ typesetter: Typesetter
    ) -> [ReportFigure] {
        guard let table = wording.report.tables.first(where: { $0.dimension == dimension }),
            !table.rows.isEmpty
        else { return [] }
        let heading = wording.texts(TextKey("rendering.section.\(dimension)"))
        let bars = table.rows.map { row in
            Bar(
                label: wording.label(row.category),
                code: dimension == .hub ? row.category.code : nil, figure: row.figure)
        }
        let pictures = stride(from: 0, to: bars.count, by: mostBars).map { start in
            let part = Array(bars[start..<min(start + mostBars, bars.count)])
            return BarChart(
                title: heading, bars: part, all: bars.map(\.figure), style: style,
                wording: wording
            ).picture(typesetter)
        }
        return [
            ReportFigure(
                subject: subject, heading: heading, pictures: pictures,
                note: wording.note(on: dimension))
        ]
    }
}

import Codelists
import Drawing
import Reporting
import Texts

/// People by age band, women to the left and men to the right, the oldest on top.
struct AgeSexPyramid {
    let title: String
    let style: ChartStyle
    let wording: ReportWording
    private let figures: [String: [String: Figure]]

    /// Nil unless the report has the table by age and sex.
    init?(title: String, style: ChartStyle, wording: ReportWording) {
        let table = wording.report.cross.first {
            Set([$0.first, $0.second]) == [.age, .sex]
        }
        guard let table, !table.rows.isEmpty else { return nil }
        var figures: [String: [String: Figure]] = [:]
        for row in table.rows {
            let (age, sex) = table.first == .age ? (row.first, row.second) : (row.second, row.first)
            figures[age.code, default: [:]][sex.code] = row.figure
        }
        self.figures = figures
        self.title = title
        self.style = style
        self.wording = wording
    }

    /// From the oldest to the youngest, unknown last; a band nobody is in still has its row.
    private var bands: [CodelistEntry] {
        let entries = Array(AgeBand.list.entries.filter { $0.number != 0 }.reversed())
        let unknown = figures["unknown"] ?? [:]
        let isEmpty = unknown["female"] == nil && unknown["male"] == nil
        return entries + (isEmpty ? [] : AgeBand.list.entries.prefix(1))
    }

    func picture(_ typesetter: Typesetter) -> Picture {
        var picture = Picture(
            width: style.width, height: 0, title: title, description: description)
        let labels = bands.map { typesetter.width(of: label($0), style.label) }.max() ?? 0
        let gap = labels / 2 + style.size
        let center = style.width / 2
        let shown = figures.values.flatMap { [$0["female"], $0["male"]].compactMap(\.self) }
        let numbers = shown.map {
            typesetter.width(of: wording.number($0.people), style.strong)
        }
        let room = center - gap - max(numbers.max() ?? 0, style.size * 2.6) - style.size
        let scale = BarScale(shown, length: room)
        picture.add(
            sexLabel("female"), at: Point(center - gap, style.size), .end, style.strong)
        picture.add(sexLabel("male"), at: Point(center + gap, style.size), .start, style.strong)
        let top = style.size * 1.8
        let rowHeight = style.rowHeight * 1.15
        for (index, band) in bands.enumerated() {
            let y = top + Double(index) * rowHeight
            let baseline = y + rowHeight / 2 + style.size * 0.36
            picture.add(label(band), at: Point(center, baseline), .middle, style.label)
            for (sex, side) in [("female", -1.0), ("male", 1.0)] {
                add(
                    figures[band.code]?[sex], to: &picture, from: center + side * gap, side,
                    y: y + rowHeight * 0.12, height: rowHeight * 0.76, baseline, scale, sex)
            }
        }
        picture.height = top + Double(bands.count) * rowHeight + 2
        let others = self.others
        for line in typesetter.lines(of: others, style.quiet, width: style.width)
        where !others.isEmpty {
            picture.height += style.size * 1.6
            picture.add(
                line, at: Point(center, picture.height - style.size * 0.5), .middle, style.quiet)
        }
        return picture
    }

    /// A side without a figure counts nobody.
    private func add(
        _ figure: Figure?, to picture: inout Picture, from x: Double, _ side: Double, y: Double,
        height: Double, _ baseline: Double, _ scale: BarScale, _ sex: String
    ) {
        let length: Double
        let isHidden = figure != nil && figure?.people == nil
        if isHidden {
            length = style.hiddenWidth
        } else {
            length = scale.length(figure?.people)
        }
        let box = Box(x: side < 0 ? x - length : x, y: y, width: length, height: height)
        if isHidden {
            picture.marks.append(.rectangle(box, fill: .hatched))
        } else if length > 0 {
            picture.marks.append(
                .shape([box.corners], fill: sex == "female" ? .accent : .pale, stroke: .accent))
        }
        picture.add(
            isHidden
                ? wording.hidden : wording.texts.number(figure?.people ?? 0),
            at: Point(x + side * (length + style.size * 0.5), baseline),
            side < 0 ? .end : .start, isHidden ? style.hidden : style.strong)
    }

    /// Those whom neither side shows.
    private var others: String {
        let table = wording.report.tables.first { $0.dimension == .sex }
        let rows = table?.rows.filter { !["female", "male"].contains($0.category.code) } ?? []
        guard !rows.isEmpty else { return "" }
        let numbers = rows.map {
            "\(wording.label($0.category)) \(wording.number($0.figure.people))"
        }
        return "\(wording.name(of: .sex)): \(numbers.joined(separator: " · "))"
    }

    private func label(_ entry: CodelistEntry) -> String {
        wording.texts.language == .spanish ? entry.spanish : entry.english
    }

    private func sexLabel(_ code: String) -> String {
        Sex.list.entries.first { $0.code == code }.map(label) ?? code
    }

    private var description: String {
        bands.map { band in
            let sides = ["female", "male"].map { sex in
                let figure = figures[band.code]?[sex]
                let number =
                    figure.map { wording.number($0.people) } ?? wording.texts.number(0)
                return "\(sexLabel(sex)) \(number)"
            }
            return "\(label(band)): \(sides.joined(separator: ", "))"
        }.joined(separator: "; ")
    }
}

import Drawing
import Reporting
import Texts

/// Horizontal bars, one a row, each with its label before it, or above it where it is narrow, and its
/// number after it.
struct BarChart {
    let title: String
    let bars: [Bar]
    /// The figures of all bars, also those of other pictures: one scale serves them.
    let all: [Figure]
    let style: ChartStyle
    let wording: ReportWording

    func picture(_ typesetter: Typesetter) -> Picture {
        let description = bars.map {
            "\($0.text): \(wording.number($0.figure.people))"
        }
        var picture = Picture(
            width: style.width, height: 0, title: title,
            description: description.joined(separator: "; "))
        let widest = bars.map { typesetter.width(of: $0.text, style.label) }.max() ?? 0
        let left = style.isNarrow ? 0 : min(widest, style.width * 0.5) + style.size
        let numbers = bars.map {
            typesetter.width(of: wording.number($0.figure.people), style.strong)
        }
        let room = style.width - left - (numbers.max() ?? 0) - style.size
        let scale = BarScale(all, length: room)
        let top =
            picture.addLegend(legend, at: Point(left, 0), style, typesetter) + style.size * 0.8
        for (index, bar) in bars.enumerated() {
            let y = top + Double(index) * rowHeight
            let corner = Point(left, y + rowHeight - (style.rowHeight + style.barHeight) / 2)
            let baseline = corner.y + style.barHeight / 2 + style.size * 0.36
            let label = fitted(
                bar, width: style.isNarrow ? style.width : left - style.size, typesetter)
            if style.isNarrow {
                picture.add(label, at: Point(0, y + style.size), .start, style.label)
            } else {
                picture.add(
                    label, at: Point(left - style.size * 0.8, baseline), .end, style.label)
            }
            guard let people = bar.figure.people else {
                let box = Box(
                    x: corner.x, y: corner.y, width: style.hiddenWidth, height: style.barHeight)
                picture.marks.append(.rectangle(box, fill: .hatched))
                picture.add(
                    wording.hidden,
                    at: Point(left + style.hiddenWidth + style.size * 0.5, baseline), .start,
                    style.hidden)
                continue
            }
            let parts = scale.parts(bar.figure)
            picture.addBar(
                at: corner, height: style.barHeight, identified: parts.identified,
                anonymous: parts.anonymous)
            picture.add(
                wording.texts.number(people),
                at: Point(
                    left + parts.identified + parts.anonymous + style.size * 0.5, baseline),
                .start, style.strong)
        }
        let bottom = top + Double(bars.count) * rowHeight
        if !style.isNarrow {
            picture.marks.append(
                .line(Point(left, top), Point(left, bottom), .quiet, width: 0.6))
        }
        picture.height = bottom + 2
        return picture
    }

    private var rowHeight: Double { style.rowHeight + (style.isNarrow ? style.size * 1.15 : 0) }

    private func fitted(_ bar: Bar, width: Double, _ typesetter: Typesetter) -> String {
        guard let code = bar.code else {
            return typesetter.fitted(bar.label, style.label, width: width)
        }
        guard typesetter.width(of: bar.text, style.label) > width + 0.1 else { return bar.text }
        let room = width - typesetter.width(of: "  " + code, style.label)
        return typesetter.fitted(bar.label, style.label, width: room) + "  " + code
    }

    private var legend: [(paint: Paint, text: String)] {
        wording.legend(hidden: bars.contains { $0.figure.people == nil })
    }
}

extension ReportWording {
    /// What the two parts of a bar mean, and the hatching where there is any.
    func legend(hidden: Bool) -> [(paint: Paint, text: String)] {
        var entries: [(paint: Paint, text: String)] = [
            (.accent, texts("column.identified")), (.pale, texts("column.anonymous")),
        ]
        if hidden { entries.append((.hatched, texts("rendering.hidden"))) }
        return entries
    }
}

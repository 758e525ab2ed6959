import Drawing
import Reporting
import Texts

/// Upright bars, one a quarter, oldest first.
struct TrendChart {
    let title: String
    let bars: [Bar]
    let style: ChartStyle
    let height: Double
    let wording: ReportWording

    func picture(_ typesetter: Typesetter) -> Picture {
        let description = bars.map {
            "\($0.label): \(wording.number($0.figure.people))"
        }
        var picture = Picture(
            width: style.width, height: height, title: title,
            description: description.joined(separator: "; "))
        picture.addLegend(
            wording.legend(hidden: bars.contains { $0.figure.people == nil }), at: Point(0, 0),
            style, typesetter)
        let top = style.size * 3.6
        let bottom = height - style.size * (style.isNarrow ? 3.2 : 2)
        let scale = BarScale(bars.map(\.figure), length: bottom - top)
        let step = style.width / Double(max(bars.count, 4))
        let barWidth = min(step * 0.56, style.size * 6)
        // Long numbers are set smaller rather than over one another.
        let widest = bars.map {
            typesetter.width(of: wording.number($0.figure.people), style.strong)
        }
        var number = style.strong
        number.size *= min(1, (step - 3) / max(1, widest.max() ?? 1))
        for (index, bar) in bars.enumerated() {
            let center = step * (Double(index) + 0.5)
            let x = center - barWidth / 2
            let isLast = index == bars.count - 1
            // Narrow, the year stands under the quarter.
            let lines: [Substring] =
                style.isNarrow ? bar.label.split(separator: "-").reversed() : [bar.label[...]]
            for (line, text) in lines.enumerated() {
                picture.add(
                    String(text),
                    at: Point(center, bottom + style.size * (1.4 + 1.2 * Double(line))), .middle,
                    isLast ? style.strong : style.label)
            }
            guard let people = bar.figure.people else {
                let box = Box(
                    x: x, y: bottom - style.hiddenWidth, width: barWidth,
                    height: style.hiddenWidth)
                picture.marks.append(.rectangle(box, fill: .hatched))
                picture.add(
                    wording.hidden,
                    at: Point(center, bottom - style.hiddenWidth - style.size * 0.5), .middle,
                    style.hidden)
                continue
            }
            let parts = scale.parts(bar.figure)
            if parts.identified > 0 {
                picture.marks.append(
                    .rectangle(
                        Box(
                            x: x, y: bottom - parts.identified, width: barWidth,
                            height: parts.identified), fill: .accent))
            }
            let tip = bottom - parts.identified - parts.anonymous
            if parts.anonymous > 0 {
                let box = Box(x: x, y: tip, width: barWidth, height: parts.anonymous)
                picture.marks.append(.shape([box.corners], fill: .pale, stroke: .accent))
            }
            picture.add(
                wording.texts.number(people), at: Point(center, tip - style.size * 0.5), .middle,
                number)
        }
        picture.marks.append(
            .line(Point(0, bottom), Point(style.width, bottom), .quiet, width: 0.6))
        return picture
    }
}

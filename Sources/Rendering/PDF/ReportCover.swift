import Casework
import Drawing
import Reporting
import Texts

/// The first page, and what stands at the head and the foot of the others.
struct ReportCover {
    let wording: ReportWording

    func draw(on flow: inout PageFlow) {
        let (left, width) = (flow.margin, flow.contentWidth)
        flow.add(
            .rectangle(Box(x: 0, y: 0, width: flow.width, height: 10), fill: .accent))
        flow.y = 70
        paragraph(wording.texts("rendering.kicker"), TextStyle(10, .regular, .quiet), &flow)
        flow.y += 34
        flow.add(.begin("H1"))
        for line in flow.typesetter.lines(
            of: wording.title, TextStyle(27, .light, .accent), width: width)
        {
            text(line, TextStyle(27, .light, .accent), &flow)
        }
        flow.add(.end)
        if let place = wording.place {
            paragraph(place, TextStyle(16, .semibold), &flow)
        }
        paragraph(wording.period, TextStyle(14, .regular), &flow)
        flow.y += 16
        stamps(on: &flow)
        flow.y += 34
        headline(on: &flow)
        flow.y += 22
        keyNumbers(wording.keyNumbers, perRow: 3, on: &flow, TextStyle(21, .light))
        flow.y += 14
        flow.add(.line(Point(left, flow.y), Point(left + width, flow.y), .rule, width: 0.8))
        flow.y += 8
        keyNumbers(wording.changes, perRow: 2, on: &flow, TextStyle(15, .light))
        flow.y += 16
        for sentence in wording.completeness.prefix(2) {
            flow.paragraph(sentence, TextStyle(9.5))
        }
        if wording.report.totals.events == 0 { flow.paragraph(wording.texts("rendering.none")) }
        if let note = wording.hiddenNote { flow.paragraph(note, TextStyle(8, .regular, .quiet)) }
    }

    private func headline(on flow: inout PageFlow) {
        let people = wording.people
        let size = wording.report.totals.people == nil ? 34.0 : 64.0
        flow.add(.begin("P"))
        flow.y += size
        flow.add(
            .text(
                people.number, at: Point(flow.margin - 2, flow.y), .start,
                TextStyle(size, .light, .accent)))
        flow.y += 24
        flow.add(
            .text(people.label, at: Point(flow.margin, flow.y), .start, TextStyle(13, .semibold)))
        flow.add(.end)
    }

    /// Numbers with their words beneath, side by side.
    private func keyNumbers(
        _ numbers: [ReportWording.KeyNumber], perRow: Int, on flow: inout PageFlow,
        _ style: TextStyle
    ) {
        let column = flow.contentWidth / Double(perRow)
        let small = TextStyle(9, .regular, .quiet)
        for start in stride(from: 0, to: numbers.count, by: perRow) {
            var lowest = flow.y
            for (offset, number) in numbers[start..<min(start + perRow, numbers.count)].enumerated()
            {
                let x = flow.margin + Double(offset) * column
                var y = flow.y + style.lineHeight
                flow.add(.begin("P"))
                flow.add(.text(number.number, at: Point(x, y), .start, style))
                for line in flow.typesetter.lines(of: number.label, small, width: column - 16) {
                    y += small.lineHeight + 1
                    flow.add(.text(line, at: Point(x, y), .start, small))
                }
                flow.add(.end)
                lowest = max(lowest, y)
            }
            flow.y = lowest + 12
        }
    }

    /// For whom it is, that it is synthetic, which edition: framed, so that nobody misses it.
    private func stamps(on flow: inout PageFlow) {
        let strong = TextStyle(9.5, .semibold)
        for stamp in [wording.audience, wording.synthetic].compactMap(\.self) {
            let width = min(
                flow.typesetter.width(of: stamp, strong) + 20, flow.contentWidth)
            let box = Box(x: flow.margin, y: flow.y, width: width, height: 22)
            flow.add(.shape([box.corners], fill: .panel, stroke: .ink))
            flow.add(.begin("P"))
            flow.add(.text(stamp, at: Point(flow.margin + 10, flow.y + 14.5), .start, strong))
            flow.add(.end)
            flow.y += 28
        }
        paragraph(
            "\(wording.edition) · \(wording.madeOn)", TextStyle(9.5, .regular, .quiet), &flow)
    }

    private func paragraph(_ text: String, _ style: TextStyle, _ flow: inout PageFlow) {
        flow.add(.begin("P"))
        for line in flow.typesetter.lines(of: text, style, width: flow.contentWidth) {
            self.text(line, style, &flow)
        }
        flow.add(.end)
    }

    private func text(_ line: String, _ style: TextStyle, _ flow: inout PageFlow) {
        flow.y += style.lineHeight
        flow.add(
            .text(
                line, at: Point(flow.margin, flow.y - style.lineHeight * 0.28), .start, style))
    }

    /// Title, quarter and stamps, small, above every further page.
    func runningHead(_ flow: PageFlow) -> [Mark] {
        let style = TextStyle(7.5, .regular, .quiet)
        let left = [wording.title, wording.place, wording.report.quarter.description]
            .compactMap(\.self).joined(separator: " · ")
        let stamp = TextStyle(7.5, .semibold)
        let right = flow.margin + flow.contentWidth
        var marks: [Mark] = [
            .text(left, at: Point(flow.margin, 40), .start, style)
        ]
        marks.append(.text(wording.audience, at: Point(right, 40), .end, stamp))
        if let synthetic = wording.synthetic {
            marks.append(.text(synthetic, at: Point(right, 51), .end, stamp))
        }
        marks.append(.line(Point(flow.margin, 58), Point(right, 58), .rule, width: 0.6))
        return marks
    }

    func foot(_ flow: PageFlow, page: Int, of pages: Int) -> [Mark] {
        let style = TextStyle(7.5, .regular, .quiet)
        let y = flow.height - 36
        let number = wording.texts(
            "rendering.page", ["page": String(page), "pages": String(pages)])
        let right = flow.margin + flow.contentWidth
        // Wherever there is a number that is hidden, the sign beside it is explained on the page.
        let note = page == 1 ? nil : wording.hiddenNote
        let notes = note.map { Mark.text($0, at: Point(flow.margin, y - 13), .start, style) }
        return [notes].compactMap(\.self) + [
            .text(
                "\(wording.edition) · \(wording.madeOn)", at: Point(flow.margin, y), .start, style),
            .text(number, at: Point(right, y), .end, style),
        ]
    }
}

public import Casework
import Drawing
public import Reporting
public import Texts

/// The quarter on one sheet: the headline, its parts, and as many pictures as there is room for.
public struct ReportPicture {
    let wording: ReportWording
    private static let (width, height, margin) = (620.0, 877.0, 44.0)

    public init(_ report: QuarterlyReport, texts: Texts, made: CalendarDate) {
        wording = ReportWording(report: report, texts: texts, made: made)
    }

    /// SVG, its texts as texts.
    public var svg: String { picture.svg(named: "quarter", standalone: true) }

    /// PNG, two pixels to the point.
    public var png: [UInt8] {
        get throws { try picture.png() }
    }

    private var content: Double { Self.width - 2 * Self.margin }

    var picture: Picture {
        let typesetter = Typesetter()
        var picture = Picture(
            width: Self.width, height: Self.height, title: wording.documentTitle,
            description: "\(wording.people.number) \(wording.people.label). \(wording.period)")
        picture.marks.append(
            .rectangle(Box(x: 0, y: 0, width: Self.width, height: 8), fill: .accent))
        var y = head(on: &picture, typesetter)
        guard wording.report.totals.events != 0 else {
            addFoot(to: &picture)
            return picture
        }
        // One hub has no map: its bars take the room.
        let style = ChartStyle(
            width: content, size: wording.report.hub == nil ? 7.8 : 9.4, rise: 16)
        let wide = [.trend, .map] as [ReportFigure.Subject]
        let narrow =
            [.pyramid, .channel, .service, .profile, .nationality]
            as [ReportFigure.Subject]
        for subject in wide {
            let style = subject == .map ? style.with(width: content * 0.84) : style
            for figure in ReportFigure.figures(on: subject, wording, style, typesetter) {
                y += add(figure, to: &picture, at: Point(Self.margin, y))
            }
        }
        let half = style.with(width: (content - 28) / 2)
        var columns = [y, y]
        let lowest = Self.height - 36 - (wording.hiddenNote == nil ? 0 : 10)
        for subject in narrow {
            for figure in ReportFigure.figures(on: subject, wording, half, typesetter) {
                let column = columns[0] <= columns[1] ? 0 : 1
                let place = Point(
                    Self.margin + Double(column) * (half.width + 28), columns[column])
                guard place.y + height(of: figure) < lowest else { continue }
                columns[column] += add(figure, to: &picture, at: place)
            }
        }
        addFoot(to: &picture)
        return picture
    }

    /// How much room a figure takes with its heading: its first picture, if it has several.
    private func height(of figure: ReportFigure) -> Double {
        (figure.pictures.first?.height ?? 0) + 22
    }

    /// Adds a figure under its heading; returns how much room both take, and a gap below.
    private func add(
        _ figure: ReportFigure, to picture: inout Picture, at corner: Point
    ) -> Double {
        picture.add(
            figure.heading, at: Point(corner.x, corner.y + 12), .start,
            TextStyle(11.5, .semibold, .accent))
        if let first = figure.pictures.first {
            picture.add(first, at: Point(corner.x, corner.y + 22))
        }
        return height(of: figure) + 16
    }

    /// Title, stamps and numbers; returns where they end.
    private func head(on picture: inout Picture, _ typesetter: Typesetter) -> Double {
        let left = Self.margin
        picture.add(
            typesetter.fitted(wording.title, TextStyle(21, .light, .accent), width: content),
            at: Point(left, 52), .start, TextStyle(21, .light, .accent))
        let period = [wording.place, wording.period].compactMap(\.self).joined(separator: " · ")
        picture.add(period, at: Point(left, 72), .start, TextStyle(11))
        let stamps = [wording.audience, wording.synthetic].compactMap(\.self)
        let stamp = stamps.joined(separator: " · ")
        let bold = TextStyle(8.5, .semibold)
        let frame = Box(
            x: left, y: 84, width: typesetter.width(of: stamp, bold) + 18, height: 19)
        picture.marks.append(.shape([frame.corners], fill: .panel, stroke: .ink))
        picture.add(stamp, at: Point(left + 9, 96.8), .start, bold)
        let size = wording.report.totals.people == nil ? 26.0 : 46.0
        let large = TextStyle(size, .light, .accent)
        picture.add(wording.people.number, at: Point(left - 1, 152), .start, large)
        picture.add(
            wording.people.label, at: Point(left, 168), .start, TextStyle(10, .semibold))
        let start = max(typesetter.width(of: wording.people.number, large), 130) + left + 24
        let column = (Self.width - Self.margin - start) / 3
        let small = TextStyle(7.8, .regular, .quiet)
        for (index, number) in wording.keyNumbers.enumerated() {
            let x = start + Double(index % 3) * column
            let y = 128 + Double(index / 3) * 38
            picture.add(number.number, at: Point(x, y), .start, TextStyle(15, .light))
            for (line, text) in typesetter.lines(of: number.label, small, width: column - 8)
                .prefix(2).enumerated()
            {
                picture.add(
                    text, at: Point(x, y + 10.5 + Double(line) * 9.5), .start, small)
            }
        }
        if wording.report.totals.events == 0 {
            picture.add(
                wording.texts("rendering.none"), at: Point(left, 210), .start, TextStyle(11))
        }
        return 196
    }

    private func addFoot(to picture: inout Picture) {
        let style = TextStyle(7, .regular, .quiet)
        let y = Self.height - 20
        picture.marks.append(
            .line(
                Point(Self.margin, y - 12), Point(Self.width - Self.margin, y - 12), .rule,
                width: 0.6))
        picture.add(
            "\(wording.edition) · \(wording.madeOn)", at: Point(Self.margin, y), .start, style)
        picture.add(
            wording.texts("rendering.method.map.short"),
            at: Point(Self.width - Self.margin, y), .end, style)
        if let note = wording.hiddenNote {
            picture.add(note, at: Point(Self.margin, y - 17), .start, style)
        }
    }
}

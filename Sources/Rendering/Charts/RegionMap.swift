import Drawing
import Reporting
import Texts

/// The region's countries shaded by people assisted, each with its name and number.
struct RegionMap {
    let title: String
    let rows: [QuarterlyReport.Row]
    let style: ChartStyle
    let wording: ReportWording

    private static let (west, east, south, north) = (-118.6, -67.4, 6.6, 33.2)
    /// A degree of longitude at the map's middle against one of latitude.
    private static let narrowing = 0.945

    /// Where a country is pointed at, and where its label stands, in the open sea.
    private static let places: [String: Place] = [
        "MEX": Place(at: Point(-103.2, 22), label: Point(-112.5, 19.2), .middle, .above),
        "GTM": Place(at: Point(-91.1, 14.6), label: Point(-99.2, 14.6), .end, .right),
        "SLV": Place(at: Point(-88.9, 13.6), label: Point(-97, 11), .end, .right),
        "CRI": Place(at: Point(-84.6, 10.2), label: Point(-89.3, 8.5), .end, .right),
        "BLZ": Place(at: Point(-88.5, 17.3), label: Point(-85.4, 20.4), .start, .left),
        "HND": Place(at: Point(-85.8, 15.2), label: Point(-81.8, 17.3), .start, .left),
        "DOM": Place(at: Point(-70.3, 19), label: Point(-67.5, 14.1), .end, .above),
        "PAN": Place(at: Point(-79.9, 8.8), label: Point(-78.6, 11.4), .start, .left),
    ]

    /// On a narrow map letters take more of the sea.
    private static let narrowPlaces: [String: Place] = [
        "SLV": Place(at: Point(-88.9, 13.6), label: Point(-97, 9.9), .end, .right),
        "CRI": Place(at: Point(-84.6, 10.2), label: Point(-87, 8.5), .end, .right),
        "BLZ": Place(at: Point(-88.5, 17.3), label: Point(-85.4, 21.4), .start, .left),
        "DOM": Place(at: Point(-70.3, 19), label: Point(-67.5, 12.6), .end, .above),
        "PAN": Place(at: Point(-79.9, 8.8), label: Point(-80.7, 7.6), .start, .left),
    ]

    private struct Place {
        /// The side of the label at which the line to the country ends.
        enum Side { case left, right, above }

        let at: Point
        let label: Point
        let anchor: Mark.Anchor
        let side: Side

        init(at: Point, label: Point, _ anchor: Mark.Anchor, _ side: Side) {
            self.at = at
            self.label = label
            self.anchor = anchor
            self.side = side
        }
    }

    private var scale: Double { style.width / (Self.east - Self.west) / Self.narrowing }

    private func place(_ point: Point) -> Point {
        Point(
            (point.x - Self.west) * scale * Self.narrowing, (Self.north - point.y) * scale)
    }

    func picture(_ typesetter: Typesetter) -> Picture {
        let figures = Dictionary(uniqueKeysWithValues: rows.map { ($0.category.code, $0.figure) })
        let classes = MapScale(greatest: figures.values.compactMap(\.people).max() ?? 0)
        let height = (Self.north - Self.south) * scale
        var picture = Picture(
            width: style.width, height: height, title: title,
            description: rows.map {
                "\(wording.label($0.category)): \(wording.number($0.figure.people))"
            }.joined(separator: "; "))
        for country in Outlines.embedded.countries {
            let figure = figures[country.code]
            let fill: Paint =
                figure.map { figure in figure.people.map(classes.shade) ?? .hatched } ?? .land
            picture.marks.append(
                .shape(
                    country.rings.map { $0.map(place) }, fill: fill,
                    stroke: figure == nil ? .rule : .quiet))
        }
        for row in rows { addLabel(of: row, to: &picture) }
        addLegend(
            classes, hidden: rows.contains { $0.figure.people == nil }, to: &picture, height,
            typesetter)
        return picture
    }

    private func addLabel(of row: QuarterlyReport.Row, to picture: inout Picture) {
        let code = row.category.code
        let narrow = style.isNarrow ? Self.narrowPlaces[code] : nil
        guard let spot = narrow ?? Self.places[code] else { return }
        let (target, label) = (place(spot.at), place(spot.label))
        let name = wording.label(row.category)
        let lines =
            style.isNarrow && name.count > 14
            ? name.split(separator: " ", maxSplits: 1).map { String($0) } : [name]
        let step = style.size * 1.2
        let below = label.y + Double(lines.count - 1) * step + style.size * 1.25
        let (near, middle) = (style.size * 0.4, label.y + style.size * 0.2)
        let end: Point =
            switch spot.side {
            case .left: Point(label.x - near, middle)
            case .right: Point(label.x + near, middle)
            case .above:
                Point(
                    label.x - (spot.anchor == .end ? style.size * 2 : 0),
                    label.y - style.size * 1.1)
            }
        picture.marks.append(.line(target, end, .quiet, width: 0.6))
        picture.marks.append(.dot(target, radius: 1.4, fill: .paper, stroke: .ink))
        for (index, line) in lines.enumerated() {
            picture.add(
                line, at: Point(label.x, label.y + Double(index) * step), spot.anchor, style.label)
        }
        let isHidden = row.figure.people == nil
        picture.add(
            wording.number(row.figure.people), at: Point(label.x, below), spot.anchor,
            isHidden ? style.hidden : style.strong)
    }

    private func addLegend(
        _ classes: MapScale, hidden: Bool, to picture: inout Picture, _ height: Double,
        _ typesetter: Typesetter
    ) {
        let texts = wording.texts
        var entries: [(paint: Paint, text: String)] = (0..<classes.classes).map { index in
            let range = classes.range(of: index)
            let text =
                range.count == 1
                ? texts.number(range.lowerBound)
                : "\(texts.number(range.lowerBound))–\(texts.number(range.upperBound))"
            return (classes.paint(of: index), text)
        }
        if hidden { entries.append((.hatched, texts("rendering.hidden"))) }
        entries.append((.land, texts("rendering.map.none")))
        picture.height =
            height + style.size * 1.6
            + picture.addLegend(
                entries, at: Point(0, height + style.size * 1.2), style, typesetter)
    }
}

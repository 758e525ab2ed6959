import Drawing

/// How large charts are set. A page has each of its charts twice: as wide as its text, and for a
/// telephone, where letters would be too small to read if the wide one shrank.
struct ChartStyle {
    let width: Double
    /// The size of labels; everything else follows from it.
    let size: Double
    /// How high upright bars stand, in sizes of labels.
    var rise = 20.0
    /// Whether there is no room for a label beside its bar: then it stands above it.
    var isNarrow = false

    var label: TextStyle { TextStyle(size) }
    var strong: TextStyle { TextStyle(size, .semibold) }
    var quiet: TextStyle { TextStyle(size * 0.92, .regular, .quiet) }
    var hidden: TextStyle { TextStyle(size * 0.92, .regular, italic: true, .quiet) }

    /// Every mark of something hidden has this width: its size tells nothing.
    var hiddenWidth: Double { size * 3 }
    /// From one row of bars to the next.
    var rowHeight: Double { size * 1.75 }
    var barHeight: Double { size * 1.05 }

    static let print = ChartStyle(width: 483, size: 8.2)
    static let page = ChartStyle(width: 440, size: 11.5)
    static let phone = ChartStyle(width: 300, size: 12, rise: 15, isNarrow: true)

    func with(width: Double) -> Self {
        Self(width: width, size: size, rise: rise, isNarrow: isNarrow)
    }
}

extension Picture {
    /// Draws a bar of identified and anonymous people; nothing for none.
    mutating func addBar(at corner: Point, height: Double, identified: Double, anonymous: Double) {
        if identified > 0 {
            marks.append(
                .rectangle(
                    Box(x: corner.x, y: corner.y, width: identified, height: height),
                    fill: .accent))
        }
        if anonymous > 0 {
            marks.append(
                .shape(
                    [
                        Box(x: corner.x + identified, y: corner.y, width: anonymous, height: height)
                            .corners
                    ], fill: .pale, stroke: .accent))
        }
    }

    /// The marks' meanings, in as many lines as they need; returns how high they are.
    @discardableResult
    mutating func addLegend(
        _ entries: [(paint: Paint, text: String)], at corner: Point, _ style: ChartStyle,
        _ typesetter: Typesetter
    ) -> Double {
        var (x, y) = (corner.x, corner.y)
        let side = style.size * 0.9
        for entry in entries {
            let room = side * 2 + typesetter.width(of: entry.text, style.quiet)
            if x > corner.x, x + room > style.width {
                x = corner.x
                y += style.size * 1.7
            }
            let box = Box(x: x, y: y, width: side * 1.5, height: side)
            marks.append(.shape([box.corners], fill: entry.paint, stroke: .quiet))
            x += side * 2
            add(entry.text, at: Point(x, y + side * 0.9), .start, style.quiet)
            x += room - side * 2 + style.size * 1.6
        }
        return y - corner.y + style.size
    }
}

import CPangoCairo

/// Draws marks on one of cairo's surfaces.
struct Canvas {
    let cairo: OpaquePointer
    let typesetter: Typesetter
    /// Whether the surface keeps a document's structure.
    let isTagged: Bool

    func draw(_ marks: [Mark]) {
        // Cairo wants a tag's name again where it ends.
        var open: [String] = []
        for mark in marks {
            switch mark {
            case .begin(let tag): open.append(tag)
            case .beginFigure: open.append("Figure")
            case .end:
                if let tag = open.popLast(), isTagged { cairo_tag_end(cairo, tag) }
                continue
            default:
                draw(mark)
                continue
            }
            if isTagged, let tag = open.last { cairo_tag_begin(cairo, tag, nil) }
        }
    }

    private func draw(_ mark: Mark) {
        switch mark {
        case .rectangle(let box, let fill): shape([box.corners], fill, stroke: nil)
        case .shape(let rings, let fill, let stroke): shape(rings, fill, stroke: stroke)
        case .line(let start, let end, let paint, let width):
            stroke([start, end], paint, width)
        case .path(let points, let paint, let width): stroke(points, paint, width)
        case .dot(let center, let radius, let fill, let paint):
            cairo_new_path(cairo)
            cairo_arc(cairo, center.x, center.y, radius, 0, 2 * .pi)
            use(fill)
            cairo_fill_preserve(cairo)
            use(paint)
            cairo_set_line_width(cairo, 1.2)
            cairo_stroke(cairo)
        case .text(let text, let point, let anchor, let style):
            let width = anchor == .start ? 0 : typesetter.width(of: text, style)
            let x = point.x - (anchor == .end ? width : anchor == .middle ? width / 2 : 0)
            use(style.paint)
            cairo_move_to(cairo, x, point.y)
            typesetter.show(text, style, on: cairo)
        case .begin, .beginFigure, .end: break
        }
    }

    private func shape(_ rings: [[Point]], _ fill: Paint, stroke paint: Paint?) {
        cairo_new_path(cairo)
        for ring in rings { trace(ring, isClosed: true) }
        if fill == .hatched {
            hatch()
        } else {
            use(fill)
            cairo_fill_preserve(cairo)
        }
        if let paint = paint ?? (fill == .hatched ? .quiet : nil) {
            use(paint)
            cairo_set_line_width(cairo, 0.5)
            cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
            cairo_stroke(cairo)
        }
        cairo_new_path(cairo)
    }

    private func stroke(_ points: [Point], _ paint: Paint, _ width: Double) {
        cairo_new_path(cairo)
        trace(points, isClosed: false)
        use(paint)
        cairo_set_line_width(cairo, width)
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
        cairo_stroke(cairo)
    }

    private func trace(_ points: [Point], isClosed: Bool) {
        for (index, point) in points.enumerated() {
            if index == 0 {
                cairo_move_to(cairo, point.x, point.y)
            } else {
                cairo_line_to(cairo, point.x, point.y)
            }
        }
        if isClosed { cairo_close_path(cairo) }
    }

    /// Fills the current path with diagonal lines and keeps the path.
    private func hatch() {
        var (left, top, right, bottom) = (0.0, 0.0, 0.0, 0.0)
        cairo_path_extents(cairo, &left, &top, &right, &bottom)
        let path = cairo_copy_path(cairo)
        cairo_save(cairo)
        use(.paper)
        cairo_fill_preserve(cairo)
        cairo_clip(cairo)
        use(.hatched)
        cairo_set_line_width(cairo, 0.6)
        let step = 3.0
        var x = left - (bottom - top)
        while x < right {
            cairo_move_to(cairo, x, bottom)
            cairo_line_to(cairo, x + bottom - top, top)
            x += step
        }
        cairo_stroke(cairo)
        cairo_restore(cairo)
        cairo_new_path(cairo)
        cairo_append_path(cairo, path)
        cairo_path_destroy(path)
    }

    private func use(_ paint: Paint) {
        let rgb = paint.rgb
        cairo_set_source_rgb(
            cairo, Double(rgb >> 16) / 255, Double(rgb >> 8 & 0xFF) / 255,
            Double(rgb & 0xFF) / 255)
    }
}

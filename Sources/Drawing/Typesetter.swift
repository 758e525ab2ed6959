import CPangoCairo

/// Measures and breaks text with the fonts that will draw it.
///
/// Keeps one font context, so make one for a document and use it from one thread.
public final class Typesetter {
    private let context: OpaquePointer
    private let layout: OpaquePointer

    /// The first family that is installed draws; the last must be installed with the service.
    static let families = "Open Sans, DejaVu Sans"

    public init() {
        context = pango_font_map_create_context(pango_cairo_font_map_get_default())
        // One unit is one point, and glyphs fall where they are measured, on any surface.
        pango_cairo_context_set_resolution(context, 72)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(context, 0)
        layout = pango_layout_new(context)
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(layout))
        g_object_unref(UnsafeMutableRawPointer(context))
    }

    /// How wide one line of text is.
    public func width(of text: String, _ style: TextStyle) -> Double {
        set(text, style, width: nil)
        var width: Int32 = 0
        pango_layout_get_size(layout, &width, nil)
        return Double(width) / Double(PANGO_SCALE)
    }

    /// The text's lines when none may be wider than that; a long word may be broken.
    public func lines(of text: String, _ style: TextStyle, width: Double) -> [String] {
        set(text, style, width: width)
        let bytes = Array(text.utf8)
        return (0..<pango_layout_get_line_count(layout)).compactMap { index in
            guard let line = pango_layout_get_line_readonly(layout, index)?.pointee else {
                return nil
            }
            let start = Int(line.start_index)
            let slice = bytes[start..<(start + Int(line.length))]
            return String(decoding: slice, as: UTF8.self).trimmed
        }
    }

    /// The text, cut with an ellipsis where it is wider than that.
    public func fitted(_ text: String, _ style: TextStyle, width: Double) -> String {
        // A text measured to fit must fit: sums of widths differ in their last digits.
        guard self.width(of: text, style) > width + 0.1 else { return text }
        var short = text
        while !short.isEmpty, self.width(of: short + "…", style) > width { short.removeLast() }
        return short.trimmed + "…"
    }

    /// Draws one line with its baseline at the current point of `cairo`.
    func show(_ text: String, _ style: TextStyle, on cairo: OpaquePointer) {
        set(text, style, width: nil)
        pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(layout, 0))
    }

    private func set(_ text: String, _ style: TextStyle, width: Double?) {
        let font = pango_font_description_new()
        pango_font_description_set_family(font, Self.families)
        pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
        pango_font_description_set_weight(
            font, PangoWeight(rawValue: UInt32(style.weight.rawValue)))
        if style.isItalic { pango_font_description_set_style(font, PANGO_STYLE_ITALIC) }
        pango_layout_set_font_description(layout, font)
        pango_font_description_free(font)
        // Kerned small letters are taken for words apart by programs that read the text.
        let attributes = pango_attr_list_new()
        if style.size < 12 {
            pango_attr_list_insert(attributes, pango_attr_font_features_new("kern=0"))
        }
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
        pango_layout_set_width(layout, width.map { Int32($0 * Double(PANGO_SCALE)) } ?? -1)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        // A line break would hide what follows it.
        pango_layout_set_single_paragraph_mode(layout, width == nil ? 1 : 0)
        pango_layout_set_text(layout, text, -1)
    }
}

extension String {
    var trimmed: String {
        var rest = self[...]
        while rest.last == " " { rest.removeLast() }
        while rest.first == " " { rest.removeFirst() }
        return String(rest)
    }
}

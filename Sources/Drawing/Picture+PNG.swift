import CPangoCairo

extension Picture {
    /// The picture as PNG on white, `scale` pixels to the point.
    public func png(scale: Double = 2) throws(DrawingError) -> [UInt8] {
        let surface = cairo_image_surface_create(
            CAIRO_FORMAT_RGB24, Int32((width * scale).rounded(.up)),
            Int32((height * scale).rounded(.up)))
        defer { cairo_surface_destroy(surface) }
        guard let surface, let cairo = cairo_create(surface) else {
            throw DrawingError("no surface")
        }
        defer { cairo_destroy(cairo) }
        cairo_scale(cairo, scale, scale)
        cairo_set_source_rgb(cairo, 1, 1, 1)
        cairo_paint(cairo)
        Canvas(cairo: cairo, typesetter: Typesetter(), isTagged: false).draw(marks)
        cairo_surface_flush(surface)
        let sink = ByteSink()
        var status = cairo_status(cairo)
        if status == CAIRO_STATUS_SUCCESS {
            sink.collect { write, closure in
                status = cairo_surface_write_to_png_stream(surface, write, closure)
            }
        }
        if let error = DrawingError(status) { throw error }
        return sink.bytes
    }
}

import CPangoCairo

/// The drawing library refused: it has no memory, or a font cannot be read.
public struct DrawingError: Error, Equatable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }

    init?(_ status: cairo_status_t) {
        guard status != CAIRO_STATUS_SUCCESS else { return nil }
        description = String(cString: cairo_status_to_string(status))
    }
}

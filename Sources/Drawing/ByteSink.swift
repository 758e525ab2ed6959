import CPangoCairo

/// Takes the bytes that cairo writes.
final class ByteSink {
    private(set) var bytes: [UInt8] = []

    /// Runs `body` with what cairo needs to write here.
    func collect(_ body: (cairo_write_func_t, UnsafeMutableRawPointer) throws -> Void) rethrows {
        try body(
            { closure, data, count in
                guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue().bytes
                    .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(self).toOpaque())
    }
}

import CZlib
import Synchronization

/// Compresses one body, piece by piece.
final class Gzip: Sendable {
    /// zlib keeps a pointer to the stream in its own state, so it may not move: the mutex
    /// owns the only reference.
    private struct Stream: @unchecked Sendable {
        let pointer: UnsafeMutablePointer<z_stream>
    }

    private let stream: Mutex<Stream>

    init() {
        let pointer = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        pointer.initialize(to: z_stream())
        // 15 bits of window; 16 more for gzip's frame instead of zlib's.
        let status = deflateInit2_(
            pointer, 5, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "no memory left to compress with")
        stream = Mutex(Stream(pointer: pointer))
    }

    deinit {
        stream.withLock { stream in
            deflateEnd(stream.pointer)
            stream.pointer.deallocate()
        }
    }

    /// What can be sent after `bytes`; all that is left when they are the last.
    func compress(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
        stream.withLock { stream in
            var source = bytes
            return source.withUnsafeMutableBufferPointer { source in
                stream.pointer.pointee.next_in = source.baseAddress
                stream.pointer.pointee.avail_in = UInt32(source.count)
                return Self.drain(stream.pointer, isLast ? Z_FINISH : Z_NO_FLUSH)
            }
        }
    }

    private static func drain(_ stream: UnsafeMutablePointer<z_stream>, _ flush: Int32) -> [UInt8] {
        var output: [UInt8] = []
        repeat {
            output += [UInt8](unsafeUninitializedCapacity: 16 << 10) { room, count in
                stream.pointee.next_out = room.baseAddress
                stream.pointee.avail_out = UInt32(room.count)
                _ = deflate(stream, flush)
                count = room.count - Int(stream.pointee.avail_out)
            }
        } while stream.pointee.avail_out == 0
        return output
    }
}

extension BodyWriter {
    /// Runs `body` with a writer whose bytes reach this one compressed.
    func compressing(_ body: (BodyWriter) async throws -> Void) async throws {
        let gzip = Gzip()
        try await body(
            BodyWriter { bytes in
                let ready = gzip.compress(bytes, isLast: false)
                if !ready.isEmpty { try await send(ready) }
            })
        try await send(gzip.compress([], isLast: true))
    }
}

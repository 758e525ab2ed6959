import CMicroHTTPD
import Glibc

extension Exchange {
    /// Hands the answer to the engine.
    func send(_ response: Response, on connection: OpaquePointer) -> MHD_Result {
        stage = .sending
        var response = response
        var answer = make(response)
        if answer == nil {
            response = Response(500, headers: ["X-Request-Id": request.id])
            answer = make(response)
        }
        status = response.status
        for (name, value) in response.headers.fields {
            MHD_add_response_header(answer, name, value)
        }
        if mustClose || service.isDraining {
            MHD_add_response_header(answer, "Connection", "close")
        }
        expectProgress(of: bytesToSend)
        defer { MHD_destroy_response(answer) }
        return MHD_queue_response(connection, UInt32(response.status), answer)
    }

    private func expectProgress(of bytes: Int) {
        let limits = service.configuration
        connection.expect(by: .now + limits.transferTime + .seconds(bytes / limits.minimumRate))
    }

    /// Nil for a file that cannot be read.
    private func make(_ response: Response) -> OpaquePointer? {
        switch response.body {
        case .bytes(let bytes):
            bytesToSend = bytes.count
            // The engine copies them, so the address need not be one that may be written to.
            return bytes.withUnsafeBytes { bytes in
                MHD_create_response_from_buffer(
                    bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress),
                    .RESPMEM_MUST_COPY)
            }
        case .file(let path):
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                close(descriptor)
                return nil
            }
            bytesToSend = status.st_size
            // The engine closes the descriptor.
            return MHD_create_response_from_fd64(UInt64(status.st_size), descriptor)
        case .stream(let write):
            guard request.method != .head else { return headOfStream() }
            let reader = StreamReader(channel: stream(write), exchange: self)
            return MHD_create_response_from_callback(
                .max, 64 << 10, StreamReader.read, Unmanaged.passRetained(reader).toOpaque(),
                StreamReader.free)
        }
    }

    /// An answer without length or body. In chunks, the engine would send the last one, and a client
    /// would take it for the next answer's beginning.
    private func headOfStream() -> OpaquePointer? {
        let answer = MHD_create_response_from_callback(.max, 1, { _, _, _, _ in -1 }, nil, nil)
        hub_response_without_chunks(answer)
        return answer
    }

    /// Reads the next bytes of a stream. Each block has the time of a transfer to itself; a stream
    /// that waits for its own writer has no limit.
    fileprivate func read(_ channel: BodyChannel, into room: UnsafeMutableRawBufferPointer) -> Int {
        expectProgress(of: room.count)
        switch channel.read(into: room) {
        case .bytes(let count):
            return count
        case .parked:
            connection.expect(by: nil)
            return 0
        case .end:
            return MHD_CONTENT_READER_END_OF_STREAM
        case .failed:
            return MHD_CONTENT_READER_END_WITH_ERROR
        }
    }
}

/// What the engine holds while it sends a stream.
private final class StreamReader {
    let channel: BodyChannel
    let exchange: Exchange

    init(channel: BodyChannel, exchange: Exchange) {
        self.channel = channel
        self.exchange = exchange
    }

    static let read: MHD_ContentReaderCallback = { context, _, room, size in
        guard let context, let room else { return MHD_CONTENT_READER_END_WITH_ERROR }
        let reader = Unmanaged<StreamReader>.fromOpaque(context).takeUnretainedValue()
        return reader.exchange.read(
            reader.channel, into: UnsafeMutableRawBufferPointer(start: room, count: size))
    }

    static let free: MHD_ContentReaderFreeCallback = { context in
        guard let context else { return }
        Unmanaged<StreamReader>.fromOpaque(context).takeRetainedValue().channel.abandon()
    }
}

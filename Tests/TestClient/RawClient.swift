import Glibc
public import HTTP
import Synchronization

/// A client made of a socket and nothing else, so that a test can send what no library would.
///
/// It blocks: use it inside `offPool`.
public final class RawClient: Sendable {
    public struct Answer: Sendable {
        public let status: Int
        public let headers: Headers
        public let body: [UInt8]
        public var text: String { String(decoding: body, as: UTF8.self) }
    }

    public struct Failure: Error {
        public let what: String
    }

    public let descriptor: Int32
    private let received = Mutex<[UInt8]>([])

    public init(port: UInt16, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if var size = receiveBuffer { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, 4) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        let status = withUnsafeBytes(of: &address) { bytes in
            connect(
                descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                socklen_t(bytes.count))
        }
        guard status == 0 else { throw Failure(what: "connect: \(errno)") }
    }

    deinit { close(descriptor) }

    /// False when the peer has closed.
    @discardableResult
    public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Sends one request and reads its answer.
    public func ask(_ line: String, _ headers: String = "", body: String = "") throws -> Answer {
        send("\(line) HTTP/1.1\r\nHost: test\r\n\(headers)\r\n\(body)")
        return try answer(isHead: line.hasPrefix("HEAD "))
    }

    public func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Closes with a reset instead of a farewell.
    public func resetOnClose() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    public func answer(isHead: Bool = false) throws -> Answer {
        var lines: [String] = []
        while true {
            let line = try line()
            if line.isEmpty && lines.first?.hasPrefix("HTTP/1.1 100") == true {
                lines = []
                continue
            }
            if line.isEmpty { break }
            lines.append(line)
        }
        var headers = Headers()
        for line in lines.dropFirst() {
            let pieces = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            headers.add(String(pieces[0]), String(pieces[1].dropFirst()))
        }
        guard let status = lines[0].split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { throw Failure(what: "no status: \(lines[0])") }
        var body: [UInt8] = []
        if isHead || status == 304 || status == 204 {
        } else if headers["Transfer-Encoding"] == "chunked" {
            while let size = Int(try line(), radix: 16), size > 0 {
                body += try take(size)
                _ = try line()
            }
            _ = try line()
        } else if let length = headers["Content-Length"].flatMap({ Int($0) }) {
            body = try take(length)
        } else {
            body = readToEnd()
        }
        return Answer(status: status, headers: headers, body: body)
    }

    /// All that comes until the peer closes.
    public func readToEnd() -> [UInt8] {
        while fill() {}
        return received.withLock { received in
            defer { received = [] }
            return received
        }
    }

    private func line() throws -> String {
        while true {
            if let end = received.withLock({ $0.firstIndex(of: 0x0a) }) {
                return String(decoding: try take(end + 1).dropLast(2), as: UTF8.self)
            }
            guard fill() else { throw Failure(what: "closed") }
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while received.withLock({ $0.count < count }) {
            guard fill() else { throw Failure(what: "closed early") }
        }
        return received.withLock { received in
            defer { received.removeFirst(count) }
            return Array(received.prefix(count))
        }
    }

    private func fill() -> Bool {
        let room = [UInt8](unsafeUninitializedCapacity: 64 << 10) { room, count in
            count = max(0, recv(descriptor, room.baseAddress, room.count, 0))
        }
        received.withLock { $0 += room }
        return !room.isEmpty
    }
}

private final class Work: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// Runs what blocks on a thread of its own, so that handlers keep Swift's threads.
public func offPool<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws
    -> Value
{
    try await withCheckedThrowingContinuation { continuation in
        let work = Work { continuation.resume(with: Result { try body() }) }
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(work).toOpaque())
        pthread_detach(thread)
    }
}

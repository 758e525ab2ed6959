import Glibc

/// One connection to the service, kept alive; it blocks, so it has a thread of its own.
final class WebClient {
    struct Failure: Error {
        let what: String
    }

    private let descriptor: Int32
    private var received: [UInt8] = []
    private var room = [UInt8](repeating: 0, count: 256 << 10)

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        let status = withUnsafeBytes(of: &address) { bytes in
            connect(
                descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                socklen_t(bytes.count))
        }
        guard status == 0 else { throw Failure(what: "connect: \(errno)") }
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
    }

    deinit { close(descriptor) }

    /// Sends a request that is written out, and reads past its answer; gives the status.
    func ask(_ request: [UInt8]) throws -> Int {
        var sent = 0
        while sent < request.count {
            let count = request.withUnsafeBytes {
                send(
                    descriptor, $0.baseAddress?.advanced(by: sent), request.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(what: "send: \(errno)") }
            sent += count
        }
        received.removeAll(keepingCapacity: true)
        var end: Int?
        while end == nil {
            try fill()
            end = headEnd()
        }
        let head = String(decoding: received[..<(end ?? 0)], as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        guard
            let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
            let length = lines.first(where: { $0.lowercased().hasPrefix("content-length:") })
                .flatMap({ Int($0.split(separator: " ").last ?? "") })
        else { throw Failure(what: head) }
        while received.count < (end ?? 0) + length { try fill() }
        return status
    }

    private func fill() throws {
        let count = recv(descriptor, &room, room.count, 0)
        guard count > 0 else { throw Failure(what: "closed: \(errno)") }
        received += room[..<count]
    }

    private func headEnd() -> Int? {
        guard received.count >= 4 else { return nil }
        let end: [UInt8] = [13, 10, 13, 10]
        return (0...(received.count - 4)).first { Array(received[$0..<($0 + 4)]) == end }
            .map { $0 + 4 }
    }
}

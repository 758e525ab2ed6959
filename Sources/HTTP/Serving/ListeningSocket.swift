import CMicroHTTPD
import Glibc

/// A socket that connections come in by. Whoever starts a server with it gives it away.
public struct ListeningSocket: Sendable {
    let descriptor: Int32

    /// Listens on an address in numbers; port 0 takes any free one.
    public init(address: String = "127.0.0.1", port: UInt16) throws(ServerError) {
        var v4 = sockaddr_in()
        var v6 = sockaddr_in6()
        v4.sin_family = sa_family_t(AF_INET)
        v4.sin_port = port.bigEndian
        v6.sin6_family = sa_family_t(AF_INET6)
        v6.sin6_port = port.bigEndian
        if inet_pton(AF_INET, address, &v4.sin_addr) == 1 {
            descriptor = try Self.listen(AF_INET, &v4)
        } else if inet_pton(AF_INET6, address, &v6.sin6_addr) == 1 {
            descriptor = try Self.listen(AF_INET6, &v6)
        } else {
            throw .badAddress(address)
        }
    }

    /// The one socket that systemd handed over (sd_listen_fds(3)).
    public static func passedBySystemd() throws(ServerError) -> ListeningSocket {
        func number(_ name: String) -> Int32? {
            getenv(name).flatMap { Int32(String(cString: $0)) }
        }
        guard number("LISTEN_PID") == getpid(), number("LISTEN_FDS") == 1 else {
            throw .noSocketPassed
        }
        return try ListeningSocket(passed: 3)
    }

    /// A socket that listens already.
    init(passed descriptor: Int32) throws(ServerError) {
        var isListening: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size) == 0,
            isListening == 1
        else { throw .noSocketPassed }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        self.descriptor = descriptor
    }

    /// Zero for a local socket.
    public var port: UInt16 {
        var address = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &address) { bytes in
            guard let base = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                getsockname(descriptor, base, &size) == 0,
                [AF_INET, AF_INET6].contains(Int32(base.pointee.sa_family))
            else { return 0 }
            // Both families have their port at the same place.
            return UInt16(bigEndian: bytes.load(fromByteOffset: 2, as: UInt16.self))
        }
    }

    private static func listen<Address>(
        _ family: Int32, _ address: inout Address
    ) throws(ServerError) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, kind, 0)
        guard descriptor >= 0 else { throw .cannotListen(errno: errno) }
        var one: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, 4)
        let status = withUnsafeBytes(of: &address) { bytes in
            bind(
                descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                socklen_t(bytes.count))
        }
        guard status == 0, Glibc.listen(descriptor, 1024) == 0 else {
            let reason = errno
            close(descriptor)
            throw .cannotListen(errno: reason)
        }
        return descriptor
    }
}

/// An address in numbers; `unix` for a local socket.
func addressText(_ address: UnsafePointer<sockaddr>?) -> String {
    guard let address else { return "unix" }
    let family = Int32(address.pointee.sa_family)
    let offset: Int
    switch family {
    case AF_INET: offset = 4
    case AF_INET6: offset = 8
    default: return "unix"
    }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
        let bytes = UnsafeRawPointer(address) + offset
        return inet_ntop(family, bytes, text.baseAddress, socklen_t(text.count))
            .map { String(cString: $0) } ?? "unix"
    }
}

func isAddress(_ text: String) -> Bool {
    var room = in6_addr()
    return inet_pton(AF_INET, text, &room) == 1 || inet_pton(AF_INET6, text, &room) == 1
}

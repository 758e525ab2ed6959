import Glibc

/// Tells systemd how the service is (sd_notify(3)): over the datagram socket that it names.
public struct SystemdNotice: Sendable {
    private let path: String
    /// How often it wants to hear that we are alive, in microseconds; nil where it does not.
    public let watchdogInterval: Int?

    /// Nil where nobody waits to be told.
    public init?(environment: [String: String]) {
        guard let path = environment["NOTIFY_SOCKET"], !path.isEmpty, path.utf8.count < 108 else {
            return nil
        }
        self.path = path
        watchdogInterval = environment["WATCHDOG_USEC"].flatMap { Int($0) }
    }

    public func ready() { send("READY=1") }
    public func stopping() { send("STOPPING=1") }
    public func alive() { send("WATCHDOG=1") }

    private func send(_ message: String) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let length = withUnsafeMutableBytes(of: &address.sun_path) { room in
            room.copyBytes(from: path.utf8)
            // An abstract name begins with a zero byte, which is written as @.
            if path.hasPrefix("@") { room[0] = 0 }
            return MemoryLayout<sa_family_t>.size + path.utf8.count
        }
        let bytes = Array(message.utf8)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(
                    descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0,
                    socklen_t(length))
            }
        }
    }
}

import Glibc
import HubServer
import Testing

/// What systemd is told, over a socket of the test's own (sd_notify(3)).
@Suite struct SystemdNoticeTests {
    /// A socket that listens to datagrams, by its name in the file system or an abstract one.
    private final class Listener {
        let descriptor: Int32

        init(_ name: String) throws {
            descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { room in
                room.copyBytes(from: name.utf8)
                if name.hasPrefix("@") { room[0] = 0 }
            }
            let length = socklen_t(MemoryLayout<sa_family_t>.size + name.utf8.count)
            let status = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, length)
                }
            }
            try #require(status == 0)
        }

        deinit { close(descriptor) }

        func message() -> String {
            let bytes = [UInt8](unsafeUninitializedCapacity: 200) { room, count in
                count = max(0, recv(descriptor, room.baseAddress, room.count, 0))
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    @Test(
        "It is told that we are ready, alive, and stopping",
        arguments: ["/tmp/hub-notify-\(getpid())", "@hub-notify-\(getpid())"])
    func messages(name: String) throws {
        unlink(name)
        let listener = try Listener(name)
        defer { unlink(name) }
        let notice = try #require(
            SystemdNotice(environment: ["NOTIFY_SOCKET": name, "WATCHDOG_USEC": "30000000"]))
        #expect(notice.watchdogInterval == 30_000_000)
        notice.ready()
        notice.alive()
        notice.stopping()
        #expect(
            (0..<3).map { _ in listener.message() } == ["READY=1", "WATCHDOG=1", "STOPPING=1"])
    }

    @Test("Where nobody waits to be told, or not for signs of life, nothing is said")
    func absence() {
        #expect(SystemdNotice(environment: [:]) == nil)
        #expect(SystemdNotice(environment: ["NOTIFY_SOCKET": ""]) == nil)
        let long = String(repeating: "x", count: 200)
        #expect(SystemdNotice(environment: ["NOTIFY_SOCKET": long]) == nil)
        let notice = SystemdNotice(environment: ["NOTIFY_SOCKET": "/nowhere"])
        #expect(notice != nil && notice?.watchdogInterval == nil)
        // A notice that has gone stops nobody.
        notice?.ready()
    }
}

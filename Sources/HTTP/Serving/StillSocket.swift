import CMicroHTTPD
import Glibc

/// A socket on which nothing comes and nothing ends.
///
/// When a suspended connection goes on, the engine reads before anything else, takes the end of the
/// client's sending half for the end of all, and drops the answer. So it is shown this one
/// meanwhile (`Connection.setAside`).
final class StillSocket: Sendable {
    let descriptor: Int32
    private let other: Int32

    /// Nil where the system has no descriptors left.
    init?() {
        var pair: [Int32] = [-1, -1]
        let kind = Int32(
            SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { return nil }
        (descriptor, other) = (pair[0], pair[1])
    }

    deinit {
        close(descriptor)
        close(other)
    }
}

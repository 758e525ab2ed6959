/// Why a server did not start.
public enum ServerError: Error, Equatable, Sendable {
    /// Neither IPv4 nor IPv6 in numbers.
    case badAddress(String)
    /// The system refused the address or port, with its `errno`.
    case cannotListen(errno: Int32)
    /// systemd handed over no socket, or more than one.
    case noSocketPassed
    /// Certificate and key do not fit each other, or are not PEM.
    case certificateRefused
    /// No memory, thread or descriptor.
    case engineFailed
}

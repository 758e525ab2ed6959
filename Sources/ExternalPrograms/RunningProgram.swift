import Glibc

/// A program that was started, until it is asked how it ended, which can be done once.
public struct RunningProgram: Sendable {
    public let pid: Int32

    /// Waits for the end. The exit status, or 128 plus the signal that ended it; 127 where nobody can
    /// tell any more.
    public func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 {
            if errno != EINTR { return 127 }
        }
        return Self.exitStatus(status)
    }

    /// How it ended, as `wait` says it; nil while it runs.
    public func statusIfEnded() -> Int32? {
        var status: Int32 = 0
        let found = waitpid(pid, &status, WNOHANG)
        if found == pid { return Self.exitStatus(status) }
        return found < 0 && errno != EINTR ? 127 : nil
    }

    public func signal(_ signal: Int32) { kill(pid, signal) }

    private static func exitStatus(_ status: Int32) -> Int32 {
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}

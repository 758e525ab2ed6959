import Glibc
import Synchronization

/// Writes to the process's descriptors and keeps the first failure.
final class WriteFailure: Sendable {
    private let failure = Mutex<Int32?>(nil)

    /// The `errno` of the first write to standard output that failed.
    var code: Int32? { failure.withLock(\.self) }

    /// Writes all of the text; one call at a time, so that lines of different
    /// tasks do not mix.
    ///
    /// SIGPIPE keeps its default and ends the process when the reader has
    /// gone; where a parent has it ignored, the same end is made here.
    func write(_ text: String, to descriptor: Int32) {
        var text = text
        failure.withLock { failure in
            guard failure == nil || descriptor == STDERR_FILENO else { return }
            let code = text.withUTF8 { Self.write(UnsafeRawBufferPointer($0), to: descriptor) }
            guard let code, descriptor == STDOUT_FILENO else { return }
            if code == EPIPE { exit(128 + SIGPIPE) }
            failure = code
        }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count >= 0 {
                done += count
            } else if errno == EAGAIN {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&ready, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}

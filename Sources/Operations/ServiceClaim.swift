import FoundationEssentials
import Glibc

/// The note of the process that serves an installation (`serve.pid` in its state directory): locked
/// for as long as that runs, so that it can be told to stop, and nobody else by mistake.
public final class ServiceClaim: Sendable {
    private let descriptor: Int32

    /// Nil where another process serves the installation already, or nothing can be written there.
    public init?(home: String) {
        let file = open(Self.path(home), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { return nil }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            return nil
        }
        let number = Array("\(getpid())\n".utf8)
        guard ftruncate(file, 0) == 0, write(file, number, number.count) == number.count else {
            close(file)
            return nil
        }
        descriptor = file
    }

    deinit {
        ftruncate(descriptor, 0)
        close(descriptor)
    }

    /// Tells whoever serves an installation to stop, and waits until they have; false where nobody
    /// does.
    public static func stop(home: String) async -> Bool {
        let file = open(path(home), O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) != 0 else { return false }
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(file, &bytes, bytes.count, 0)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        guard let process = pid_t(text.filter { $0.isNumber }), process > 1,
            kill(process, SIGTERM) == 0
        else { return false }
        // What is being answered is finished first.
        for _ in 0..<600 {
            if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return true
    }

    private static func path(_ home: String) -> String { "\(home)/serve.pid" }
}

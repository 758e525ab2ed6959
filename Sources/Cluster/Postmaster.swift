import FoundationEssentials
import Glibc

/// The server process of a data directory, as its lock file and the system name it.
///
/// Found without asking the server, so that it is known to be there while it starts, recovers or
/// stops, and so that a question costs no process and leaves no line in its log.
struct Postmaster: Equatable {
    let pid: pid_t
    /// Whether it takes connections.
    let isReady: Bool

    /// Nil when no server runs on the data directory, whatever a lock file left behind may say.
    init?(data: String) {
        let lines = Self.lines(of: "\(data)/postmaster.pid")
        guard let pid = lines.first.flatMap({ pid_t($0) }), Self.runs(pid, on: data) else {
            return nil
        }
        self.pid = pid
        isReady = lines.count > 7 && lines[7].hasPrefix("ready")
    }

    /// Removes a lock file whose process number belongs to somebody else by now.
    ///
    /// PostgreSQL takes any living process of its user for its own, and refuses to start: after a
    /// restart of a machine or container numbers come round again, and an ended process that
    /// nobody has waited for still holds its number. Should a server's children live on, the
    /// shared memory that they hold keeps another from starting all the same.
    static func removeStaleLock(_ path: String, data: String) {
        guard let pid = lines(of: path).first.flatMap({ pid_t($0) }), kill(pid, 0) == 0,
            !runs(pid, on: data)
        else { return }
        unlink(path)
    }

    private static func lines(of path: String) -> [Substring] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Where the system does not say what the process is, the lock file is believed.
    private static func runs(_ pid: pid_t, on data: String) -> Bool {
        guard pid > 0, kill(pid, 0) == 0 || errno == EPERM else { return false }
        if hasEnded(pid) { return false }
        guard let command = try? Data(contentsOf: URL(filePath: "/proc/\(pid)/cmdline")),
            !command.isEmpty
        else { return true }
        let words = command.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        guard words.first?.split(separator: "/").last == "postgres" else { return false }
        guard let option = words.firstIndex(of: "-D"), option + 1 < words.count else { return true }
        return real(words[option + 1]) == real(data)
    }

    /// Whether it is a zombie.
    private static func hasEnded(_ pid: pid_t) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let name = status.lastIndex(of: ")")
        else { return false }
        return status[name...].dropFirst(2).first == "Z"
    }

    private static func real(_ path: String) -> String {
        guard let found = realpath(path, nil) else { return path }
        defer { free(found) }
        return String(cString: found)
    }
}

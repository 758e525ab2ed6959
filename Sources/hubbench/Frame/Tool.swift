import FoundationEssentials
import Glibc

/// Another program, run to its end.
struct Tool: Sendable {
    let arguments: [String]
    var environment: [String: String] = [:]
    /// Where its files go meanwhile.
    let folder: String

    struct Failure: Error, CustomStringConvertible {
        let tool: String
        let status: Int32
        let said: String

        var description: String { "\(tool) failed with status \(status): \(said)" }
    }

    /// What a run gave.
    struct Outcome: Sendable {
        let output: String
        let seconds: Double
        /// The most memory it had at a time, in bytes.
        let peakMemory: Int
    }

    /// Runs it; throws when it fails. With `watchingMemory` it is looked at every 20 ms.
    @discardableResult
    func run(watchingMemory: Bool = false) throws -> Outcome {
        let output = "\(folder)/output-\(UUID().uuidString)"
        let errors = "\(output)-errors"
        defer { for path in [output, errors] { unlink(path) } }
        let start = ContinuousClock.now
        let child = try spawn(output: output, errors: errors)
        let (status, peak) = wait(for: child, watchingMemory: watchingMemory)
        let seconds = (ContinuousClock.now - start).inSeconds
        guard status == 0 else {
            let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
            throw Failure(tool: arguments[0], status: status, said: String(said.suffix(600)))
        }
        return Outcome(
            output: (try? String(contentsOfFile: output, encoding: .utf8)) ?? "",
            seconds: seconds, peakMemory: peak)
    }

    /// Starts it and leaves it running; both of its outputs go to one file.
    func start(outputTo path: String) throws -> pid_t { try spawn(output: path, errors: path) }

    private func spawn(output: String, errors: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
        // The threads of the runtime block signals, and a child would never see its alarm.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let settings = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] =
            settings.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var child: pid_t = 0
        guard posix_spawnp(&child, arguments[0], &actions, &attributes, &argv, &envp) == 0 else {
            throw Failure(tool: arguments[0], status: 127, said: "cannot be started")
        }
        return child
    }

    private func wait(for child: pid_t, watchingMemory: Bool) -> (status: Int32, peak: Int) {
        var status: Int32 = 0
        var peak = 0
        while true {
            let ended = waitpid(child, &status, watchingMemory ? WNOHANG : 0)
            if ended == child || (ended < 0 && errno != EINTR) { break }
            // The kernel keeps the peak itself, so only the last moment can be missed.
            peak = max(peak, Self.peakMemory(of: child))
            if watchingMemory { usleep(20_000) }
        }
        let signal = status & 0x7F
        return (signal == 0 ? (status >> 8) & 0xFF : 128 + signal, peak)
    }

    private static func peakMemory(of process: pid_t) -> Int {
        let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = text?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
        return (kilobytes.flatMap { Int($0) } ?? 0) * 1024
    }
}

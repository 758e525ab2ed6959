import CSpawn
import FoundationEssentials
import Glibc

/// A process that a test started: `hubctl`, a tool of PostgreSQL, or a bystander.
///
/// Not Foundation's Process: that waits for every descriptor to be closed, which a server that was
/// started on the way keeps open.
struct Child: Sendable {
    struct Result: Sendable {
        /// The exit status, or 128 and the signal.
        let status: Int32
        let output: String
        let errors: String
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let pid: pid_t
    private let arguments: [String]
    /// Where what it writes stands, until its end is taken notice of.
    let outputPath: String
    let errorPath: String

    /// Starts a program with only this environment; what it writes goes to files in `folder`.
    init(
        _ arguments: [String], environment: [String: String] = [:], as user: String? = nil,
        in folder: String
    ) throws {
        let words = Self.drop(to: user) + arguments
        self.arguments = words
        let name = UUID().uuidString
        outputPath = "\(folder)/\(name).out"
        errorPath = "\(folder)/\(name).err"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(
            &actions, 1, outputPath, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(
            &actions, 2, errorPath, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addchdir_np(&actions, folder)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        let settings = environment.merging(["PATH": "/usr/bin:/bin"]) { own, _ in own }
        var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            settings.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argv + variables { free(pointer) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, words[0], &actions, nil, &argv, &variables)
        guard code == 0 else {
            throw Failure(description: "\(words[0]): \(String(cString: strerror(code)))")
        }
        pid = child
    }

    /// Waits for the end. One that does not come is made, so that no test waits for ever.
    func end() async throws -> Result {
        let deadline = ContinuousClock.now + .seconds(240)
        var status: Int32 = 0
        while waitpid(pid, &status, WNOHANG) == 0 {
            if ContinuousClock.now > deadline {
                kill(pid, SIGKILL)
                waitpid(pid, &status, 0)
                throw Failure(description: "\(arguments.joined(separator: " ")) does not end")
            }
            // A cancelled test must not spin.
            do { try await Task.sleep(for: .milliseconds(2)) } catch { usleep(2_000) }
        }
        let signal = status & 0x7F
        return Result(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: text(outputPath),
            errors: text(errorPath))
    }

    /// Whether it has come to its end, which `end` has still to take notice of.
    var hasEnded: Bool {
        var information = siginfo_t()
        return waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT | WNOHANG) == 0
            && information.si_signo == SIGCHLD
    }

    func signal(_ signal: Int32) { kill(pid, signal) }

    private func text(_ path: String) -> String {
        defer { unlink(path) }
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }

    private static func drop(to user: String?) -> [String] {
        guard let user else { return [] }
        return [
            "/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(group(of: user))", "--clear-groups",
            "--no-new-privs", "--",
        ]
    }

    private static func group(of user: String) -> String {
        getpwnam(user).map { String($0.pointee.pw_gid) } ?? user
    }
}

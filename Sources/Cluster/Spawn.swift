import CSpawn
import Glibc

/// A command run to its end, apart from our terminal and our descriptors.
///
/// Not Foundation's Process: that waits for a descriptor which a daemon inherits, so that
/// `pg_ctl start` never ends. The child has a session of its own, so that Ctrl-C does not reach
/// the server it leaves behind.
struct Spawn {
    let arguments: [String]
    let input: String?
    let output: String

    /// As another user, root drops every privilege on the way. What the command says is appended
    /// to the file `output`, and dropped without one. A command that leaves a server behind must
    /// outlive us; any other ends with us, however we end.
    init(
        _ arguments: [String], as user: ServerUser?, input: String? = nil, output: String? = nil,
        outlivesUs: Bool = false
    ) {
        var start: [String] = []
        if let user {
            start += [
                "--reuid=\(user.uid)", "--regid=\(user.gid)", "--clear-groups", "--no-new-privs",
            ]
        }
        if !outlivesUs { start += ["--pdeathsig=KILL"] }
        self.arguments =
            start.isEmpty ? arguments : ["/usr/bin/setpriv"] + start + ["--"] + arguments
        self.input = input
        self.output = output ?? "/dev/null"
    }

    /// The exit status; 128 plus the signal when one ended it.
    func run() throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, spawn_setsid)

        var pipes: [Int32] = [-1, -1]
        if input != nil {
            guard pipe(&pipes) == 0 else { throw ClusterError.cannotCreate("pipe") }
            posix_spawn_file_actions_adddup2(&actions, pipes[0], 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        for descriptor: Int32 in 1...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, output, O_WRONLY | O_APPEND, 0)
        }
        // The server's user may not be able to enter the folder we are in.
        posix_spawn_file_actions_addchdir_np(&actions, "/")
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)

        var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        let settings = ["PATH=/usr/bin:/bin", "LANG=C.UTF-8", "TZ=UTC"]
        var environment: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) } + [nil]
        defer { for pointer in argv + environment { free(pointer) } }
        var child: pid_t = 0
        guard
            posix_spawn(&child, arguments[0], &actions, &attributes, &argv, &environment) == 0
        else {
            if input != nil { _ = pipes.map { close($0) } }
            throw ClusterError.failed(tool: arguments[0], status: 127)
        }
        if let input {
            close(pipes[0])
            let bytes = Array(input.utf8)
            _ = write(pipes[1], bytes, bytes.count)
            close(pipes[1])
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { throw ClusterError.failed(tool: arguments[0], status: 127) }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}

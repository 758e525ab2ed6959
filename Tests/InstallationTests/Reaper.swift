import Glibc

/// Ends the servers and removes the folders of a test process, however that process ends.
///
/// A shell in a session of its own reads from a pipe whose other end only this process holds: when
/// it is gone, killed or not, the pipe ends and the shell cleans up what is ours by its name.
enum Reaper {
    /// What the folders of this process begin with; nothing else is ever removed.
    static let prefix = "/tmp/hubctl-test-\(getpid())-"

    static let isReady: Bool = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return false }
        // Children that the tests start must not keep the pipe open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // The folders stand in the environment: in the script, which is on the shell's own command
        // line, the search for servers would find the shell.
        let script = """
            cat >/dev/null
            ls -d $FOLDERS* >/dev/null 2>&1 || exit 0
            for process in /proc/[0-9]*; do
                if tr '\\0' ' ' <$process/cmdline 2>/dev/null | grep -q -e "-D $FOLDERS"; then
                    kill -9 ${process#/proc/}
                fi
            done
            sleep 1
            rm -rf $FOLDERS*
            """
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        for descriptor: Int32 in 1...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // POSIX_SPAWN_SETSID: Ctrl-C must not reach it.
        posix_spawnattr_setflags(&attributes, 0x80)
        let words = ["sh", "-c", script]
        var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = [
            strdup("PATH=/usr/bin:/bin"), strdup("FOLDERS=\(prefix)"), nil,
        ]
        defer { for pointer in argv + variables { free(pointer) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, "/bin/sh", &actions, &attributes, &argv, &variables)
        close(ends[0])
        return code == 0
    }()
}

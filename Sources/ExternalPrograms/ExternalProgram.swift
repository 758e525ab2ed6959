import CSpawn
import Glibc

/// Another program of the machine, started clean: of our descriptors it has those named here and no
/// other, it blocks and ignores no signal, and its environment is its own.
///
/// Not Foundation's Process: that waits for a descriptor which a daemon inherits, so that
/// `pg_ctl start` never ends.
public struct ExternalProgram: Sendable {
    /// What one of its three descriptors is.
    public enum Stream: Sendable {
        case nothing
        /// One of ours.
        case descriptor(Int32)
        /// The end of a file, which is made, for its owner alone, where there is none.
        case file(String)
    }

    /// There is no such program, or it may not be run.
    public struct NotStarted: Error, Hashable {
        public let program: String
        /// As errno has it.
        public let code: Int32
    }

    /// The program, by path or by a name that PATH has, and what it is told.
    public let arguments: [String]
    public let environment: [String: String]
    public var input = Stream.nothing
    public var output = Stream.nothing
    public var errors = Stream.nothing
    /// Where it starts; where we are without one.
    public var directory: String?
    /// Whether it is out of reach of our terminal, so that Ctrl-C ends us and not it.
    public var hasOwnSession = false

    public init(_ arguments: [String], environment: [String: String]) {
        self.arguments = arguments
        self.environment = environment
    }

    public func start() throws(NotStarted) -> RunningProgram {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in [input, output, errors].enumerated() {
            add(stream, as: Int32(number), to: &actions)
        }
        if let directory { posix_spawn_file_actions_addchdir_np(&actions, directory) }
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        var attributes = cleanAttributes()
        defer { posix_spawnattr_destroy(&attributes) }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] =
            environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in words + settings { free(pointer) } }
        let name = arguments.first ?? ""
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, name, &actions, &attributes, &words, &settings)
        guard code == 0 else { throw NotStarted(program: name, code: code) }
        return RunningProgram(pid: pid)
    }

    private func add(
        _ stream: Stream, as number: Int32, to actions: inout posix_spawn_file_actions_t
    ) {
        switch stream {
        case .nothing:
            posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
        case .descriptor(let own):
            posix_spawn_file_actions_adddup2(&actions, own, number)
        case .file(let path):
            posix_spawn_file_actions_addopen(
                &actions, number, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        }
    }

    /// The runtime's threads block signals, which a child would inherit.
    private func cleanAttributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
                | (hasOwnSession ? spawn_setsid : 0))
        return attributes
    }
}

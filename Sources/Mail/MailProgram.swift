import CSpawn
import Casework
import Glibc

/// A program of the machine that takes letters as sendmail(8) does: on its standard input.
public struct MailProgram: MailCarrier {
    public let path: String
    /// How long it may take over one letter, in seconds.
    private let patience: Int

    public init(_ path: String, patience: Int = 120) {
        self.path = path
        self.patience = patience
    }

    /// Recipients are arguments, never read out of the letter; no shell has a part in it.
    public func send(_ message: MailMessage) throws(MailProblem) {
        let arguments =
            [path, "-i", "-f", "\(message.sender)", "--"] + message.recipients.map(\.description)
        // A file has no other end that could close: no signal when the program does not read.
        guard let letter = tmpfile() else { throw problem("tmpfile", isOfCarrier: true) }
        defer { fclose(letter) }
        let bytes = message.bytes.filter { $0 != UInt8(ascii: "\r") }
        guard fwrite(bytes, 1, bytes.count, letter) == bytes.count, fflush(letter) == 0 else {
            throw problem("tmpfile", isOfCarrier: true)
        }
        rewind(letter)
        let status = end(of: try start(arguments, input: fileno(letter)))
        guard status == 0 else { throw problem("\(status)", isOfCarrier: status == 127) }
    }

    private func start(
        _ arguments: [String], input: Int32
    ) throws(MailProblem) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        // What it says could name whom the letter is for.
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        // The runtime's threads block signals, which a child would inherit.
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
        var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        let home = getenv("HOME").map { String(cString: $0) } ?? "/"
        let settings = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "HOME=\(home)"]
        var environment: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) } + [nil]
        defer { for pointer in argv + environment { free(pointer) } }
        var child: pid_t = 0
        guard posix_spawn(&child, path, &actions, &attributes, &argv, &environment) == 0 else {
            throw problem("127", isOfCarrier: true)
        }
        return child
    }

    /// The exit status; 128 plus the signal where one ended it, which is ours when it took too long.
    private func end(of child: pid_t) -> Int32 {
        var status: Int32 = 0
        for tick in 0... {
            let found = waitpid(child, &status, WNOHANG)
            if found == child { break }
            if found < 0, errno != EINTR { return 127 }
            if tick == patience * 100 { kill(child, SIGKILL) }
            usleep(10_000)
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    private func problem(_ status: String, isOfCarrier: Bool) -> MailProblem {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return MailProblem(reason: "\(name): \(status)", isOfCarrier: isOfCarrier)
    }
}

import ExternalPrograms
import Glibc

/// A command run to its end as the server's user, in a session of its own, so that Ctrl-C does not
/// reach the server it leaves behind.
struct ServerCommand {
    let arguments: [String]
    let input: String?
    let output: ExternalProgram.Stream

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
        self.output = output.map { .file($0) } ?? .nothing
    }

    /// The exit status; 128 plus the signal when one ended it.
    func run() throws -> Int32 {
        var program = ExternalProgram(
            arguments, environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"])
        program.output = output
        program.errors = output
        // The server's user may not be able to enter the folder we are in.
        program.directory = "/"
        program.hasOwnSession = true
        var pipes: [Int32] = [-1, -1]
        if input != nil {
            guard pipe(&pipes) == 0 else { throw ClusterError.cannotCreate("pipe") }
            program.input = .descriptor(pipes[0])
        }
        let running: RunningProgram
        do {
            running = try program.start()
        } catch {
            if input != nil { _ = pipes.map { close($0) } }
            throw ClusterError.failed(tool: error.program, status: 127)
        }
        if let input {
            close(pipes[0])
            let bytes = Array(input.utf8)
            _ = write(pipes[1], bytes, bytes.count)
            close(pipes[1])
        }
        return running.wait()
    }
}

import Casework
import ExternalPrograms
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
    ) throws(MailProblem) -> RunningProgram {
        let home = getenv("HOME").map { String(cString: $0) } ?? "/"
        var program = ExternalProgram(
            arguments,
            environment: [
                "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": home,
            ])
        // What it says goes nowhere: it could name whom the letter is for.
        program.input = .descriptor(input)
        do { return try program.start() } catch { throw problem("127", isOfCarrier: true) }
    }

    /// The exit status; 128 plus the signal where one ended it, which is ours when it took too long.
    private func end(of program: RunningProgram) -> Int32 {
        for _ in 0..<patience * 100 {
            if let status = program.statusIfEnded() { return status }
            usleep(10_000)
        }
        program.signal(SIGKILL)
        return program.wait()
    }

    private func problem(_ status: String, isOfCarrier: Bool) -> MailProblem {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return MailProblem(reason: "\(name): \(status)", isOfCarrier: isOfCarrier)
    }
}

import ExternalPrograms
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
        let program = try self.start(output: output, errors: errors)
        let (status, peak) = wait(for: program, watchingMemory: watchingMemory)
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
    func start(outputTo path: String) throws -> RunningProgram {
        try start(output: path, errors: path)
    }

    private func start(output: String, errors: String) throws -> RunningProgram {
        let inherited = ProcessInfo.processInfo.environment
        var program = ExternalProgram(arguments, environment: inherited.merging(environment) { $1 })
        program.output = .file(output)
        program.errors = .file(errors)
        do {
            return try program.start()
        } catch {
            throw Failure(tool: arguments[0], status: 127, said: "cannot be started")
        }
    }

    private func wait(
        for program: RunningProgram, watchingMemory: Bool
    ) -> (status: Int32, peak: Int) {
        guard watchingMemory else { return (program.wait(), 0) }
        var peak = 0
        while true {
            // The kernel keeps the peak itself, so only the last moment can be missed.
            peak = max(peak, Self.peakMemory(of: program.pid))
            if let status = program.statusIfEnded() { return (status, peak) }
            usleep(20_000)
        }
    }

    private static func peakMemory(of process: pid_t) -> Int {
        let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = text?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
        return (kilobytes.flatMap { Int($0) } ?? 0) * 1024
    }
}

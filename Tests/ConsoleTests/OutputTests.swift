import Console
import Glibc
import Testing

/// What becomes of a process whose output cannot be written, each in a
/// process of its own.
@Suite struct OutputTests {
    @Test("A reader that has gone ends the process as it ends any filter")
    func endsByTheSignal() async {
        await #expect(processExitsWith: .signal(SIGPIPE)) {
            signal(SIGPIPE, SIG_DFL)
            try closeReader(of: STDOUT_FILENO)
            Terminal(environment: [:]).write("lost")
        }
    }

    @Test("Where SIGPIPE is ignored, a reader that has gone ends it as quietly")
    func endsWithoutTheSignal() async {
        await #expect(processExitsWith: .exitCode(128 + SIGPIPE)) {
            signal(SIGPIPE, SIG_IGN)
            try closeReader(of: STDOUT_FILENO)
            Terminal(environment: [:]).write("lost")
        }
    }

    @Test("Standard error that nobody reads stops no work")
    func outlivesAClosedStandardError() async {
        await #expect(processExitsWith: .success) {
            signal(SIGPIPE, SIG_IGN)
            try closeReader(of: STDERR_FILENO)
            Terminal(environment: [:]).writeError("lost")
        }
    }

    @Test("A full disk is an I/O error, and is said")
    func reportsAFullDisk() async throws {
        let result = try await #require(
            processExitsWith: .exitCode(74), observing: [\.standardErrorContent]
        ) {
            let full = open("/dev/full", O_WRONLY)
            dup2(full, STDOUT_FILENO)
            exit(
                await Sample.program.main(
                    arguments: ["count", "all"], environment: Sample.environment))
        }
        let error = String(decoding: result.standardErrorContent, as: UTF8.self)
        #expect(error.contains("sample: The output could not be written"))
    }
}

private func closeReader(of descriptor: Int32) throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    try #require(dup2(ends[1], descriptor) == descriptor)
    close(ends[0])
}

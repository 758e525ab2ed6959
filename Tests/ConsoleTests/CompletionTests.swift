import Console
import Foundation
import Testing

@Suite struct CompletionTests {
    private func complete(_ words: String...) async -> [String] {
        let captured = CapturedOutput()
        _ = await Sample.program.main(
            arguments: ["__complete"] + words, environment: Sample.environment,
            terminal: Terminal(capturing: captured))
        return captured.output.split(separator: "\n").map(String.init)
    }

    @Test func offersCommands() async {
        #expect(
            await complete("") == ["count\tFebruary", "copy\tMay", "fail\tAugust"])
        #expect(await complete("co") == ["count\tFebruary", "copy\tMay"])
        #expect(await complete("count", "") == ["rows\tJune", "all\tApril"])
        #expect(await complete("--home", "/srv", "count", "r") == ["rows\tJune"])
        #expect(await complete("nonsense", "") == [])
    }

    @Test func offersOptions() async {
        #expect(await complete("count", "rows", "--j") == ["--json\tFebruary"])
        #expect(await complete("--l").map { $0.prefix(6) } == ["--lang"])
    }

    @Test func offersValues() async {
        #expect(await complete("copy", "--format", "") == ["csv\t", "json\t", "xlsx\t"])
        #expect(await complete("copy", "--format=x") == ["--format=xlsx\t"])
        #expect(await complete("count", "rows", "--by", "sex,") == ["sex,country\t", "sex,hub\t"])
        #expect(await complete("fail", "c") == ["clean\t", "code\t", "cancelled\t"])
    }

    @Test func offersValuesThatTheProgramKnows() async {
        #expect(await complete("count", "rows", "--hub", "MX") == ["MX-TAP\t", "MX-TIJ\t"])
        #expect(await complete("count", "rows", "--limit", "5", "Q", "H") == ["HN-TGU\t"])
        #expect(await complete("count", "rows", "Q", "HN-TGU", "") == [])
    }

    @Test func leavesFilesToTheShell() async {
        #expect(await complete("copy", "") == [":file\t"])
        #expect(await complete("copy", "a", "b", "--", "-") == [":file\t"])
        #expect(await complete("--home", "") == [":directory\t"])
    }

    /// Has each shell that is installed read its script; bash always is.
    @Test(arguments: Completion.Shell.allCases)
    func scriptIsValid(shell: Completion.Shell) throws {
        let paths = ["/bin/\(shell.rawValue)", "/usr/bin/\(shell.rawValue)"]
        let path = paths.first { FileManager.default.isExecutableFile(atPath: $0) }
        let script = Completion.script(for: shell, program: "sample-1")
        #expect(script.contains("_sample_1"))
        guard let path else {
            #expect(shell != .bash)
            return
        }
        let (status, output) = try run(path, ["-n", "/dev/stdin"], input: script)
        #expect(status == 0, "\(output)")
    }

    @Test("The bash script offers what the program answers, spaces and files included")
    func bashOffersAnswers() throws {
        let script =
            Completion.script(for: .bash, program: "sample") + """
                sample() { printf 'one two\\thelp\\nthree\\t\\n:directory\\t\\n'; }
                cd / && COMP_WORDS=(sample et) COMP_CWORD=1
                _sample
                printf '%s|' "${COMPREPLY[@]}"
                """
        let (status, output) = try run("/bin/bash", ["-s"], input: script)
        #expect(status == 0)
        #expect(output == "one two|three|etc|")
    }

    private func run(
        _ path: String, _ arguments: [String], input: String
    ) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        let (inputPipe, outputPipe) = (Pipe(), Pipe())
        process.standardInput = inputPipe
        process.standardOutput = outputPipe
        process.standardError = outputPipe
        try process.run()
        try inputPipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try inputPipe.fileHandleForWriting.close()
        let output = try outputPipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}

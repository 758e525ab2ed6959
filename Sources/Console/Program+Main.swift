import FoundationEssentials
import Glibc
import Texts

extension Program {
    /// Runs the command that the process was called with, and ends it.
    public func run() async -> Never {
        let arguments = Array(CommandLine.arguments.dropFirst())
        exit(await main(arguments: arguments, environment: ProcessInfo.processInfo.environment))
    }

    /// Runs one command line, `arguments`, which does not begin with the
    /// program's name, and gives its exit code.
    ///
    /// It writes to `terminal`: by default the process's own.
    public func main(
        arguments: [String], environment: [String: String], terminal: Terminal? = nil
    ) async -> Int32 {
        let terminal =
            terminal
            ?? Terminal(
                environment: environment, isColorAllowed: GlobalOptions.allowsColor(arguments))
        let language = GlobalOptions.language(in: arguments)
        let texts = Texts(.preferred(option: language, environment: environment))
        let call = Call(
            words: arguments, environment: environment, terminal: terminal, texts: texts)
        let code = await outcome(of: call)
        guard let failure = terminal.outputFailure else { return code }
        let reason = String(cString: strerror(failure))
        say(texts("console.failure.output", ["reason": reason]), call)
        return code == 0 ? ExitStatus.ioError.rawValue : code
    }

    /// What one call has to work with, before its command is known.
    struct Call {
        let words: [String]
        let environment: [String: String]
        let terminal: Terminal
        let texts: Texts
    }

    private func outcome(of call: Call) async -> Int32 {
        if call.words.first == Completion.request {
            await answer(Array(call.words.dropFirst()), call)
            return 0
        }
        // `hubctl help report` is `hubctl report --help`.
        let isHelpWord = call.words.first == "help" && command(["help"]) == nil
        let words = isHelpWord ? Array(call.words.dropFirst()) : call.words
        let path = CommandPath(words, commands: usages, globalOptions: options)
        do {
            if isHelpWord || GlobalOptions.asksForHelp(words) {
                return try showHelp(of: path, call)
            }
            if path.words.isEmpty, words.contains("--version") {
                call.terminal.write("\(name) \(version)")
                return 0
            }
            try await run(path, call)
            return 0
        } catch let error as UsageError {
            return explain(error, at: path, call)
        } catch {
            return explain(error, call)
        }
    }

    private func showHelp(of path: CommandPath, _ call: Call) throws -> Int32 {
        if let problem = path.problem, case .unknownCommand = problem { throw problem }
        let color = call.terminal.hasOutputColor
        call.terminal.write(help(for: path, call, hasColor: color), terminator: "")
        return 0
    }

    private func run(_ path: CommandPath, _ call: Call) async throws {
        if let problem = path.problem { throw problem }
        guard let usage = path.usage, let type = command(usage.path) else {
            throw UsageError.missingCommand
        }
        let parser = ArgumentParser(
            options: usage.options + options, positionals: usage.positionals)
        var arguments = try parser.parse(path.rest)
        let command = try type.init(&arguments)
        if let unread = arguments.unread(among: usage.options) {
            throw UsageError.unusedOption("--\(unread.name)")
        }
        let invocation = Invocation(
            program: name, version: version, terminal: call.terminal, texts: call.texts,
            environment: call.environment, arguments: arguments)
        try await command.run(in: context(invocation))
    }

    private func explain(_ error: UsageError, at path: CommandPath, _ call: Call) -> Int32 {
        if error == .missingCommand {
            let color = call.terminal.hasErrorColor
            call.terminal.writeError(help(for: path, call, hasColor: color), terminator: "")
            return ExitStatus.usage.rawValue
        }
        say(error.message(in: call.texts), call)
        let line = ([name] + path.words + ["--help"]).joined(separator: " ")
        call.terminal.writeError(call.texts("console.usage.try", ["command": line]))
        return ExitStatus.usage.rawValue
    }

    private func explain(_ error: any Error, _ call: Call) -> Int32 {
        switch error {
        case let exit as CleanExit:
            call.terminal.write(exit.text)
            return 0
        case let code as ExitCode:
            return code.rawValue
        case is CancellationError:
            return 128 + SIGINT
        default:
            if let (message, status) = describe(error, call.texts) {
                say(message, call)
                return status.rawValue
            }
            // The type's name is ours; a description could hold data.
            let kind = String(describing: type(of: error))
            say(call.texts("console.failure.unexpected", ["kind": kind]), call)
            return ExitStatus.software.rawValue
        }
    }

    private func say(_ message: String, _ call: Call) {
        let name = call.terminal.styledError("\(name):", .red)
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        call.terminal.writeError("\(name) " + lines.map(\.printable).joined(separator: "\n"))
    }

    private func help(for path: CommandPath, _ call: Call, hasColor: Bool) -> String {
        Help(program: self, texts: call.texts)
            .page(for: path.words, path.usage)
            .text(width: min(call.terminal.width ?? 80, 100), hasColor: hasColor)
    }
}

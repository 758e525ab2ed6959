import Testing

/// The whole help, as a person reads it.
@Suite struct HelpSnapshotTests {
    @Test("Help is what was read and kept, in both languages", arguments: ["en", "es"])
    func help(language: String) async throws {
        let program = await run(["--help", "--lang", language])
        var pages = [program]
        for command in commands(in: program) {
            pages.append(
                "$ hubctl \(command) --help\n\n"
                    + (await run(
                        command.split(separator: " ").map(String.init)
                            + ["--help", "--lang", language])))
        }
        #expect(pages.count > 25)
        try Snapshot.expect(
            pages.joined(separator: "\n" + String(repeating: "=", count: 80) + "\n"),
            is: "help.\(language).txt")
    }

    @Test("Every command has an example that it understands")
    func examples() async {
        for command in commands(in: await run(["--help", "--lang", "en"])) {
            let page = await run(
                command.split(separator: " ").map(String.init) + ["--help", "--lang", "en"])
            #expect(page.contains("\nExample"), "\(command) has no example")
            #expect(page.contains("hubctl \(command)"), "\(command) has another's example")
        }
    }

    private func run(_ arguments: [String]) async -> String {
        await CommandLineInstallation.run(arguments, environment: [:]).output
    }

    /// The commands that the program's help lists.
    private func commands(in page: String) -> [String] {
        page.matches(of: /(?m)^  ([a-z]+(?: [a-z-]+)*)  +\S/).map { String($0.output.1) }
            .filter { $0 != "hubctl" }
    }
}

import Foundation
import Testing

@testable import Console

@Suite struct ArgumentTests {
    private func count(_ line: String) async throws -> Count.Output {
        let words = line.split(separator: " ").map(String.init)
        let captured = CapturedOutput()
        let code = await Sample.program.main(
            arguments: words, environment: Sample.environment,
            terminal: Terminal(capturing: captured))
        try #require(code == 0, "\(captured.error)")
        return try JSONDecoder().decode(Count.Output.self, from: Data(captured.output.utf8))
    }

    @Test(arguments: [
        "count rows Q --limit 5", "count rows Q --limit=5", "count rows Q -n 5",
        "count rows Q -n5", "count rows Q -n=5", "count rows --limit 5 Q",
        "count rows --limit 5 -- Q", "--lang es count rows Q --limit 5",
        "--lang=es count --no-color rows Q --limit 5",
    ])
    func readsOptionsInEveryForm(line: String) async throws {
        let output = try await count(line)
        #expect(output.limit == 5)
        #expect(output.quarter == "Q")
    }

    @Test func readsNegativeNumbersAndDashesAsValues() async throws {
        #expect(try await count("count rows -5").quarter == "-5")
        #expect(try await count("count rows -.5").quarter == "-.5")
        #expect(try await count("count rows -").quarter == "-")
        #expect(try await count("count rows Q --limit -5").limit == -5)
        #expect(try await count("count rows -- --limit").quarter == "--limit")
        #expect(try await count("count rows -- -- -h").quarter == "--")
    }

    @Test func readsListsAndRepeatedOptions() async throws {
        let output = try await count("count rows Q MX-TAP --by sex,country --hub A --hub=B,C -q")
        #expect(output.by == ["sex", "country"])
        #expect(output.hubs == ["A", "B,C"])
        #expect(output.hub == "MX-TAP")
        #expect(output.isQuiet)
    }

    @Test func readsOptionsOfTheProgramBeforeAndAfterTheCommand() async throws {
        #expect(try await count("--home /srv count rows Q").home == "/srv")
        #expect(try await count("count --home=/srv rows Q").home == "/srv")
        #expect(try await count("count rows Q --home /srv").home == "/srv")
    }

    @Test func readsTheRest() async {
        let result = await Sample.run("copy", "a b", "--format", "csv", "c", "--", "--d")
        #expect(result.output == "a b c --d\n")
    }

    @Test(arguments: [
        ("count rows Q --jsn", "There is no option “--jsn”. Did you mean --json?"),
        ("count rows Q --qui", "There is no option “--qui”. Did you mean --quiet?"),
        ("count rows Q -x", "There is no option “-x”."),
        ("count rows Q --limit", "“--limit” needs a value: <n>."),
        ("count rows Q --limit --json", "“--limit” needs a value: <n>."),
        ("count rows Q --limit five", "“five” is not valid for --limit: November"),
        ("count rows Q --limit 1 --limit 2", "“--limit” is given more than once."),
        ("count rows Q --quiet=yes", "“--quiet” takes no value."),
        (
            "count rows Q --by sexx",
            "“sexx” is not valid for --by; allowed: country, hub, sex. Did you mean sex?"
        ),
        (
            "count rows Q --by sex,",
            "“” is not valid for --by; allowed: country, hub, sex."
        ),
        ("count rows Q -qj", "“--json” has no effect together with the other arguments."),
        ("count rows", "<quarter> is missing: August"),
        ("count rows Q H more", "“more” is one argument too many."),
        ("copy --format csv", "<file> is missing: June"),
        ("copy a", "“--format <name>” is required."),
        ("cuont rows", "There is no command “cuont”. Did you mean count?"),
        ("count row Q", "There is no command “row”. Did you mean count rows?"),
        ("rows Q", "There is no command “rows”. Did you mean count rows?"),
        ("zzz", "There is no command “zzz”."),
        (
            "--json count rows Q",
            "“--json” belongs to a command: write it after the command’s name."
        ),
        ("--hme x count rows", "There is no option “--hme”. Did you mean --home?"),
        ("count all --lang fr", "“fr” is not valid for --lang; allowed: en, es."),
    ])
    func refusesWithAReason(line: String, reason: String) async {
        let words = line.split(separator: " ").map(String.init)
        let captured = CapturedOutput()
        let code = await Sample.program.main(
            arguments: words, environment: Sample.environment,
            terminal: Terminal(capturing: captured))
        #expect(code == 64)
        #expect(captured.output == "")
        #expect(captured.error.hasPrefix("sample: \(reason)\n"), "\(captured.error)")
    }

    @Test(arguments: [
        ("json", "json", 0), ("jsn", "json", 1), ("josn", "json", 1), ("abc", "", 3),
        ("ca", "abc", 3), ("kitten", "sitting", 3),
    ])
    func measuresDistance(lhs: String, rhs: String, distance: Int) {
        #expect(Suggestions.distance(Array(lhs), Array(rhs)) == distance)
        #expect(Suggestions.distance(Array(rhs), Array(lhs)) == distance)
    }
}

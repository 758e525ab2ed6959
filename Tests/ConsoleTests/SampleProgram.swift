import Console
import Texts

/// A small program with one command of each shape. Its summaries borrow
/// texts that exist, since a test cannot add any.
enum Sample {
    static let environment = ["LANG": "en_US.UTF-8"]

    static let program = Program<Context>(
        name: "sample", version: "1.2", summary: "date.month.1",
        groups: [
            CommandGroup(title: "date.month.2", [Count.self, CountAll.self, Copy.self]),
            CommandGroup(title: "date.month.3", [Fail.self]),
        ],
        options: [.value("home", "directory", values: .directory, help: "date.month.4")],
        context: { invocation in
            var arguments = invocation.arguments
            return Context(
                terminal: invocation.terminal, texts: invocation.texts,
                home: try arguments.value("home"))
        },
        describe: { error, texts in
            (error as? SampleError).map { (texts("date.month.5") + "\n\($0)", .dataError) }
        },
        complete: { name, _ in name == "hub" ? ["MX-TAP", "MX-TIJ", "HN-TGU"] : [] })

    /// Runs one command line and gives what came of it.
    static func run(
        _ line: String..., environment: [String: String] = environment
    ) async -> (code: Int32, output: String, error: String) {
        let captured = CapturedOutput()
        let code = await program.main(
            arguments: line, environment: environment, terminal: Terminal(capturing: captured))
        return (code, captured.output, captured.error)
    }

    struct Context: Sendable {
        let terminal: Terminal
        let texts: Texts
        let home: String?
    }
}

enum SampleError: Error {
    case damaged
}

struct Count: Command {
    static let usage = Usage(
        "count rows", summary: "date.month.6", discussion: "date.month.7",
        positionals: [
            .required("quarter", help: "date.month.8"),
            .optional("hub", values: .dynamic("hub"), help: "date.month.9"),
        ],
        options: [
            .value(
                "by", "dimensions", values: .listOf(["country", "hub", "sex"]),
                help: "date.month.10"),
            .value("limit", "n", short: "n", help: "date.month.11"),
            .value(
                "hub", "code", values: .dynamic("hub"), isRepeatable: true, help: "date.month.12"),
            .flag("quiet", short: "q", help: "date.month.1"),
            .flag("json", short: "j", help: "date.month.2"),
        ],
        examples: ["sample count rows 2021-Q1 --by country,sex", "sample count rows 5 -q"],
        exits: [Usage.ExitNote(.dataError, note: "date.month.3")])

    struct Output: Codable, Equatable {
        let quarter: String
        let hub: String?
        let by: [String]
        let limit: Int?
        let hubs: [String]
        let isQuiet: Bool
        let home: String?
    }

    let quarter: String
    let hub: String?
    let by: [String]
    let limit: Int?
    let hubs: [String]
    let isQuiet: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        hub = try arguments.optional("hub")
        by = try arguments.values("by")
        limit = try arguments.value("limit")
        hubs = try arguments.values("hub")
        isQuiet = arguments.flag("quiet")
        if !isQuiet { _ = arguments.flag("json") }
    }

    func run(in context: Sample.Context) throws {
        try context.terminal.json(
            Output(
                quarter: quarter, hub: hub, by: by, limit: limit, hubs: hubs, isQuiet: isQuiet,
                home: context.home))
    }
}

struct CountAll: Command {
    static let usage = Usage("count all", summary: "date.month.4")

    init(_: inout Arguments) throws(UsageError) {}

    func run(in context: Sample.Context) async {
        context.terminal.write(context.texts.number(12_100))
    }
}

struct Copy: Command {
    static let usage = Usage(
        "copy", summary: "date.month.5",
        positionals: [.rest("file", values: .file, help: "date.month.6")],
        options: [
            .value(
                "format", "name", values: .oneOf(["csv", "json", "xlsx"]), isRequired: true,
                help: "date.month.7")
        ])

    let files: [String]

    init(_ arguments: inout Arguments) throws(UsageError) {
        files = try arguments.rest("file")
        let _: String? = try arguments.value("format")
    }

    func run(in context: Sample.Context) {
        context.terminal.write(files.joined(separator: " "))
    }
}

struct Fail: Command {
    static let usage = Usage(
        "fail", summary: "date.month.8",
        positionals: [
            .required(
                "how", values: .oneOf(["clean", "code", "known", "unknown", "cancelled"]),
                help: "date.month.9")
        ])

    struct Secret: Error {
        let name = "María"
    }

    let how: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        how = try arguments.positional("how")
    }

    func run(in _: Sample.Context) throws {
        switch how {
        case "clean": throw CleanExit("Nothing to do.")
        case "code": throw ExitCode(.tempFail)
        case "known": throw SampleError.damaged
        case "cancelled": throw CancellationError()
        default: throw Secret()
        }
    }
}

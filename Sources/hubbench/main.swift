import Glibc

do {
    let options = try Options(
        Array(CommandLine.arguments.dropFirst()), known: Program.benchmarks.map { $0.name })
    if options.isHelp {
        print(Program.help)
        exit(0)
    }
    let measurements = try await Program.run(options)
    print(try Program.show(measurements, asJSON: options.isJSON))
    exit(0)
} catch let problem as Options.Problem {
    Program.complain("\(problem.text); try: hubbench --help")
    exit(64)
} catch {
    Program.complain("\(error)")
    exit(1)
}

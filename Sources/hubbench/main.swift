do {
    let options = try Options(
        Array(CommandLine.arguments.dropFirst()), known: Program.benchmarks.map { $0.name })
    if options.isHelp {
        print(Program.help)
        Departure.leave(0)
    }
    let (measurements, isWhole) = try await Program.run(options)
    print(try Program.show(measurements, asJSON: options.isJSON))
    Departure.leave(isWhole ? 0 : 1)
} catch let problem as Options.Problem {
    Program.complain("\(problem.text); try: hubbench --help")
    Departure.leave(64)
} catch {
    Program.complain("\(error)")
    Departure.leave(1)
}

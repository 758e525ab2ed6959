import Console
import Testing

@Suite struct HelpTests {
    @Test func explainsTheProgram() async {
        let result = await Sample.run("--help")
        #expect(result.code == 0)
        #expect(
            result.output == """
                January

                Usage
                  sample <command> [options]

                February
                  count rows              June
                  count all               April
                  copy                    May

                March
                  fail                    August

                Options of every command
                      --home <directory>  April
                      --lang <en|es>      Speak Spanish or English; by default as the locale
                                          does.
                      --no-color          Write without colours.
                      --version           Show the version and end.
                  -h, --help              Show this help and end.

                “sample <command> --help” says more about a command.

                """)
    }

    @Test func explainsTheProgramInSpanish() async {
        let result = await Sample.run("-h", "--lang=es")
        #expect(
            result.output == """
                enero

                Uso
                  sample <orden> [opciones]

                febrero
                  count rows              junio
                  count all               abril
                  copy                    mayo

                marzo
                  fail                    agosto

                Opciones de toda orden
                      --home <directory>  abril
                      --lang <en|es>      Habla en español o en inglés; por omisión, como la
                                          configuración regional.
                      --no-color          Escribe sin colores.
                      --version           Muestra la versión y termina.
                  -h, --help              Muestra esta ayuda y termina.

                «sample <orden> --help» explica una orden.

                """)
    }

    @Test func explainsAGroup() async {
        let result = await Sample.run("count", "--help")
        #expect(
            result.output == """
                Usage
                  sample count <command> [options]

                February
                  count rows              June
                  count all               April

                Options of every command
                      --home <directory>  April
                      --lang <en|es>      Speak Spanish or English; by default as the locale
                                          does.
                      --no-color          Write without colours.
                      --version           Show the version and end.
                  -h, --help              Show this help and end.

                “sample <command> --help” says more about a command.

                """)
    }

    @Test func explainsACommand() async {
        let result = await Sample.run("count", "rows", "--help")
        #expect(
            result.output == """
                June

                Usage
                  sample count rows <quarter> [<hub>] [--by <dimensions>] [--limit <n>]
                                    [--hub <code>]… [--quiet] [--json]

                July

                Arguments
                  <quarter>               August
                  <hub>                   September

                Options
                      --by <dimensions>   October. One or more of country, hub, sex, separated
                                          by commas.
                  -n, --limit <n>         November
                      --hub <code>        December. May be given several times.
                  -q, --quiet             January
                  -j, --json              February

                Options of every command
                      --home <directory>  April
                      --lang <en|es>      Speak Spanish or English; by default as the locale
                                          does.
                      --no-color          Write without colours.
                      --version           Show the version and end.
                  -h, --help              Show this help and end.

                Examples
                  sample count rows 2021-Q1 --by country,sex
                  sample count rows 5 -q

                Exit status
                  65                      March

                """)
    }

    @Test func explainsACommandInSpanish() async {
        let result = await Sample.run("--lang", "es", "count", "rows", "-h")
        #expect(
            result.output == """
                junio

                Uso
                  sample count rows <quarter> [<hub>] [--by <dimensions>] [--limit <n>]
                                    [--hub <code>]… [--quiet] [--json]

                julio

                Argumentos
                  <quarter>               agosto
                  <hub>                   septiembre

                Opciones
                      --by <dimensions>   octubre. Uno o varios de country, hub, sex, separados
                                          por comas.
                  -n, --limit <n>         noviembre
                      --hub <code>        diciembre. Puede repetirse.
                  -q, --quiet             enero
                  -j, --json              febrero

                Opciones de toda orden
                      --home <directory>  abril
                      --lang <en|es>      Habla en español o en inglés; por omisión, como la
                                          configuración regional.
                      --no-color          Escribe sin colores.
                      --version           Muestra la versión y termina.
                  -h, --help              Muestra esta ayuda y termina.

                Ejemplos
                  sample count rows 2021-Q1 --by country,sex
                  sample count rows 5 -q

                Código de salida
                  65                      marzo

                """)
    }

    @Test(
        "Help is the same however it is asked for",
        arguments: [
            ["help", "count", "rows"], ["-h", "count", "rows"], ["count", "-h", "rows"],
            ["count", "rows", "Q", "--limit", "-h"], ["count", "rows", "a", "b", "c", "-h"],
        ])
    func isAskedForAnywhere(line: [String]) async {
        let captured = CapturedOutput()
        let code = await Sample.program.main(
            arguments: line, environment: Sample.environment,
            terminal: Terminal(capturing: captured))
        let expected = await Sample.run("count", "rows", "--help")
        #expect(code == 0)
        #expect(captured.output == expected.output)
    }

    @Test("A command line without a command is a mistake, and help its answer")
    func answersAMissingCommand() async {
        let bare = await Sample.run()
        let help = await Sample.run("--help")
        #expect(bare == (64, "", help.output))
        let group = await Sample.run("count")
        let groupHelp = await Sample.run("count", "--help")
        #expect(group == (64, "", groupHelp.output))
    }

    @Test func suggestsForAnUnknownCommandEvenInHelp() async {
        let result = await Sample.run("help", "cuont")
        #expect(result.code == 64)
        #expect(result.error.hasPrefix("sample: There is no command “cuont”. Did you mean count?"))
    }

    @Test func fitsANarrowTerminalAndTakesColour() async {
        let captured = CapturedOutput()
        let terminal = Terminal(capturing: captured, width: 44, hasColor: true)
        _ = await Sample.program.main(
            arguments: ["count", "rows", "--help"], environment: Sample.environment,
            terminal: terminal)
        #expect(captured.output.contains("\u{1B}[1mUsage\u{1B}[0m\n"))
        let lines = captured.output.replacing(/\u{1B}\[\d+m/, with: "").split(separator: "\n")
        let long = lines.filter { $0.count > 44 }
        #expect(long.isEmpty)
    }
}

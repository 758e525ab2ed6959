import HubLogs
import Testing
import Texts

/// What is said of a file that cannot be read, in both languages.
@Suite struct ProblemTextTests {
    /// Every problem, with a part, a heading or a number where it has one.
    static let problems: [HubLogFileProblem] =
        [
            .empty, .noRows, .noHeading, .columnsMissing([.date]),
            .columnsMissing([.recordID, .services]), .hubMissing,
            .columnTwice("FECHA", first: 7, second: 13),
            .dateOrderUnsettled(line: 7, column: "FECHA"),
            .dateOrderMixed(dayFirst: 7, monthFirst: 13),
        ] + tables.map { .table($0) }

    static let tables: [TableError] = [
        .notFound, .notAllowed, .isDirectory, .notAFile, .unreadable(code: 13), .changed,
        .notText(line: 13), .markup, .utf16, .mixedEncodings(line: 13),
        .unknownEncoding(line: 13), .unclosedQuote(line: 7, column: 13),
        .fieldTooLong(line: 7, column: 13, limit: 1 << 20), .rowTooLong(line: 13, limit: 4 << 20),
        .tooManyColumns(line: 7, limit: 13), .notAWorkbook, .foreignArchive, .oldWorkbook,
        .encryptedWorkbook, .truncatedWorkbook, .damagedWorkbook(part: "xl/13.xml", row: 0),
        .damagedWorkbook(part: "xl/13.xml", row: 7), .noSuchSheet("Hoja", sheets: 13), .noSheet,
        .tooLarge(part: "xl/13.xml", limit: 2 << 30), .unfoldsTooFar(part: "xl/13.xml", limit: 400),
        .tooManySharedStrings(limit: 64 << 20), .tooManyParts,
    ]

    @Test("Every problem says what, where and what to do", arguments: Language.whole)
    func saysEnough(language: Language) throws {
        let texts = Texts(language)
        var said: Set<String> = []
        for problem in Self.problems {
            let text = problem.text(texts)
            #expect(said.insert(text).inserted, "\(problem)")
            #expect(!text.contains("{") && !text.hasPrefix("file."), "\(text)")
            // What is wrong is one sentence, what to do at least another.
            #expect(text.split(separator: #/[.:,;] /#).count >= 2, "\(text)")
            // Every number and name that the problem holds is said.
            let held = "\(problem)".matches(of: #/\b(?:7|13|400|FECHA|Hoja|xl)\b/#)
            for part in held { #expect(text.contains(part.output), "\(text)") }
        }
    }

    @Test func speaksEachLanguage() {
        for problem in Self.problems {
            #expect(problem.text(Texts(.english)) != problem.text(Texts(.spanish)), "\(problem)")
        }
        let damage = TableError.fieldTooLong(line: 1_234, column: 6, limit: 1 << 20)
        #expect(
            damage.text(Texts(.english)).hasPrefix(
                "Line 1234, column 6: a value of more than 1 MiB"))
        #expect(
            damage.text(Texts(.spanish)).hasPrefix(
                "Línea 1234, columna 6: un valor de más de 1 MiB"))
        let missing = HubLogFileProblem.columnsMissing([.date])
        #expect(
            missing.text(Texts(.english)).hasPrefix("Missing column: date (in Spanish: fecha)."))
        #expect(
            missing.text(Texts(.spanish)).hasPrefix("Falta la columna: fecha (en inglés: date)."))
    }

    @Test("Of a damaged log nothing is said that a person told the hub")
    func keepsPersonsOut() throws {
        let name = "Zacarías Xicoténcatl"
        let row = "1,03/04/2021,other,\(name)"
        let damaged = [
            "record_id,date,services,notes\n1,2021-03-01,other,\"\(name)",
            "record_id,date,services,notes\n\(row)\n", "\(row)\n\(row)\n", "\(name),\(name)\n",
            "record_id,date,\(name),\(name)\n", "record_id,date,services,date\n\(row)\n",
            "record_id,date,services,notes\n\(row)\u{0}\n",
        ]
        for text in damaged {
            let problem = try #require(try logProblem(text))
            for language in Language.whole {
                let said = problem.text(Texts(language))
                #expect(!said.contains("Zacar") && !said.contains("Xico"), "\(said)")
            }
        }
    }
}

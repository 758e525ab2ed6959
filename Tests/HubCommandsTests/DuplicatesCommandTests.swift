import FoundationEssentials
import Testing

/// `hubctl duplicates evaluate`, which needs no installation.
@Suite struct DuplicatesCommandTests {
    private struct Answer: Decodable {
        struct Quality: Decodable {
            let precision: Double
            let recall: Double
            let f1: Double
        }

        let records: Int
        let precision: Double
        let recall: Double
        let f1: Double
        let threshold: Double
        let best: Quality
        let automatic: Quality
    }

    private static let people = """
        id;given_names;family_names;birth_date;sex;document
        a;María José;Núñez Lara;1990-02-05;F;P-77
        b;Maria Jose;Nunez;1990-02-05;F;p77
        c;Juan;Pérez;1985-11-30;M;
        d;Wilner;Joseph;2001-07-14;M;X 991
        """

    private func run(
        people: String, truth: String, _ options: [String]
    ) async throws -> Outcome {
        let folder = "/tmp/hub-duplicates-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in [("people.csv", people), ("truth.csv", truth)] {
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        }
        return await CommandLineInstallation.run(
            [
                "duplicates", "evaluate", "\(folder)/people.csv", "--truth",
                "\(folder)/truth.csv",
            ] + options, environment: [:])
    }

    @Test("It answers in figures, whatever columns there are")
    func figures() async throws {
        let outcome = try await run(
            people: Self.people, truth: "left,right\nb,a\n", ["--json"])
        #expect(outcome.code == 0, "\(outcome.error)")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
        #expect(answer.records == 4)
        #expect(answer.best.f1 == 1)
        #expect(answer.automatic.precision == 1 && answer.automatic.recall == 1)
    }

    @Test("It answers in words, in both languages, and names nobody")
    func words() async throws {
        for (language, word) in [("en", "Precision"), ("es", "Precisión")] {
            let outcome = try await run(
                people: Self.people, truth: "left,right\na,b\n", ["--lang", language])
            #expect(outcome.code == 0)
            #expect(outcome.output.contains(word))
            #expect(!outcome.output.contains("⟦") && !outcome.output.contains("Joseph"))
        }
    }

    @Test(
        "A table that cannot be used is refused with its place",
        arguments: [
            ("name\nAna\n", "left,right\n", "id"), ("id,sex\na,F\n", "left\na\n", "right"),
            ("id,sex\na,F\na,F\n", "left,right\n", "3"),
            ("id,sex\na,F\n,F\n", "left,right\n", "3"),
            ("id,sex\na,F\nb,F\n", "left,right\na,b\na,z\n", "3"),
            ("id,sex\na,F\nb,F\n", "left,right\na,a\n", "2"),
        ])
    func refusals(people: String, truth: String, place: String) async throws {
        for language in ["en", "es"] {
            let outcome = try await run(people: people, truth: truth, ["--lang", language])
            #expect(outcome.code == 65)
            #expect(outcome.error.contains(place))
        }
    }
}

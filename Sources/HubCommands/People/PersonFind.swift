import Casework
import Console
import Matching
import Operations
import Texts

/// `hubctl person find --name "Jhon Peres" --age 30`.
struct PersonFind: Command {
    static let usage = Usage(
        "person find", summary: "command.person.find",
        discussion: "command.person.find.discussion",
        options: [
            .value("name", "text", help: "person.option.name"),
            .value("born", "date", help: "person.option.born"),
            .value("age", "years", help: "person.option.age"),
            .value("within", "years", help: "person.option.within"),
            .value("document", "number", help: "person.option.document"),
            .value("phone", "number", help: "person.option.phone"),
            .value("limit", "number", help: "person.option.limit"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            #"hubctl person find --name "Jhon Peres" --born 1990-02-05"#,
            #"hubctl person find --name "María López" --age 30 --within 3 --json"#,
        ])

    let name: String
    let born: WrittenBirth
    let age: Int?
    let within: Int
    let document: String
    let phone: String
    let limit: Int
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.value("name") ?? ""
        born = try arguments.value("born", parse: Self.birth) ?? .unknown
        age = try arguments.value("age", parse: { Self.number($0, 0...120) })
        within = try arguments.value("within", parse: { Self.number($0, 0...20) }) ?? 2
        document = try arguments.value("document") ?? ""
        phone = try arguments.value("phone") ?? ""
        limit = try arguments.value("limit", parse: { Self.number($0, 1...60) }) ?? 20
        isJSON = arguments.flag("json")
        guard ![name, document, phone].allSatisfy(\.isEmpty) || born.isWhole else {
            throw .rule("person.rule.something")
        }
    }

    private static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
        Int(text).flatMap { range.contains($0) ? $0 : nil }
    }

    private static func birth(_ text: String) -> WrittenBirth? {
        let birth = WrittenBirth(text)
        return birth.isKnown ? birth : nil
    }

    func run(in session: Session) async throws {
        let found = try await session.withApplication { application in
            var sought = SoughtPerson(
                name: name == "-" ? try TextInput.text("-") : name, birth: born,
                document: document, phone: phone)
            if let age {
                sought.birthYears = try await application.birthYears(age: age, within: within)
            }
            return try await application.findPeople(sought, limit: limit)
        }
        if isJSON {
            try session.terminal.json(found)
            return
        }
        let texts = session.texts
        if found.matches.isEmpty { session.terminal.write(texts("person.find.none")) }
        if !found.matches.isEmpty { session.terminal.write(table(found.matches, session)) }
        if found.isKnownInNetwork { session.terminal.write(texts("person.find.network")) }
    }

    private func table(_ matches: [PersonMatch], _ session: Session) -> String {
        let texts = session.texts
        var table = TextTable([
            .right(texts("person.column.score")), .left(texts("person.column.name")),
            .left(texts("person.column.birth")), .left(texts("person.column.hub")),
            .left(texts("person.column.id"), leastWidth: 36), .left(texts("person.column.reasons")),
        ])
        for match in matches {
            table.add([
                texts.decimal(match.score, decimals: 1), match.name, match.birth ?? "",
                match.hub.description, match.person.description,
                PersonText.reasons(match.reasons, texts),
            ])
        }
        return table.render(for: session.terminal)
    }
}

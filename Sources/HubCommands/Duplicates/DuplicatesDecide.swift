import Casework
import Console
import HubLogs
import Operations
import Texts

/// `hubctl duplicates decide FILE.csv`: decisions in a batch.
struct DuplicatesDecide: Command {
    static let usage = Usage(
        "duplicates decide", summary: "command.duplicates.decide",
        discussion: "command.duplicates.decide.discussion",
        positionals: [.required("file", values: .file, help: "duplicates.argument.decisions")],
        options: [
            .value("reason", "text", help: "duplicates.option.reason"),
            .flag("json", help: "option.json"),
        ],
        examples: [#"hubctl duplicates decide decisions.csv --reason "Reviewed at Tapachula""#])

    let file: String
    let reason: String?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        file = try arguments.positional("file")
        reason = try arguments.value("reason")
        isJSON = arguments.flag("json")
    }

    private struct Document: Encodable {
        var merged = 0
        var different = 0
        var refused: [Refused] = []

        struct Refused: Encodable {
            let line: Int
            let problem: String
        }
    }

    func run(in session: Session) async throws {
        let decisions = try DecisionFile.read(file, reason: reason)
        var document = try await session.withApplication { application in
            var document = Document()
            for decision in decisions {
                do {
                    try await application.decide(
                        decision.what, decision.one, decision.other, reason: decision.reason)
                    switch decision.what {
                    case .merge: document.merged += 1
                    case .different: document.different += 1
                    }
                } catch let error as OperationError {
                    // One that was decided meanwhile does not hold up the others.
                    document.refused.append(
                        .init(
                            line: decision.line, problem: error.described(session.texts).message))
                }
            }
            return document
        }
        document.refused.sort { $0.line < $1.line }
        if isJSON {
            try session.terminal.json(document)
        } else {
            let texts = session.texts
            session.terminal.write(
                texts(
                    "duplicates.decided",
                    [
                        "merged": texts.number(document.merged),
                        "different": texts.number(document.different),
                        "refused": texts.number(document.refused.count),
                    ]))
            for refused in document.refused {
                session.terminal.write(
                    texts(
                        "duplicates.refused",
                        ["line": String(refused.line), "problem": refused.problem]))
            }
        }
        if !document.refused.isEmpty { throw ExitCode(.dataError) }
    }
}

/// Pairs with what somebody decided about each, as a table: out to be filled in, and in again.
struct DecisionFile {
    struct Decision: Sendable {
        let line: Int
        let one: PersonID
        let other: PersonID
        let what: DuplicateDecision
        let reason: String
    }

    /// What is wrong with a file.
    enum Problem: Error {
        case noColumn(String, file: String)
        case field(String, line: Int, file: String)

        func text(_ texts: Texts) -> String {
            switch self {
            case .noColumn(let column, let file):
                texts("error.persontable.nocolumn", ["column": column, "file": file])
            case .field(let column, let line, let file):
                texts(
                    "error.decisions.field",
                    ["column": column, "line": String(line), "file": file])
            }
        }
    }

    static func csv(_ pairs: [DuplicateView]) -> String {
        var text = "left,right,score,reasons,decision,reason\r\n"
        for pair in pairs {
            let reasons = pair.reasons.joined(separator: " ")
            text += "\(pair.left),\(pair.right),\(pair.score),\(reasons),,\r\n"
        }
        return text
    }

    /// Rows without a decision are left for another time.
    static func read(_ file: String, reason: String?) throws -> [Decision] {
        var rows = try TableFile.open(path: file, options: TableOptions())
        let heading = try rows.next()
        func column(_ name: String) throws(Problem) -> Int {
            guard let place = heading?.fields.firstIndex(of: name) else {
                throw .noColumn(name, file: file)
            }
            return place
        }
        let (left, right) = (try column("left"), try column("right"))
        let decision = try column("decision")
        let why = heading?.fields.firstIndex(of: "reason")
        var decisions: [Decision] = []
        while let row = try rows.next() {
            func text(_ place: Int?) -> String { place.map { row.count > $0 ? row[$0] : "" } ?? "" }
            if text(decision).isEmpty { continue }
            guard let what = DuplicateDecision(rawValue: text(decision)) else {
                throw Problem.field("decision", line: row.line, file: file)
            }
            guard let one = PersonID(text(left)) else {
                throw Problem.field("left", line: row.line, file: file)
            }
            guard let other = PersonID(text(right)) else {
                throw Problem.field("right", line: row.line, file: file)
            }
            let given = text(why).isEmpty ? reason ?? "" : text(why)
            if given.isEmpty { throw Problem.field("reason", line: row.line, file: file) }
            decisions.append(
                Decision(line: row.line, one: one, other: other, what: what, reason: given))
        }
        return decisions
    }
}

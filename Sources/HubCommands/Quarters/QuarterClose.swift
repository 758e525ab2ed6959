import Casework
import Console
import Documents
import Operations
import Reporting
import Texts

/// `hubctl quarter close 2021-Q1 --accept late --reason TEXT`.
struct QuarterClose: Command {
    static let usage = Usage(
        "quarter close", summary: "command.quarter.close",
        discussion: "command.quarter.close.discussion",
        positionals: [.required("quarter", help: "argument.quarter")],
        options: [
            .value("accept", "names", help: "option.accept"),
            .value("reason", "text", isRequired: true, help: "option.reason"),
            .value("threshold", "people", help: "option.threshold"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            #"hubctl quarter close 2021-Q1 --accept late,rejects:MX-TAP.xlsx --reason "Regional review of 20 April""#
        ])

    let quarter: Quarter
    let names: Set<String>
    let reason: String
    let threshold: Int
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        let accepted: String = try arguments.value("accept") ?? ""
        names = Set(accepted.split(separator: ",").map(String.init))
        reason = try arguments.value("reason") ?? ""
        threshold = try arguments.value("threshold") ?? Release.defaultThreshold
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let edition = try await session.withApplication {
            let edition = try await $0.close(
                quarter, accepting: names, reason: reason, threshold: threshold)
            if let seal = try await $0.latestAuditSeal() { try session.workplace.keepWitness(seal) }
            return edition
        }
        if isJSON {
            try session.terminal.json(EditionDocument(edition))
            return
        }
        session.terminal.write(
            session.texts(
                "quarter.close.done",
                [
                    "quarter": quarter.description, "edition": String(edition.number),
                    "digest": edition.digest,
                ]))
    }
}

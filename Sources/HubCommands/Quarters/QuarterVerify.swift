import Casework
import Console
import Operations
import Reporting
import Texts

/// `hubctl quarter verify 2021-Q1`: counts an edition again from the events as they stood.
struct QuarterVerify: Command {
    static let usage = Usage(
        "quarter verify", summary: "command.quarter.verify",
        discussion: "command.quarter.verify.discussion",
        positionals: [.required("quarter", help: "argument.quarter")],
        options: [
            .value("edition", "number", help: "option.edition"), .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl quarter verify 2021-Q1", "hubctl quarter verify 2021-Q1 --edition 1 --json",
        ])

    let quarter: Quarter
    let edition: Int?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        edition = try arguments.value("edition")
        isJSON = arguments.flag("json")
    }

    private struct Document: Encodable {
        let quarter: String
        let edition: Int
        let status: String
        let differences: [String]
    }

    func run(in session: Session) async throws {
        let verification = try await session.withApplication {
            try await $0.verify(quarter, edition: edition)
        }
        let texts = session.texts
        let differences = verification.differences.map { $0.text(texts) }
        if isJSON {
            try session.terminal.json(
                Document(
                    quarter: quarter.description, edition: verification.edition,
                    status: verification.isVerified ? "verified" : "mismatch",
                    differences: differences))
        } else {
            let place = [
                "quarter": quarter.description, "edition": String(verification.edition),
            ]
            session.terminal.write(
                texts(verification.isVerified ? "verify.done" : "verify.mismatch", place))
            for difference in differences { session.terminal.write("  \(difference)") }
            if !verification.isSecondaryCounted {
                session.terminal.write(texts("verify.secondary"))
            }
        }
        if !verification.isVerified { throw ExitCode(.dataError) }
    }
}

extension EditionVerification.Difference {
    func text(_ texts: Texts) -> String {
        switch self {
        case .signature: texts("verify.signature")
        case .foreignKey: texts("verify.foreignkey")
        case .eventChanged(let id): texts("verify.event.changed", ["event": id])
        case .eventMissing(let id): texts("verify.event.missing", ["event": id])
        case .eventAdded(let id): texts("verify.event.added", ["event": id])
        case .activityChanged(let id): texts("verify.activity", ["activity": id])
        case .referralChanged(let id): texts("verify.referral", ["referral": id])
        case .activityAdded(let id): texts("verify.activity.added", ["activity": id])
        case .referralAdded(let id): texts("verify.referral.added", ["referral": id])
        case .figure(let name): texts("verify.figure", ["figure": name])
        case .codelistValue(let name): texts("verify.codelist", ["value": name])
        case .auditTrail(let then, let now):
            texts("verify.audit", ["then": texts.number(then), "now": texts.number(now)])
        case .disclosure(let cell): texts("verify.disclosure", ["cell": cell])
        case .content: texts("verify.content")
        }
    }
}

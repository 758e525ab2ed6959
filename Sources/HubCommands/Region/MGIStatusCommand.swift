import Casework
import Codelists
import Console
import Documents
import Operations
import Texts

/// `hubctl mgi status --as-of 2021-02-25`.
struct MGIStatusCommand: Command {
    static let usage = Usage(
        "mgi status", summary: "command.mgi.status", discussion: "command.mgi.status.discussion",
        options: [
            .value("as-of", "date", help: "option.mgi.asof"),
            .flag("details", help: "option.mgi.details"), .flag("json", help: "option.json"),
        ],
        examples: ["hubctl mgi status --as-of 2021-02-25", "hubctl mgi status --details --json"])

    let day: CalendarDate
    let isDetailed: Bool
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        day = try arguments.value("as-of") ?? .today
        isDetailed = arguments.flag("details")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let status = try await session.withApplication { try await $0.mgiStatus(on: day) }
        if isJSON {
            try session.terminal.json(MGIStatusDocument(status, isDetailed: isDetailed))
            return
        }
        let texts = session.texts
        func number(_ count: Int?) -> String {
            count.map { texts.number($0) } ?? texts("mgi.unknown")
        }
        var lines = [
            texts(
                "mgi.status",
                [
                    "day": day.description, "countries": number(status.countries),
                    "localities": number(status.localAuthorities),
                ])
        ]
        if let total = status.total {
            lines.append(
                texts(
                    "mgi.status.total",
                    [
                        "day": total.stated.description,
                        "countries": texts.number(total.countries),
                        "localities": texts.number(total.localities), "source": total.source,
                    ]))
        }
        if isDetailed {
            for participant in status.named {
                lines.append(
                    texts(
                        "mgi.status.named",
                        [
                            "name": participant.name ?? participant.country.label(texts),
                            "day": participant.joined?.description ?? texts("mgi.unknown"),
                            "source": participant.source,
                        ]))
            }
        }
        session.terminal.write(lines.joined(separator: "\n"))
    }
}

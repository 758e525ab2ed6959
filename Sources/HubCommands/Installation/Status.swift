import CaseStore
import Cluster
import Console
import Operations
import Texts

/// `hubctl status`: what is there and whether it runs.
struct Status: Command {
    static let usage = Usage(
        "status", summary: "command.status", options: [.flag("json", help: "option.json")],
        examples: ["hubctl status --json"])

    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) { isJSON = arguments.flag("json") }

    private struct Document: Encodable {
        let home: String
        let server: String
        let isRunning: Bool
        let isInitialised: Bool
        let isDemonstration: Bool?
        let hubs: Int?

        enum CodingKeys: String, CodingKey {
            case home, server, hubs
            case isRunning = "running"
            case isInitialised = "initialised"
            case isDemonstration = "demonstration"
        }
    }

    func run(in session: Session) async throws {
        let workplace = session.workplace
        let isRunning =
            workplace.isInitialised && (workplace.databaseURL != nil || workplace.cluster.isRunning)
        var overview: Application.Overview?
        if isRunning { overview = try await session.withApplication { try await $0.overview() } }
        let document = Document(
            home: workplace.home, server: workplace.databaseURL == nil ? "private" : "outside",
            isRunning: isRunning, isInitialised: workplace.isInitialised,
            isDemonstration: overview?.isDemonstration, hubs: overview?.hubs)
        if isJSON {
            try session.terminal.json(document)
            return
        }
        let texts = session.texts
        session.terminal.write(texts("status.home", ["home": workplace.home]))
        session.terminal.write(
            texts(
                !workplace.isInitialised
                    ? "status.absent" : isRunning ? "status.running" : "status.stopped"))
        if let overview {
            session.terminal.write(texts("status.hubs", ["count": String(overview.hubs)]))
            if overview.isDemonstration { session.terminal.write(texts("report.synthetic")) }
        }
    }
}

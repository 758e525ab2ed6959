import CaseStore
import Cluster
import Console
import Operations
import Postgres
import Texts

/// `hubctl status`: what is there and whether it runs.
struct Status: Command {
    static let usage = Usage(
        "status", summary: "command.status", options: [.flag("json", help: "option.json")],
        examples: ["hubctl status --json"],
        exits: [.init(.unavailable, note: "exit.status.stopped")])

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
        let overview = try await overview(in: session)
        if isJSON {
            try session.terminal.json(
                Document(
                    home: workplace.home,
                    server: workplace.databaseURL == nil ? "private" : "outside",
                    isRunning: overview != nil, isInitialised: workplace.isInitialised,
                    isDemonstration: overview?.isDemonstration, hubs: overview?.hubs))
        } else {
            write(overview, in: session)
        }
        if overview == nil { throw ExitCode(.unavailable) }
    }

    /// Nil when no database answers.
    private func overview(in session: Session) async throws -> Application.Overview? {
        do {
            return try await session.withApplication { try await $0.overview() }
        } catch is WorkplaceError {
            return nil
        } catch let error as PostgresError where error.code.isConnectionFailure {
            return nil
        }
    }

    private func write(_ overview: Application.Overview?, in session: Session) {
        let texts = session.texts
        let workplace = session.workplace
        session.terminal.write(texts("status.home", ["home": workplace.home]))
        guard let overview else {
            session.terminal.write(
                texts(
                    !workplace.isInitialised
                        ? "status.absent"
                        : workplace.databaseURL != nil
                            ? "status.unreachable"
                            : workplace.cluster.status == .busy ? "status.busy" : "status.stopped"))
            return
        }
        session.terminal.write(
            texts(workplace.databaseURL == nil ? "status.running" : "status.outside"))
        session.terminal.write(texts("status.hubs", ["count": String(overview.hubs)]))
        if overview.isDemonstration { session.terminal.write(texts("report.synthetic")) }
    }
}

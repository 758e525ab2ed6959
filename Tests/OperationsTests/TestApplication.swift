import CaseStore
import Casework
import Codelists
import Credentials
import HubLogs
import Operations
import Postgres
import Reporting
import TestDatabase

/// An application on a fresh database with the 33 hubs of the demonstration.
func withTestApplication<Result: Sendable>(
    connections: Int = 8, _ body: @Sendable (Application, MasterKey) async throws -> Result
) async throws -> Result {
    try await TestDatabase.with(maximumConnections: connections) { pool in
        let master = MasterKey.generate()
        let application = Application(
            database: pool, vault: Vault(master: master), actor: .machine("test"))
        try await application.check(master)
        let file = EmbeddedFile.named("demonstration/q1-2021/hubs.csv")
        let hubs = try HubFile.hubs(
            in: (file?.lines ?? []).enumerated().map { index, line in
                TableRow(line: index + 1, fields: EmbeddedFile.fields(line))
            }
        ).get()
        _ = try await application.importHubs(hubs)
        return try await withTaskExecutorPreference(pool.executor) {
            try await body(application, master)
        }
    }
}

extension Application {
    /// Every cell of a quarter as the store has it: from cells and log, and from a full count.
    func cells(of quarter: Quarter) async throws -> (
        current: [CountingModel.Key: String], counted: [CountingModel.Key: String]
    ) {
        try await database.transaction(.readOnly) { connection in
            func table(_ cells: [QuarterCell]) -> [CountingModel.Key: String] {
                cells.reduce(into: [:]) { table, cell in
                    let key = CountingModel.Key(
                        dimension: cell.cell.dimension?.rawValue ?? 0,
                        category: cell.cell.category)
                    table[key] = "\(cell.cell.count)"
                }
            }
            return (
                table(try await connection.all(.cells(of: [quarter]))),
                table(try await connection.all(.counted(in: quarter)))
            )
        }
    }
}

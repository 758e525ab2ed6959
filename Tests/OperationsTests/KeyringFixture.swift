import CaseStore
import Casework
import Codelists
import Credentials
import FoundationEssentials
import Operations
import Postgres
import Testing

/// A test's application whose keys are in a keyring of its own, so that they can be destroyed.
struct KeyringFixture: Sendable {
    let cases: CaseFixture
    let application: Application
    let file: KeyringFile
    let master: MasterKey

    static func with<Result: Sendable>(
        _ body: @Sendable (Self) async throws -> Result
    ) async throws -> Result {
        let folder = "/tmp/keyring-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await CaseFixture.with { former in
            let file = KeyringFile(path: "\(folder)/keyring")
            try file.create(.succeeding(former.master), for: former.master)
            let application = Application(
                database: former.application.database.pool,
                vault: try Vault(KeyStore(file, master: former.master)), actor: .machine("test"))
            let cases = CaseFixture(
                application: application, master: former.master, tapachula: former.tapachula,
                tecun: former.tecun, sanPedro: former.sanPedro, today: former.today)
            return try await body(
                Self(cases: cases, application: application, file: file, master: former.master))
        }
    }

    /// The same installation, used by somebody with an account.
    func acting(_ role: Role, at hub: HubCode?, as account: AccountID = .new()) throws
        -> Application
    {
        Application(
            database: application.database.pool,
            vault: try Vault(KeyStore(file, master: master)),
            actor: Actor(name: "\(role)", role: role, hub: hub, account: account))
    }

    /// Every row of every table, as text.
    func everything() async throws -> String {
        let tables = try await application.database.all(
            Query<String>(
                """
                SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p')
                    AND relnamespace = 'public'::regnamespace AND relname <> 'codelist_value'
                    AND NOT relispartition
                """
            ))
        var text = ""
        for table in tables.sorted() {
            for row in try await application.database.all(
                Query<String>("SELECT t::text FROM \(raw: table) t ORDER BY 1"))
            {
                text += "\(table): \(row)\n"
            }
        }
        return text
    }
}

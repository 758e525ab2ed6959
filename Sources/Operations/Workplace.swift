public import CaseStore
public import Cluster
import Credentials
import FoundationEssentials
import Postgres

/// Where an installation lives: its state directory, its key, and its PostgreSQL.
///
/// Without an outside server it keeps a private cluster of the installed PostgreSQL in the state
/// directory.
public struct Workplace: Sendable {
    public let home: String
    /// An outside server, when one is named.
    public let databaseURL: String?
    /// Who acts, as the audit trail names them.
    public let actor: String

    public init(environment: [String: String], databaseURL: String? = nil) {
        let own = environment["HUBCTL_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let user = environment["USER"] ?? environment["LOGNAME"] ?? "root"
        let state =
            environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? "\(environment["HOME"] ?? "/tmp")/.local/state"
        home = own ?? (user == "root" ? "/var/lib/hubctl" : "\(state)/hubctl")
        self.databaseURL =
            databaseURL ?? environment["DATABASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
        actor = "\(environment["SUDO_USER"] ?? user)@hubctl"
    }

    public var keyPath: String { "\(home)/master.key" }
    public var cluster: PrivateCluster { PrivateCluster(directory: "\(home)/postgres") }
    public var isInitialised: Bool { FileManager.default.fileExists(atPath: keyPath) }

    /// Makes the state directory, the master key and the cluster; what is there stays.
    public func initialise() async throws {
        try FileManager.default.createDirectory(
            atPath: home, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        if !isInitialised { try MasterKey.generate().write(to: keyPath) }
        if databaseURL == nil { try cluster.create() }
    }

    /// Starts the cluster and brings its schema up to date; returns what was migrated.
    @discardableResult
    public func start() async throws -> Migrator.Outcome {
        guard isInitialised else { throw WorkplaceError.notInitialised(home) }
        if databaseURL == nil { try cluster.start() }
        return try await migrate()
    }

    public func stop() throws {
        if databaseURL == nil { try cluster.stop() }
    }

    /// Brings the schema up to date and notes the master key.
    @discardableResult
    public func migrate() async throws -> Migrator.Outcome {
        let owner = Pool(PoolConfiguration(connectionString(.owner), maximumSize: 1))
        do {
            let outcome = try await owner.withConnection { try await Migrator().run(on: $0) }
            let application = try Application(
                database: owner, vault: Vault(master: masterKey()), actor: actor)
            try await application.check(masterKey())
            await owner.close()
            return outcome
        } catch {
            await owner.close()
            throw error
        }
    }

    /// Opens the installation for work, with the service's privileges.
    public func open(maximumConnections: Int = 8) async throws -> Application {
        guard isInitialised else { throw WorkplaceError.notInitialised(home) }
        if databaseURL == nil, !cluster.isRunning { throw WorkplaceError.notRunning }
        let master = try masterKey()
        let pool = Pool(
            PoolConfiguration(
                connectionString(.service), maximumSize: maximumConnections))
        let application = Application(
            database: pool, vault: Vault(master: master), actor: actor)
        try await application.check(master)
        return application
    }

    /// Removes the demonstration and everything recorded beside it; refused without one.
    public func clearDemonstration() async throws {
        let owner = Pool(PoolConfiguration(connectionString(.owner), maximumSize: 1))
        do {
            try await owner.transaction { connection in
                guard try await connection.one(.installation).isDemonstration else {
                    throw OperationError.realData
                }
                try await connection.run(.allowClearingEditions(true))
                try await connection.run(.clearEverything)
                try await connection.run(.allowClearingEditions(false))
                try await connection.run(.markDemonstration(false))
            }
            await owner.close()
        } catch {
            await owner.close()
            throw error
        }
    }

    private func masterKey() throws -> MasterKey { try MasterKey.read(from: keyPath) }

    private func connectionString(_ role: PrivateCluster.Role) -> String {
        databaseURL ?? cluster.connectionString(role: role)
    }
}

/// Why an installation cannot be used as it is.
public enum WorkplaceError: Error, Equatable, Sendable {
    case notInitialised(String)
    case notRunning
}

public import CaseStore
public import Cluster
import Credentials
import FoundationEssentials
import Glibc
import Postgres

/// Where an installation lives: its state directory, its key, and its PostgreSQL.
///
/// Without an outside server it keeps a private cluster of the installed PostgreSQL in the state
/// directory.
public struct Workplace: Sendable {
    /// An absolute path.
    public let home: String
    /// An outside server, when one is named.
    public let databaseURL: String?
    /// The outside server as a login role of the service's own; without it the pages cannot be served
    /// from an outside server.
    public let serviceURL: String?
    /// Who acts, as the audit trail names them.
    public let actor: String
    /// Where the master key is: in the state directory, where HUBCTL_MASTER_KEY says, or among the
    /// credentials that systemd gave us.
    public let keyPath: String
    let isKeyCredential: Bool

    public init(environment: [String: String], databaseURL: String? = nil) {
        let own = environment["HUBCTL_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let user = environment["USER"] ?? environment["LOGNAME"] ?? "root"
        let state =
            environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? "\(environment["HOME"] ?? "/tmp")/.local/state"
        // The server and its tools work in folders of their own: a relative path is from ours.
        home =
            URL(filePath: own ?? (user == "root" ? "/var/lib/hubctl" : "\(state)/hubctl"))
            .standardized.withoutTrailingSlash
        self.databaseURL =
            databaseURL ?? environment["DATABASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
        serviceURL = environment["SERVICE_DATABASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
        actor = "\(environment["SUDO_USER"] ?? user)@hubctl"
        let credential = environment["CREDENTIALS_DIRECTORY"].map { "\($0)/hubctl-master-key" }
        if let named = environment["HUBCTL_MASTER_KEY"], !named.isEmpty {
            keyPath = URL(filePath: named).standardized.withoutTrailingSlash
            isKeyCredential = false
        } else if let credential, FileManager.default.fileExists(atPath: credential) {
            keyPath = credential
            isKeyCredential = true
        } else {
            keyPath = "\(home)/master.key"
            isKeyCredential = false
        }
    }

    public var cluster: PrivateCluster { PrivateCluster(directory: "\(home)/postgres") }
    public var isInitialised: Bool { FileManager.default.fileExists(atPath: keyPath) }

    /// Makes the state directory, the master key and the cluster; what is there stays.
    ///
    /// Never makes a new key for a cluster that is there: nobody could read its names with it.
    public func initialise() async throws {
        if databaseURL == nil { try cluster.checkPath() }
        let isNew = !keyring.exists && (databaseURL != nil || cluster.status == .absent)
        guard isInitialised || isNew else { throw WorkplaceError.keyMissing(keyPath) }
        do {
            try FileManager.default.createDirectory(
                atPath: home, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o711])
        } catch {
            throw WorkplaceError.cannotCreate(home)
        }
        try alone {
            if !isInitialised { try MasterKey.generate().write(to: keyPath) }
            if isNew, !keyring.exists { try keyring.create(.generate(), for: masterKey()) }
            if databaseURL == nil { try cluster.create() }
        }
    }

    /// One process at a time makes an installation; others wait until it is whole.
    private func alone(_ body: () throws -> Void) throws {
        let descriptor = Glibc.open(home, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw WorkplaceError.cannotCreate(home) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw WorkplaceError.cannotCreate(home) }
        }
        try body()
    }

    /// Starts the cluster and brings its schema up to date; returns what was migrated.
    ///
    /// An outside server is not ours to start; its database is brought up to date.
    @discardableResult
    public func start() async throws -> Migrator.Outcome {
        guard isInitialised else { throw WorkplaceError.notInitialised(home) }
        guard databaseURL == nil else { return try await migrate() }
        // The key is there first: whoever makes the rest may be at it.
        if cluster.status == .absent { try alone {} }
        _ = try masterKey()
        var attempts = 0
        while true {
            attempts += 1
            try cluster.start()
            do {
                return try await migrate()
            } catch let error as PostgresError
                where error.code.isConnectionFailure && attempts < 5
            {
                // A server that was killed or told to stop a moment ago looks alive until it ends.
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    /// Stops the private cluster; false where there is none of ours that runs.
    public func stop() throws -> Bool {
        guard databaseURL == nil, ![.absent, .stopped].contains(cluster.status) else {
            return false
        }
        try cluster.stop()
        return true
    }

    /// Brings the schema up to date and notes the master key.
    ///
    /// With another key than the database's, nothing is written.
    @discardableResult
    public func migrate() async throws -> Migrator.Outcome {
        guard isInitialised else { throw WorkplaceError.notInitialised(home) }
        return try await asOwner { pool in
            let vault = try await pool.withConnection { connection in
                try await makeKeyring(on: connection)
                let vault = try self.vault()
                try await Self.check(vault, on: connection)
                return vault
            }
            let role = try await pool.one(.serviceRole)
            guard role.isGranted || role.canCreateRoles else {
                throw WorkplaceError.administratorMust(run: role.statement)
            }
            do {
                let outcome = try await pool.withConnection { try await Migrator().run(on: $0) }
                let application = Application(
                    database: pool, vault: vault, actor: .machine(actor))
                try await application.check()
                try await application.reconcileErasures()
                try await application.indexPeople()
                try await application.keepMissingFigures()
                return outcome
            } catch let error as PostgresError where error.code == .insufficientPrivilege {
                throw WorkplaceError.administratorMust(
                    run: role.isGranted ? role.ownershipStatement : role.statement)
            }
        }
    }

    /// Opens the installation for work, with the service's privileges.
    public func open(maximumConnections: Int = 8) async throws -> Application {
        guard isInitialised else { throw WorkplaceError.notInitialised(home) }
        let vault = try self.vault()
        if databaseURL == nil, !cluster.isRunning { throw WorkplaceError.notRunning }
        let pool = Pool(service(maximumConnections: maximumConnections))
        do {
            let application = Application(
                database: pool, vault: vault, actor: .machine(actor))
            try await application.check()
            return application
        } catch {
            await pool.close()
            throw await explain(error)
        }
    }

    /// Removes the demonstration and everything recorded beside it; refused without one.
    public func clearDemonstration() async throws {
        if databaseURL == nil, !cluster.isRunning { throw WorkplaceError.notRunning }
        let vault = try self.vault()
        try await asOwner { pool in
            try await pool.transaction { connection in
                try await Self.check(vault, on: connection)
                guard try await connection.first(.installation)?.isDemonstration == true else {
                    throw OperationError.realData
                }
                try await connection.run(.allowClearing(true))
                try await connection.run(.clearEverything)
                try await connection.run(.allowClearing(false))
                try await connection.run(.markDemonstration(false))
            }
        }
        forgetWitness()
    }

    /// How the operator's commands connect: as the owner, which is how the database knows the
    /// operator, and never with more than the service's privileges, on any server.
    func service(maximumConnections: Int) -> PoolConfiguration {
        PoolConfiguration(
            databaseURL ?? cluster.connectionString(role: .owner),
            settings: Self.settings.merging(["role": ServiceRole.name]) { $1 },
            maximumSize: maximumConnections)
    }

    /// How the server of the pages connects: as the service, which is nobody before somebody signs
    /// in.
    private func servedConnections(_ maximum: Int) -> PoolConfiguration {
        guard let databaseURL else {
            return PoolConfiguration(
                cluster.connectionString(role: .service), settings: Self.settings,
                maximumSize: maximum)
        }
        // The role is a member of hub_service, so that it acts as it.
        return PoolConfiguration(
            serviceURL ?? databaseURL,
            settings: Self.settings.merging(["role": ServiceRole.name]) { $1 },
            maximumSize: maximum)
    }

    /// Opens the installation for those who sign in.
    ///
    /// Refused where the connection would be the owner's: the database could not hold whoever signs
    /// in to their rows.
    public func openService(
        maximumConnections: Int = 16, limits: SignIn.Limits = .init()
    ) async throws -> SignIn {
        guard isInitialised else { throw WorkplaceError.notInitialised(home) }
        let vault = try self.vault()
        if databaseURL == nil, !cluster.isRunning { throw WorkplaceError.notRunning }
        let pool = Pool(servedConnections(maximumConnections))
        do {
            guard try await pool.first(.keyIdentifier) == vault.keyIdentifier else {
                throw OperationError.wrongKey
            }
            guard try await !pool.one(.isOperator) else { throw WorkplaceError.serviceIsOwner }
            return SignIn(database: pool, vault: vault, limits: limits)
        } catch {
            await pool.close()
            throw await explain(error)
        }
    }

    /// What an outside server may have set otherwise than the private cluster. Compiling our
    /// statements takes it many times as long as running them.
    private static let settings = ["jit": "off"]

    /// Works with the owner's privileges, on one connection.
    func asOwner<Result: Sendable>(
        _ body: (Pool) async throws -> Result
    ) async throws -> Result {
        let pool = Pool(
            PoolConfiguration(
                databaseURL ?? cluster.connectionString(role: .owner), settings: Self.settings,
                maximumSize: 1))
        do {
            let result = try await body(pool)
            await pool.close()
            return result
        } catch {
            await pool.close()
            throw error
        }
    }

    /// What lies behind an error of a first connection: a database that was never migrated has
    /// neither the role of the service nor the tables.
    private func explain(_ error: any Error) async -> any Error {
        guard let found = error as? PostgresError,
            found.code == .undefinedTable || found.code == .cannotConnect,
            let hasSchema = try? await asOwner({ try await $0.one(.hasSchema) })
        else { return error }
        if !hasSchema { return WorkplaceError.notMigrated }
        guard let role = try? await asOwner({ try await $0.one(.serviceRole) }), !role.isGranted
        else { return error }
        return WorkplaceError.administratorMust(run: role.statement)
    }
}

extension URL {
    fileprivate var withoutTrailingSlash: String {
        let path = path(percentEncoded: false)
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}

/// Why an installation cannot be used as it is.
public enum WorkplaceError: Error, Equatable, Sendable {
    case notInitialised(String)
    case notRunning
    case notMigrated
    case keyMissing(String)
    /// There is a database, and no keyring or one from before the database was last used.
    case keyringMissing(String)
    case keyringOutdated
    /// The master key was given by systemd: a new one must be written somewhere else.
    case keyIsCredential
    /// Something may still be sealed under the keys that would be forgotten.
    case rotationUnfinished
    case cannotCreate(String)
    /// The role that pages are served as owns the tables: row security would not hold it.
    case serviceIsOwner
    /// The connecting role may not do what an administrator of the server must do once.
    case administratorMust(run: String)
}

import CaseStore
import Cluster
import Credentials
import Postgres

extension Workplace {
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

public import CaseStore
import Cluster
import Postgres

extension Workplace {
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
}

import CaseStore
public import Casework
public import Credentials
public import Postgres

/// What every operation works with: the database, the keys, and who is acting.
public struct Application: Sendable {
    public let database: ScopedPool
    let sealer: IdentitySealer
    /// Who acts, and what they may do.
    public let actor: Actor

    /// Somebody who signed in shows the key of their session in every transaction: by it the database
    /// knows them. Without one, only the owner of the database is anybody there.
    public init(database: Pool, vault: Vault, actor: Actor, session: AccessKey? = nil) {
        self.database = ScopedPool(
            database, settings: session.map { ["hub.session": $0.text] } ?? [:])
        sealer = IdentitySealer(vault: vault)
        self.actor = actor
    }

    /// Makes sure that the master key is the one that the database was made with.
    ///
    /// Checked at every start, before anything is written: with another key, names would be
    /// sealed that nobody can match with those already there.
    public func check(_ master: MasterKey) async throws { try await check(master.keyIdentifier) }

    /// The same of the keyring.
    func check() async throws { try await check(sealer.vault.keyIdentifier) }

    private func check(_ identifier: [UInt8]) async throws {
        let known = try await database.withConnection { connection in
            if let known = try await connection.first(.keyIdentifier) { return known }
            try await connection.run(.note(keyIdentifier: identifier))
            return try await connection.one(.keyIdentifier)
        }
        guard known == identifier else { throw OperationError.wrongKey }
    }

    /// Every so many writes, one of them folds the change log afterwards: what readers have to add
    /// to the cells stays short, whoever writes and however.
    private static let writesPerFold = 128

    /// Runs a write that is tried again when somebody changed the same persons meanwhile.
    @discardableResult
    func write<Result: Sendable>(
        _ body: @Sendable (Connection) async throws -> Result
    ) async throws -> Result {
        var last = StoreError.changedMeanwhile
        for _ in 0..<5 {
            do {
                let result = try await database.transaction { try await body($0) }
                // By chance, so that processes of one write each do their share. What was written
                // stands, and counts, even when this fails.
                if Int.random(in: 0..<Self.writesPerFold) == 0 {
                    _ = try? await database.run(.fold)
                }
                return result
            } catch StoreError.changedMeanwhile {
                continue
            } catch let error as PostgresError {
                // An id that was taken between our look and our write is there on the next look.
                if let refusal = StoreError(error) {
                    last = refusal
                    if refusal == .eventAlreadyRegistered || refusal == .alreadyRecorded {
                        continue
                    }
                    throw refusal
                }
                throw error
            }
        }
        // An id that is still taken and still not to be seen is another hub's.
        throw last
    }
}

extension OperationError {
    /// Whether the other files of an import can go on.
    public var isOfOneFile: Bool {
        if case .tooManyRejects = self { true } else { false }
    }
}

/// Why an operation was refused.
public enum OperationError: Error, Equatable, Sendable {
    case notPermitted(Permission)
    case wrongKey
    case demonstrationData
    case realData
    /// What the demonstration's stories name is not there any more, or not as they left it.
    case changedDemonstration
    case unknownHub(String)
    case dateProblem(String)
    case invalid(field: String)
    case conflict(EventID)
    case isVoid(EventID)
    /// A change that is based on another version than the current one.
    case staleVersion(EventID, current: Int)
    case isIdentified(EventID)
    case nothingToChange
    /// What stands in the way of a close, by the names that accept it.
    case notAccepted([String])
    case unknownEdition(Quarter, Int)
    /// An edition of which nothing can be shown to the public.
    case notPublic(Quarter, Int)
    /// An edition keeps the threshold that it was closed with.
    case frozenThreshold(Int)
    /// A two-way table that editions do not freeze.
    case notFrozen(String)
    case tooManyRejects(Int)
    case unknownEvent(EventID)
    case unknownPerson(PersonID)
    case samePerson
    /// What was given identifies another person, who is known already.
    case isAnotherPerson(PersonID)
    case notMerged(PersonID)
    case unknownAccount(String)
    case unknownSession
    case unknownToken
    case password(PasswordProblem)
    /// What the authenticator app shows is not the code of the secret.
    case wrongCode
}

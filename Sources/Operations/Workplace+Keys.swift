import CaseStore
public import Credentials
import Postgres

// The master key, and the keyring that it opens. The keyring is a file of the state directory and in
// no backup of the database: what is destroyed in it is destroyed for every backup.
extension Workplace {
    public var keyring: KeyringFile { KeyringFile(path: "\(home)/keyring") }

    func masterKey() throws(KeyError) -> MasterKey {
        try MasterKey.read(from: keyPath, isCredential: isKeyCredential)
    }

    /// Everything that seals and opens.
    func vault() throws -> Vault {
        let master = try masterKey()
        guard keyring.exists else { throw WorkplaceError.keyringMissing(keyring.path) }
        do throws(KeyError) {
            return try Vault(KeyStore(keyring, master: master))
        } catch {
            throw error == .otherKey ? OperationError.wrongKey : error
        }
    }

    /// Makes the keyring of a new database, or of one from before there were keyrings; a keyring that
    /// was lost is not replaced by another.
    func makeKeyring(on connection: Connection) async throws {
        if keyring.exists { return }
        let master = try masterKey()
        var known: [UInt8]?
        if try await connection.one(.hasSchema) {
            known = try await connection.first(.keyIdentifier)
        }
        guard let known else {
            do throws(KeyError) {
                try keyring.create(.generate(), for: master)
            } catch {
                // Somebody else made it meanwhile.
                guard keyring.exists else { throw error }
            }
            return
        }
        guard try await connection.first(.keyringEpoch) == 0 else {
            throw WorkplaceError.keyringMissing(keyring.path)
        }
        guard known == master.keyIdentifier else { throw OperationError.wrongKey }
        try keyring.create(.succeeding(master), for: master)
    }

    /// Compares the keyring with the database, before anything is written.
    static func check(_ vault: Vault, on connection: Connection) async throws {
        guard try await connection.one(.hasSchema) else { return }
        guard let known = try await connection.first(.keyIdentifier) else { return }
        guard known == vault.keyIdentifier else { throw OperationError.wrongKey }
        let epoch = try await connection.first(.keyringEpoch) ?? 0
        guard epoch <= (try vault.store.ring().currentEpoch) else {
            throw WorkplaceError.keyringOutdated
        }
    }
}

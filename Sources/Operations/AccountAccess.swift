public import CaseStore
public import Casework
public import Credentials
import Postgres

/// One-time codes, sessions and tokens of an account: one's own, or as the operator or an
/// administrator may.
extension Application {
    /// A new secret for an authenticator app. It is asked for at sign-in only once it is confirmed.
    public func enrolOneTimeCodes(of name: String) async throws -> OneTimeSecret {
        let secret = OneTimeSecret()
        try await write { connection in
            let account = try await account(name, on: connection)
            try await connection.run(
                .enrolSecret(
                    try sealer.vault.seal(secret, account: account.id.uuid), of: account.id))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "user totp", subject: account.id.description))
        }
        return secret
    }

    /// Confirms the secret by a code that the app shows; returns the recovery codes, this once.
    public func confirmOneTimeCodes(of name: String, code: String) async throws -> [String] {
        let codes = (1...10).map { _ in OneTimeSecret.recoveryCode() }
        try await write { connection in
            let account = try await account(name, on: connection)
            guard let sealed = try await connection.first(.pendingSecret(of: account.id)) else {
                throw OperationError.nothingToChange
            }
            let secret = try sealer.vault.openSecret(sealed, account: account.id.uuid)
            guard let step = secret.step(of: code, after: 0) else {
                throw OperationError.wrongCode
            }
            try await connection.run(
                .confirmSecret(of: account.id, step: step, recovery: digests(codes, account)))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "user totp confirm",
                    subject: account.id.description))
        }
        return codes
    }

    /// New recovery codes in place of the old, returned this once.
    public func renewRecoveryCodes(of name: String) async throws -> [String] {
        let codes = (1...10).map { _ in OneTimeSecret.recoveryCode() }
        try await write { connection in
            let account = try await account(name, on: connection)
            guard account.hasOneTimeCodes else { throw OperationError.nothingToChange }
            try await connection.run(
                .replaceRecoveryCodes(of: account.id, by: digests(codes, account)))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "user recovery",
                    subject: account.id.description))
        }
        return codes
    }

    /// For whoever lost their app and their recovery codes; nobody does it for themselves.
    public func removeOneTimeCodes(of name: String) async throws {
        try permit(.administerAccounts)
        try await write { connection in
            let account = try await account(name, on: connection)
            try await connection.run(.removeSecret(of: account.id))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "user totp remove",
                    subject: account.id.description))
        }
    }

    /// A token by which a program acts for an account, shown this once.
    ///
    /// The scopes are what it is for, of what the account may do; nil for all of it.
    public func issueToken(
        for name: String, label: String, scopes: Set<Permission>?, days: Int
    ) async throws -> AccessToken {
        guard (1...3_660).contains(days) else { throw OperationError.invalid(field: "days") }
        let token = AccessToken(.api)
        try await write { connection in
            let account = try await account(name, on: connection)
            let id = TokenID.new()
            try await connection.run(
                .addToken(
                    id, of: account.id, name: label, token: token.digest,
                    access: token.access.digest,
                    scopes: scopes.map { $0.map(\.rawValue).sorted() }, days: days))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "token add", subject: account.id.description,
                    content: #"{"token": "\#(id)", "days": \#(days)}"#))
        }
        return token
    }

    public func tokens(of name: String) async throws -> [StoredToken] {
        try await database.withConnection { connection in
            try await connection.all(.tokens(of: account(name, on: connection).id))
        }
    }

    public func revokeToken(_ token: TokenID, of name: String) async throws {
        try await write { connection in
            let account = try await account(name, on: connection)
            // First: a program may end its own token, and is nobody then.
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "token revoke",
                    subject: account.id.description, content: #"{"token": "\#(token)"}"#))
            guard try await connection.one(.revoke(token, of: account.id)) == 1 else {
                throw OperationError.unknownToken
            }
        }
    }

    /// The sessions that somebody has open, the latest used first.
    public func sessions(of name: String) async throws -> [StoredSession] {
        try await database.withConnection { connection in
            try await connection.all(.sessions(of: account(name, on: connection).id))
        }
    }

    /// Ends one session, or all: signs somebody out everywhere. Returns how many there were.
    @discardableResult
    public func revokeSessions(of name: String, only session: SessionID? = nil) async throws -> Int
    {
        try await write { connection in
            let account = try await account(name, on: connection)
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "session revoke",
                    subject: account.id.description,
                    content: session.map { #"{"session": "\#($0)"}"# } ?? "{}"))
            let ended = try await connection.one(.revokeSessions(of: account.id, only: session))
            guard session == nil || ended > 0 else { throw OperationError.unknownSession }
            return ended
        }
    }

    private func digests(_ codes: [String], _ account: StoredAccount) -> [[UInt8]] {
        codes.map { sealer.vault.digest(ofRecoveryCode: $0, account: account.id.uuid) }
    }
}

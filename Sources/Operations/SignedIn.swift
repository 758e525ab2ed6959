import CaseStore
import Casework
import Codelists
import Credentials
import Postgres

/// Somebody who signed in, or a program with their token.
public struct SignedIn: Sendable {
    public let actor: Actor
    /// Of the session or of the token.
    public let session: String
    /// What the database is shown.
    let key: AccessKey
    /// The language they chose, if they did.
    public let locale: String?
    /// Nothing else may be done before.
    public let mustChangePassword: Bool
    /// How long the session has had its token: after a while it is given another.
    public let tokenAge: Int
    /// Of an API token, not of a browser's session.
    public let isProgram: Bool
}

extension SignIn {
    /// Whose session this is; asked at every request, so that what is revoked is over at once.
    public func authenticate(sessionToken text: String) async throws -> SignedIn {
        guard let token = AccessToken(text, .session) else { throw SignInProblem.notSignedIn }
        guard let holder = try await database.first(.holder(ofSession: token.secret)) else {
            let isRevoked = try await whoseDeviceIsRevoked(text) != nil
            throw isRevoked ? SignInProblem.revoked : .notSignedIn
        }
        return try signedIn(holder, token, isProgram: false)
    }

    /// Whose device is to forget what it keeps of people: the session was ended from elsewhere on
    /// purpose. Nil for one that only ran out, and for what is no session.
    public func whoseDeviceIsRevoked(_ text: String) async throws -> String? {
        guard let token = AccessToken(text, .session) else { return nil }
        return try await database.first(.clearedDevice(of: token.secret))
    }

    /// Whether what is shown is of people who do not exist; false while the database cannot say.
    public func isDemonstration() async -> Bool {
        (try? await database.first(.isDemonstration)) ?? false
    }

    /// Whose API token this is.
    public func authenticate(bearerToken text: String) async throws -> SignedIn {
        guard let token = AccessToken(text, .api),
            let holder = try await database.first(.holder(ofToken: token.secret))
        else { throw SignInProblem.notSignedIn }
        return try signedIn(holder, token, isProgram: true)
    }

    /// What somebody who signed in works with.
    public func application(for somebody: SignedIn) throws(SignInProblem) -> Application {
        guard !somebody.mustChangePassword else { throw .mustChangePassword }
        return Application(
            database: database, vault: vault, actor: somebody.actor, session: somebody.key)
    }

    private func signedIn(
        _ holder: StoredHolder, _ token: AccessToken, isProgram: Bool
    ) throws -> SignedIn {
        guard let role = Role(rawValue: holder.role) else {
            throw StoreError.unreadable(table: "account")
        }
        return SignedIn(
            actor: Actor(
                name: holder.name, role: role, hub: holder.hub.flatMap { HubCode($0) },
                country: holder.country.flatMap { Country(number: $0).alpha2 },
                account: holder.account,
                scopes: holder.scopes.map { Set($0.compactMap(Permission.init)) }),
            session: holder.id, key: token.access, locale: holder.locale,
            mustChangePassword: holder.mustChange,
            tokenAge: holder.ageSeconds, isProgram: isProgram)
    }
}

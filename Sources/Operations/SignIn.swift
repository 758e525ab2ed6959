import CaseStore
import Casework
import Codelists
public import Credentials
public import Postgres

/// The way in: passwords, one-time codes and tokens become somebody who acts.
///
/// It works as nobody: its connections are the service's own, on which row security shows nothing
/// until somebody's session is shown.
public struct SignIn: Sendable {
    /// How long a session lasts, in seconds.
    public struct Limits: Sendable {
        /// Without use.
        public var idle = 12 * 3_600
        /// In all, with every token that it is given.
        public var lifetime = 7 * 86_400

        public init() {}
    }

    /// Where somebody signs in.
    public struct Source: Sendable {
        /// The network address, as text.
        public var address: String
        /// What the device was given when its user last signed in on it.
        public var device: AccessToken?
        /// What it calls itself, for the list of sessions.
        public var label: String?

        public init(address: String, device: AccessToken? = nil, label: String? = nil) {
            self.address = address
            self.device = device
            self.label = label
        }
    }

    /// What somebody is given who showed what they were asked for.
    public struct Entry: Sendable {
        /// Of the session; to be kept where no script can read it.
        public let token: AccessToken
        /// Of the device: whoever shows it is not slowed down by others' failures.
        public let device: AccessToken
        /// A one-time code is asked for, by `confirm`; before it the session is good for nothing.
        public let needsCode: Bool
        /// A new password must be chosen before anything else.
        public let mustChangePassword: Bool
    }

    public let database: Pool
    let vault: Vault
    public let limits: Limits
    let cost: PasswordParameters.Cost

    public init(
        database: Pool, vault: Vault, limits: Limits = Limits(),
        cost: PasswordParameters.Cost = .standard
    ) {
        self.database = database
        self.vault = vault
        self.limits = limits
        self.cost = cost
    }

    /// Opens a session for whoever knows the password.
    ///
    /// A name that nobody has takes as long as a wrong password, and is answered the same.
    public func begin(
        name: String, password: String, from source: Source
    ) async throws -> Entry {
        let device = source.device ?? AccessToken(.device)
        let place = SignInSource(
            address: source.address, device: device.digest, label: source.label)
        let challenge = try await database.transaction {
            try await $0.one(.beginSignIn(name: name, from: place))
        }
        guard challenge.wait == 0 else { throw SignInProblem.wait(seconds: challenge.wait) }
        let parameters =
            challenge.parameters.flatMap { PasswordParameters($0) } ?? PasswordParameters(cost)
        let proof: [UInt8]
        do {
            proof = try await PasswordQueue.shared.proof(of: password, by: parameters)
        } catch {
            throw error == .busy ? SignInProblem.busy : .refused
        }
        let token = AccessToken(.session)
        let opened = try await database.transaction {
            try await $0.first(.open(session(token), name: name, proof: proof, from: place))
        }
        guard let opened else { throw SignInProblem.refused }
        return Entry(
            token: token, device: device, needsCode: opened.needsFactor,
            mustChangePassword: opened.mustChange)
    }

    /// Shows the code that a session waits for: of the authenticator app, or a recovery code.
    public func confirm(
        _ awaiting: AccessToken, code: String, from source: Source
    ) async throws -> Entry {
        let device = source.device ?? AccessToken(.device)
        let place = SignInSource(
            address: source.address, device: device.digest, label: source.label)
        let token = AccessToken(.session)
        let opened = try await database.transaction { connection -> OpenedSession? in
            guard let factor = try await connection.first(.awaitedFactor(of: awaiting.secret))
            else { throw SignInProblem.notSignedIn }
            let secret = try vault.openSecret(factor.secret, account: factor.account.uuid)
            let isCode = code.allSatisfy { $0.isWhitespace || $0.isNumber }
            return try await connection.first(
                .confirm(
                    awaiting.secret,
                    step: isCode ? secret.step(of: code, after: factor.lastStep) : nil,
                    recovery: isCode
                        ? nil
                        : vault.digest(ofRecoveryCode: code, account: factor.account.uuid),
                    as: session(token), from: place))
        }
        guard let opened else { throw SignInProblem.refused }
        return Entry(
            token: token, device: device, needsCode: false, mustChangePassword: opened.mustChange)
    }

    /// Chooses a new password for whoever holds a session; their other sessions end.
    public func changePassword(
        _ token: AccessToken, from old: String, to new: String
    ) async throws {
        let holder = try await holder(of: token)
        guard
            let text = try await database.first(.ownParameters(of: token.secret)),
            let parameters = PasswordParameters(text)
        else { throw SignInProblem.notSignedIn }
        let chosen: NewPassword
        let proof: [UInt8]
        do throws(PasswordProblem) {
            guard old != new else { throw .guessable }
            chosen = try await NewPassword(new, name: holder.name, cost: cost)
            proof = try await PasswordQueue.shared.proof(of: old, by: parameters)
        } catch {
            throw OperationError.password(error)
        }
        let isChanged = try await database.transaction {
            try await $0.one(
                .changePassword(
                    of: token.secret, proof: proof, parameters: chosen.parameters,
                    verifier: chosen.verifier))
        }
        guard isChanged else { throw SignInProblem.refused }
    }

    /// Gives a session a new token; the old one is good for a minute more.
    public func rotate(_ token: AccessToken) async throws -> AccessToken {
        let next = AccessToken(.session)
        let isRotated = try await database.transaction {
            try await $0.one(.rotate(token.secret, to: session(next)))
        }
        guard isRotated else { throw SignInProblem.notSignedIn }
        return next
    }

    /// Ends a session; one that is over already stays so.
    public func signOut(_ token: AccessToken) async throws {
        _ = try await database.transaction { try await $0.run(.closeSession(token.secret)) }
    }

    func holder(of token: AccessToken) async throws -> StoredHolder {
        let holder = try await database.first(.holder(ofSession: token.secret))
        guard let holder else { throw SignInProblem.notSignedIn }
        return holder
    }

    private func session(_ token: AccessToken) -> NewSession {
        NewSession(
            id: .new(), token: token.digest, access: token.access.digest, idle: limits.idle,
            lifetime: limits.lifetime)
    }
}

/// Why nobody was let in; never tells whether a name exists.
public enum SignInProblem: Error, Equatable, Sendable {
    /// The name, the password or the code is not right.
    case refused
    /// Too many failures from there: come again after so many seconds.
    case wait(seconds: Int)
    /// The session or token is none, or over.
    case notSignedIn
    /// The session was ended from elsewhere on purpose: the device is to forget what it keeps.
    case revoked
    /// Nothing may be done before a new password is chosen.
    case mustChangePassword
    /// Too many sign in at once: try again.
    case busy
}

/// A password as it is stored: what a proof is made by, and a digest of the proof.
struct NewPassword: Sendable {
    let parameters: String
    let verifier: [UInt8]

    init(
        _ password: String, name: String, cost: PasswordParameters.Cost
    ) async throws(PasswordProblem) {
        try Password.check(password, name: name)
        let parameters = PasswordParameters(cost)
        let proof = try await PasswordQueue.shared.proof(of: password, by: parameters)
        self.parameters = parameters.description
        verifier = PasswordParameters.verifier(of: proof)
    }
}

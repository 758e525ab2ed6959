public import CaseStore
public import Casework
public import Codelists
public import Credentials
import Postgres

/// Whom an account is for.
public struct NewAccount: Sendable {
    public var name: String
    public var post: Post
    /// `en` or `es`.
    public var locale: String?

    public init(name: String, post: Post, locale: String? = nil) {
        self.name = name
        self.post = post
        self.locale = locale
    }
}

/// A role with the place that it is held at: a hub, a country, or neither, as the role needs.
public struct Post: Sendable, Equatable {
    public let role: Role
    public let hub: HubCode?
    public let country: Country?

    /// Fails unless the place is the one that the role needs, and for the operator's own role.
    public init?(_ role: Role, hub: HubCode? = nil, country: Country? = nil) {
        let needsHub = role == .clerk || role == .manager
        guard role != .machine, (hub != nil) == needsHub,
            (country != nil) == (role == .countryOfficer)
        else { return nil }
        self.role = role
        self.hub = hub
        self.country = country
    }
}

extension Application {
    /// All accounts, by name.
    public func accounts() async throws -> [StoredAccount] {
        try permit(.administerAccounts)
        return try await database.all(.accounts)
    }

    /// The accounts of those one works with, as far as one may know them: a manager those of their
    /// hub, others their own.
    public func colleagues() async throws -> [StoredAccount] {
        try permitSomewhere(.manageCases)
        return try await database.all(.accounts).filter { $0.hub != nil }
    }

    /// One account: anybody's own, or any for those who administer them.
    public func account(_ name: String) async throws -> StoredAccount {
        try await database.withConnection { try await account(name, on: $0) }
    }

    /// Who works at a hub, for those who give work to them; whoever was shut out is left out.
    public func staff(at hub: HubCode) async throws -> [StoredAccount] {
        try permit(.assignCases, at: hub)
        return try await database.all(.accounts).filter {
            $0.hub == hub.description && !$0.isDisabled
        }
    }

    /// Adds an account; returns the password for one use, unless one is given.
    ///
    /// Whichever it is, it must be changed at the first sign-in, unless the operator of the machine
    /// gave it.
    public func addAccount(
        _ new: NewAccount, password: String? = nil, cost: PasswordParameters.Cost = .standard
    ) async throws -> String? {
        try permit(.administerAccounts)
        let made = password == nil ? Password.oneTime() : nil
        let secret = try await newPassword(password ?? made ?? "", name: new.name, cost: cost)
        try await write { connection in
            let account = AccountID.new()
            let place = try await numbers(of: new.post, on: connection)
            try await connection.run(
                .addAccount(
                    account, name: new.name, role: new.post.role.rawValue, hub: place.hub,
                    country: place.country, locale: new.locale))
            try await connection.run(
                .setPassword(
                    of: account, parameters: secret.parameters, verifier: secret.verifier,
                    isFinal: made == nil))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "user add", subject: account.description,
                    content: #"{"role": "\#(new.post.role.rawValue)"}"#))
        }
        return made
    }

    public func changePost(of name: String, to post: Post) async throws {
        try permit(.administerAccounts)
        try await write { connection in
            let account = try await account(name, on: connection)
            let place = try await numbers(of: post, on: connection)
            try await change(
                .changeRole(
                    of: account.id, to: post.role.rawValue, hub: place.hub,
                    country: place.country), on: connection)
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "user role", subject: account.id.description,
                    content: #"{"role": "\#(post.role.rawValue)"}"#))
        }
    }

    /// Shuts somebody out at once, or lets them in again.
    public func setDisabled(_ name: String, _ isDisabled: Bool) async throws {
        try permit(.administerAccounts)
        try await write { connection in
            let account = try await account(name, on: connection)
            try await change(.setDisabled(account.id, isDisabled), on: connection)
            try await connection.run(
                .audit(
                    actor: actor.name, operation: isDisabled ? "user disable" : "user enable",
                    subject: account.id.description))
        }
    }

    /// Gives somebody a new password for one use, or the given one, and ends whatever they were
    /// signed in with; tokens too.
    public func resetPassword(
        of name: String, to password: String? = nil, cost: PasswordParameters.Cost = .standard
    ) async throws -> String? {
        try permit(.administerAccounts)
        let made = password == nil ? Password.oneTime() : nil
        let secret = try await newPassword(password ?? made ?? "", name: name, cost: cost)
        try await write { connection in
            let account = try await account(name, on: connection)
            try await connection.run(
                .setPassword(
                    of: account.id, parameters: secret.parameters, verifier: secret.verifier,
                    isFinal: made == nil))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "user reset", subject: account.id.description))
        }
        return made
    }

    /// The language that somebody is spoken to in; nil for that of whatever they use.
    public func setLocale(of name: String, to locale: String?) async throws {
        try await write { connection in
            let account = try await account(name, on: connection)
            try await connection.run(.setLocale(of: account.id, to: locale))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "user locale", subject: account.id.description))
        }
    }

    /// Somebody's account, if it is theirs or they may administer it.
    func account(_ name: String, on connection: Connection) async throws -> StoredAccount {
        let account = try await connection.first(.account(named: name))
        // Whoever may not administer accounts is not told which there are.
        guard let account,
            account.id == actor.account && actor.scopes == nil || actor.may(.administerAccounts)
        else { throw OperationError.unknownAccount(name) }
        return account
    }

    /// Changes an account; row security lets nobody change their own.
    private func change(_ statement: Statement, on connection: Connection) async throws {
        guard try await connection.run(statement) == 1 else {
            throw OperationError.notPermitted(.administerAccounts)
        }
    }

    private func numbers(
        of post: Post, on connection: Connection
    ) async throws -> (hub: Int16?, country: Int16?) {
        guard let hub = post.hub else { return (nil, post.country?.number) }
        guard let entry = try await HubDirectory.load(on: connection).entries[hub] else {
            throw OperationError.unknownHub(hub.description)
        }
        return (entry.number, nil)
    }

    private func newPassword(
        _ password: String, name: String, cost: PasswordParameters.Cost
    ) async throws -> NewPassword {
        do {
            return try await NewPassword(password, name: name, cost: cost)
        } catch {
            throw OperationError.password(error)
        }
    }
}

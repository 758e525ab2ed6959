public import Casework
public import Postgres

/// An account as it is listed.
public struct StoredAccount: Sendable {
    public let id: AccountID
    public let name: String
    public let role: String
    public let hub: String?
    public let country: Int16?
    public let locale: String?
    public let mustChange: Bool
    public let hasOneTimeCodes: Bool
    public let isDisabled: Bool
    /// By the database's clock, in UTC: `2021-04-20T15:04:05Z`.
    public let createdAt: String

    public init(
        id: AccountID, name: String, role: String, hub: String?, country: Int16?,
        locale: String?, mustChange: Bool, hasOneTimeCodes: Bool, isDisabled: Bool,
        createdAt: String
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.hub = hub
        self.country = country
        self.locale = locale
        self.mustChange = mustChange
        self.hasOneTimeCodes = hasOneTimeCodes
        self.isDisabled = isDisabled
        self.createdAt = createdAt
    }
}

/// A session as it is listed.
public struct StoredSession: Sendable {
    public let id: SessionID
    public let device: String?
    public let createdAt: String
    public let seenAt: String
    public let expiresAt: String
}

/// An API token as it is listed.
public struct StoredToken: Sendable {
    public let id: TokenID
    public let name: String
    public let scopes: [String]?
    public let createdAt: String
    public let expiresAt: String
    public let usedAt: String?
}

extension Query where Output == StoredAccount {
    /// The accounts that whoever asks may see, by name.
    public static var accounts: Self {
        Self("\(columns) ORDER BY lower(a.name)", decode: decode)
    }

    public static func account(named name: String) -> Self {
        Self("\(columns) WHERE lower(a.name) = lower(\(name))", decode: decode)
    }

    private static var columns: Statement {
        """
        SELECT a.account_id, a.name, a.role, h.code, a.country, a.locale, a.must_change,
            a.has_totp, a.disabled_at IS NOT NULL, \(Statement.utc("a.created_at"))
        FROM account a LEFT JOIN hub h USING (hub_id)
        """
    }

    @Sendable private static func decode(_ row: inout Row) throws -> StoredAccount {
        StoredAccount(
            id: try row.next(), name: try row.next(), role: try row.next(),
            hub: try row.nextOptional(), country: try row.nextOptional(),
            locale: try row.nextOptional(), mustChange: try row.next(),
            hasOneTimeCodes: try row.next(), isDisabled: try row.next(),
            createdAt: try row.next())
    }
}

extension Query where Output == StoredSession {
    /// The sessions of an account that are not over, the latest used first.
    public static func sessions(of account: AccountID) -> Self {
        Self(
            """
            SELECT session_id, device, \(Statement.utc("created_at")),
                \(Statement.utc("seen_at")), \(Statement.utc("expires_at"))
            FROM session
            WHERE account_id = \(account) AND revoked_at IS NULL AND replaced_by IS NULL
                AND NOT needs_factor AND expires_at > clock_timestamp()
                AND seen_at + idle > clock_timestamp()
            ORDER BY seen_at DESC, session_id
            """
        ) { row in
            StoredSession(
                id: try row.next(), device: try row.nextOptional(), createdAt: try row.next(),
                seenAt: try row.next(), expiresAt: try row.next())
        }
    }
}

extension Query where Output == StoredToken {
    /// The tokens of an account that are not over, the oldest first.
    public static func tokens(of account: AccountID) -> Self {
        Self(
            """
            SELECT token_id, name, scopes, \(Statement.utc("created_at")),
                \(Statement.utc("expires_at")), \(Statement.utc("used_at"))
            FROM api_token
            WHERE account_id = \(account) AND revoked_at IS NULL AND expires_at > clock_timestamp()
            ORDER BY created_at, token_id
            """
        ) { row in
            StoredToken(
                id: try row.next(), name: try row.next(), scopes: try row.nextOptional(),
                createdAt: try row.next(), expiresAt: try row.next(),
                usedAt: try row.nextOptional())
        }
    }
}

extension Query where Output == Int {
    /// Ends one session of an account, or all; how many there were.
    public static func revokeSessions(of account: AccountID, only session: SessionID?) -> Self {
        Self("SELECT revoke_sessions(\(account), \(session))")
    }

    /// Ends a token; 0 when there is none.
    public static func revoke(_ token: TokenID, of account: AccountID) -> Self {
        Self("SELECT revoke_token(\(account), \(token))")
    }
}

extension Query where Output == [UInt8] {
    /// The sealed secret that waits for its first code; no row without one.
    public static func pendingSecret(of account: AccountID) -> Self {
        Self("SELECT sealed FROM pending_totp(\(account)) sealed WHERE sealed IS NOT NULL")
    }
}

extension Statement {
    /// An account without a password: nobody can sign in to it before one is set.
    public static func addAccount(
        _ id: AccountID, name: String, role: String, hub: Int16?, country: Int16?,
        locale: String?
    ) -> Self {
        """
        INSERT INTO account (account_id, name, role, hub_id, country, locale)
        VALUES (\(id), \(name), \(role), \(hub), \(country), \(locale))
        """
    }

    public static func changeRole(
        of account: AccountID, to role: String, hub: Int16?, country: Int16?
    ) -> Self {
        """
        UPDATE account SET role = \(role), hub_id = \(hub), country = \(country)
        WHERE account_id = \(account)
        """
    }

    public static func setDisabled(_ account: AccountID, _ isDisabled: Bool) -> Self {
        """
        UPDATE account SET disabled_at = CASE WHEN \(isDisabled) THEN clock_timestamp() END
        WHERE account_id = \(account)
        """
    }

    public static func setLocale(of account: AccountID, to locale: String?) -> Self {
        "SELECT choose_locale(\(account), \(locale))"
    }

    public static func setPassword(
        of account: AccountID, parameters: String, verifier: [UInt8], isFinal: Bool
    ) -> Self {
        "SELECT set_password(\(account), \(parameters), \(verifier), \(isFinal))"
    }

    public static func enrolSecret(_ sealed: [UInt8], of account: AccountID) -> Self {
        "SELECT enrol_totp(\(account), \(sealed))"
    }

    public static func confirmSecret(
        of account: AccountID, step: Int64, recovery digests: [[UInt8]]
    ) -> Self {
        "SELECT confirm_totp(\(account), \(step), \(digests))"
    }

    public static func replaceRecoveryCodes(of account: AccountID, by digests: [[UInt8]]) -> Self {
        "SELECT replace_recovery_codes(\(account), \(digests))"
    }

    public static func removeSecret(of account: AccountID) -> Self {
        "SELECT remove_totp(\(account))"
    }

    public static func addToken(
        _ id: TokenID, of account: AccountID, name: String, token: [UInt8], access: [UInt8],
        scopes: [String]?, days: Int
    ) -> Self {
        """
        INSERT INTO api_token (token_id, account_id, name, token_digest, access_digest, scopes,
            expires_at)
        VALUES (\(id), \(account), \(name), \(token), \(access),
            \(scopes),
            now() + make_interval(days => \(Int32(days))))
        """
    }
}

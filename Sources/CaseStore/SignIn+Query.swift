public import Casework
public import Postgres

/// What a try to sign in must wait for, or be proved by.
public struct SignInChallenge: Sendable {
    /// Seconds until this name may be tried again from there; 0 for at once.
    public let wait: Int
    /// How the password becomes a proof; nil for a name that nobody has.
    public let parameters: String?
}

/// What a session is opened with: digests only, besides the proof.
public struct NewSession: Sendable {
    public let id: SessionID
    public let token: [UInt8]
    public let access: [UInt8]
    /// Seconds without use after which it ends, and seconds after which it ends anyway.
    public let idle: Int
    public let lifetime: Int

    public init(id: SessionID, token: [UInt8], access: [UInt8], idle: Int, lifetime: Int) {
        self.id = id
        self.token = token
        self.access = access
        self.idle = idle
        self.lifetime = lifetime
    }
}

/// Where somebody signs in.
public struct SignInSource: Sendable {
    public let address: String
    /// The digest of the token that the device keeps.
    public let device: [UInt8]
    /// What the device calls itself, for the list of sessions.
    public let label: String?

    public init(address: String, device: [UInt8], label: String?) {
        self.address = address
        self.device = device
        self.label = label
    }
}

/// What came of showing a password or a code.
public struct OpenedSession: Sendable, Equatable {
    public let needsFactor: Bool
    public let mustChange: Bool
}

/// The codes that a session waits for.
public struct AwaitedFactor: Sendable {
    public let account: AccountID
    /// Sealed.
    public let secret: [UInt8]
    public let lastStep: Int64
}

/// Whoever holds a session or a token.
public struct StoredHolder: Sendable {
    /// Of the session or of the token.
    public let id: String
    public let account: AccountID
    public let name: String
    public let role: String
    public let hub: String?
    public let country: Int16?
    public let mustChange: Bool
    public let locale: String?
    /// How long the session has had its token.
    public let ageSeconds: Int
    /// Nil for all that the account may do.
    public let scopes: [String]?
}

extension Query where Output == SignInChallenge {
    /// Counts a try as failed until it succeeds.
    public static func beginSignIn(name: String, from source: SignInSource) -> Self {
        Self(
            """
            SELECT wait, parameters FROM begin_sign_in(\(name), \(source.address), \(source.device))
            """
        ) { row in
            SignInChallenge(wait: try row.next(), parameters: try row.nextOptional())
        }
    }
}

extension Query where Output == OpenedSession {
    /// No row when the proof is not the password's.
    public static func open(
        _ session: NewSession, name: String, proof: [UInt8], from source: SignInSource
    ) -> Self {
        Self(
            """
            SELECT needs_factor, must_change FROM open_session(\(name), \(proof),
                \(source.address), \(source.device), \(source.label), \(session.id),
                \(session.token), \(session.access), make_interval(secs => \(Double(session.idle))),
                make_interval(secs => \(Double(session.lifetime))))
            """, decode: decode)
    }

    /// No row when the step was used before, or the recovery code is none; with neither it counts
    /// a wrong code.
    public static func confirm(
        _ awaiting: [UInt8], step: Int64?, recovery: [UInt8]?, as session: NewSession,
        from source: SignInSource
    ) -> Self {
        Self(
            """
            SELECT needs_factor, must_change FROM confirm_session(\(awaiting), \(step),
                \(recovery), \(source.address), \(source.device), \(session.id), \(session.token),
                \(session.access), make_interval(secs => \(Double(session.idle))),
                make_interval(secs => \(Double(session.lifetime))))
            """, decode: decode)
    }

    @Sendable private static func decode(_ row: inout Row) throws -> OpenedSession {
        OpenedSession(needsFactor: try row.next(), mustChange: try row.next())
    }
}

extension Query where Output == AwaitedFactor {
    public static func awaitedFactor(of token: [UInt8]) -> Self {
        Self("SELECT account_id, totp, totp_step FROM awaited_factor(\(token))") { row in
            AwaitedFactor(
                account: try row.next(), secret: try row.next(), lastStep: try row.next())
        }
    }
}

extension Query where Output == StoredHolder {
    /// Whose session a token is; no row for one that is over.
    public static func holder(ofSession token: [UInt8]) -> Self {
        Self(
            """
            SELECT session_id::text, account_id, name, role, hub, country, must_change, locale,
                age_seconds, NULL::text[]
            FROM find_session(\(token))
            """, decode: decode)
    }

    /// Whose API token this is; no row for one that is over.
    public static func holder(ofToken token: [UInt8]) -> Self {
        Self(
            """
            SELECT token_id::text, account_id, name, role, hub, country, false, locale, 0, scopes
            FROM find_token(\(token))
            """, decode: decode)
    }

    @Sendable private static func decode(_ row: inout Row) throws -> StoredHolder {
        StoredHolder(
            id: try row.next(), account: try row.next(), name: try row.next(),
            role: try row.next(), hub: try row.nextOptional(), country: try row.nextOptional(),
            mustChange: try row.next(), locale: try row.nextOptional(),
            ageSeconds: try row.next(), scopes: try row.nextOptional())
    }
}

extension Query where Output == String {
    /// Whose device is to forget what it keeps; no row for a session that only ran out.
    public static func clearedDevice(of token: [UInt8]) -> Self {
        Self("SELECT name FROM device_cleared(\(token))")
    }

    /// By what the password of whoever has a session is proved.
    public static func ownParameters(of token: [UInt8]) -> Self {
        Self("SELECT parameters FROM own_parameters(\(token)) parameters WHERE parameters <> ''")
    }
}

extension Query where Output == Bool {
    /// Gives a session a new token; false when there is none to give it to.
    public static func rotate(_ token: [UInt8], to session: NewSession) -> Self {
        Self(
            """
            SELECT rotate_session(\(token), \(session.id), \(session.token), \(session.access))
            """)
    }

    /// Changes the password of whoever has a session; false when the proof is not that of the old
    /// one.
    public static func changePassword(
        of token: [UInt8], proof: [UInt8], parameters: String, verifier: [UInt8]
    ) -> Self {
        Self("SELECT change_password(\(token), \(proof), \(parameters), \(verifier))")
    }
}

extension Statement {
    public static func closeSession(_ token: [UInt8]) -> Self { "SELECT close_session(\(token))" }
}

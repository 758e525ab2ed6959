/// How a pool connects, and its bounds.
public struct PoolConfiguration: Sendable {
    /// A libpq connection string: `host=/run/postgresql dbname=hub`, or `postgresql://…`.
    public var connectionString: String
    /// Run-time parameters that each session has from its first statement on. Among them may be
    /// `role`: to act as it, with its privileges instead of those of the user who connects.
    public var settings: [String: String]
    /// The most connections there are at a time, from 1.
    public var maximumSize: Int
    /// How long a caller waits for a connection.
    public var acquireTimeout: Duration
    /// How long one attempt to connect may take.
    public var connectTimeout: Duration
    /// The event loops among which connections are spread, from 1. All pools of a process share
    /// them.
    public var loops: Int
    /// Prepared statements kept by each connection; 0 prepares none.
    public var statementCacheSize: Int
    /// How often a transaction is run at most when it meets serialization failures or deadlocks.
    public var transactionAttempts: Int
    /// Shown in `pg_stat_activity`.
    public var applicationName: String?
    /// Receives the server's notices, on an event loop, so it must not block. Without it they are
    /// dropped.
    public var onNotice: (@Sendable (Notice) -> Void)?

    public init(
        _ connectionString: String,
        settings: [String: String] = [:],
        maximumSize: Int = 8,
        acquireTimeout: Duration = .seconds(10),
        connectTimeout: Duration = .seconds(10),
        loops: Int = 2,
        statementCacheSize: Int = 256,
        transactionAttempts: Int = 10,
        applicationName: String? = nil,
        onNotice: (@Sendable (Notice) -> Void)? = nil
    ) {
        self.connectionString = connectionString
        self.settings = settings
        self.maximumSize = max(1, maximumSize)
        self.acquireTimeout = acquireTimeout
        self.connectTimeout = connectTimeout
        self.loops = max(1, loops)
        self.statementCacheSize = max(0, statementCacheSize)
        self.transactionAttempts = max(1, transactionAttempts)
        self.applicationName = applicationName
        self.onNotice = onNotice
    }
}

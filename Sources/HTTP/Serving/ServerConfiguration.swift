/// How a server runs, and what it bears.
public struct ServerConfiguration: Sendable {
    /// A certificate chain and its key, in PEM. TLS 1.2 and 1.3.
    public struct TLS: Sendable {
        public let certificate: String
        public let key: String

        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// Threads that read and write sockets; handlers run elsewhere.
    public var threads = 2
    public var maximumConnections = 12_000
    /// Nil: no limit, as behind a proxy, where all clients have its address.
    public var maximumConnectionsPerAddress: Int?
    /// A connection is closed after so many requests.
    public var maximumRequestsPerConnection = 10_000
    /// Bytes.
    public var maximumTarget = 8 << 10
    /// Bytes of all header fields together.
    public var maximumHeaders = 16 << 10
    /// For a request's head: from its first line, or from the connection's beginning.
    public var headTime = Duration.seconds(10)
    /// Between a connection's requests.
    public var idleTime = Duration.seconds(60)
    /// For a body or an answer, beside a second for each `minimumRate` bytes.
    public var transferTime = Duration.seconds(30)
    /// Handlers have at least so long, whatever their routes say: for machines that are slow.
    public var leastTimeLimit = Duration.zero
    /// How long a client is worked for that has closed its sending half: it may be gone, or wait.
    public var endedTime = Duration.seconds(10)
    /// Bytes a second; slower clients are cut off.
    public var minimumRate = 1024
    /// Addresses whose `X-Forwarded-For`, `X-Forwarded-Proto` and `X-Request-Id` are believed.
    public var trustedProxies: Set<String> = []
    /// Where big request bodies are kept while they are worked on.
    public var uploadFolder = "/tmp"
    public var tls: TLS?
    /// Names the executor that the next handler prefers; nil for Swift's own.
    public var executor: (@Sendable () -> any TaskExecutor)?

    public init() {}
}

/// How busy a pool is at one moment.
public struct PoolUsage: Hashable, Sendable {
    /// Connections in use, unused and being opened.
    public let connections: Int
    /// Connections that nobody uses.
    public let unused: Int
    /// Callers who wait for a connection.
    public let waiting: Int

    public init(connections: Int, unused: Int, waiting: Int) {
        self.connections = connections
        self.unused = unused
        self.waiting = waiting
    }
}

extension Pool {
    /// How busy the pool is. It may have changed by the time the caller looks.
    public var usage: PoolUsage {
        withState {
            PoolUsage(connections: $0.size, unused: $0.idle.count, waiting: $0.waiters.count)
        }
    }
}

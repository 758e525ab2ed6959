/// Why a pool gave no connection.
public enum PoolError: Error, Hashable, Sendable {
    /// All connections stayed in use for as long as the pool lets a caller wait.
    case timedOut(after: Duration)
    case closed
}

/// A connection was asked for something while a stream or a COPY has it.
public struct ConnectionBusy: Error, Hashable, Sendable {
    public init() {}
}

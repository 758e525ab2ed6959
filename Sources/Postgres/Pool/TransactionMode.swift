/// How a transaction sees and changes the database.
public struct TransactionMode: Hashable, Sendable {
    public enum Isolation: String, Hashable, Sendable {
        case readCommitted = "READ COMMITTED"
        case repeatableRead = "REPEATABLE READ"
        case serializable = "SERIALIZABLE"
    }

    public var isolation: Isolation
    public var isReadOnly: Bool

    public init(isolation: Isolation, isReadOnly: Bool = false) {
        self.isolation = isolation
        self.isReadOnly = isReadOnly
    }

    /// Read committed: each statement sees what was committed before it began.
    public static let readWrite = Self(isolation: .readCommitted)
    /// One snapshot for all statements, and no writing.
    public static let readOnly = Self(isolation: .repeatableRead, isReadOnly: true)
    /// As if transactions ran one after another; expect retries.
    public static let serializable = Self(isolation: .serializable)

    var begin: String {
        "BEGIN ISOLATION LEVEL \(isolation.rawValue) \(isReadOnly ? "READ ONLY" : "READ WRITE")"
    }
}

/// Why a private cluster cannot be made or run.
public enum ClusterError: Error, Equatable, Sendable {
    case notInstalled
    /// The data directory was made by a major version that is not installed.
    case versionMissing(Int)
    case absent(String)
    case pathTooLong(String)
    /// The path holds a character that a connection string or a shell would take for its own.
    case unusablePath(String)
    /// The server's user may not pass one of the folders above.
    case cannotEnter(path: String, user: String)
    case belongsTo(user: String)
    case noSuchUser(String)
    case cannotCreate(String)
    case doesNotStart(log: String)
    case doesNotStop(log: String)
    case failed(tool: String, status: Int32)
}

/// Why a private cluster cannot be made or run, and what to do.
public enum ClusterError: Error, Equatable, Sendable, CustomStringConvertible {
    case notInstalled
    case absent(String)
    case pathTooLong(String)
    case cannotCreate(String)
    case doesNotStart(log: String)
    case failed(tool: String, status: Int32)

    public var description: String {
        switch self {
        case .notInstalled: "PostgreSQL is not installed; run: apt-get install postgresql"
        case .absent(let path): "\(path): there is no cluster; run: hubctl init"
        case .pathTooLong(let path):
            "\(path): too long for a Unix socket (107 bytes); choose a shorter HUBCTL_HOME"
        case .cannotCreate(let path): "\(path): cannot be made or written"
        case .doesNotStart(let log): "PostgreSQL does not start; see the end of \(log)"
        case .failed(let tool, let status): "\(tool) failed with status \(status)"
        }
    }
}

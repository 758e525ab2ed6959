import FoundationEssentials

extension PrivateCluster {
    /// A PostgreSQL that Debian has installed.
    public struct Installation: Sendable, Equatable {
        /// The major version.
        public let version: Int
        /// The folder of its programs.
        public let bin: String
    }

    private static let base = "/usr/lib/postgresql"

    /// The newest that is installed; or this very version, which is the only one that can read
    /// what it wrote.
    public static func installation(version: Int? = nil) throws -> Installation {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
        let usable = versions.compactMap { Int($0) }.filter {
            FileManager.default.isExecutableFile(atPath: "\(base)/\($0)/bin/initdb")
        }
        if let version {
            guard usable.contains(version) else { throw ClusterError.versionMissing(version) }
            return Installation(version: version, bin: "\(base)/\(version)/bin")
        }
        guard let newest = usable.max() else { throw ClusterError.notInstalled }
        return Installation(version: newest, bin: "\(base)/\(newest)/bin")
    }

    /// The major version that made the data directory; nil when there is none.
    public var dataVersion: Int? {
        guard let text = try? String(contentsOfFile: "\(data)/PG_VERSION", encoding: .utf8) else {
            return nil
        }
        return Int(text.filter { !$0.isWhitespace })
    }
}

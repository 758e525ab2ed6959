import Cluster
import Glibc
import Synchronization

/// The cluster that the tests started, stopped when their process ends.
enum OwnCluster {
    private static let directory = Mutex("")

    static func stopAtExit(_ path: String) {
        directory.withLock { $0 = path }
        atexit {
            let path = OwnCluster.directory.withLock { $0 }
            try? PrivateCluster(directory: path).stop()
            // The folder is ours by its name; nothing else is ever removed.
            if path.hasPrefix("/tmp/hub-test-") { _ = Glibc.system("rm -rf '\(path)'") }
        }
    }
}

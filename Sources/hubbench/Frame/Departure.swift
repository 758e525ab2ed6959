import Cluster
import Dispatch
import Glibc
import Synchronization

/// Stops and removes, however the program ends, what it started.
enum Departure {
    private static let state = Mutex<(folder: String, clusters: [PrivateCluster])>(("", []))

    static func prepare(folder: String, clusters: [PrivateCluster]) {
        let isFirst = state.withLock { state in
            defer { state = (folder, state.clusters + clusters) }
            return state.folder.isEmpty
        }
        guard isFirst else { return }
        atexit {
            let (folder, clusters) = Departure.state.withLock { $0 }
            for cluster in clusters { try? cluster.stop() }
            // The folder is ours by its name; nothing else is ever removed.
            if folder.contains("/hubbench-") { _ = Glibc.system("rm -rf '\(folder)'") }
        }
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            // The handler holds its source, which nobody else does.
            source.setEventHandler {
                _ = source
                exit(128 + number)
            }
            source.resume()
        }
    }
}

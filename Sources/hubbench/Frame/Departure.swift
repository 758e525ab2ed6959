import Cluster
import Dispatch
import Glibc
import Synchronization

/// Stops and removes, however the program ends, what it started.
enum Departure {
    private struct State {
        var folder = ""
        var clusters: [PrivateCluster] = []
    }

    private static let state = Mutex(State())

    /// Notes what is to be removed, and from the first call on obeys interruptions.
    static func prepare(folder: String, cluster: PrivateCluster) {
        let isFirst = state.withLock { state in
            defer {
                state.folder = folder
                state.clusters.append(cluster)
            }
            return state.folder.isEmpty
        }
        guard isFirst else { return }
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                // The handler holds its source, which nobody else does.
                _ = source
                leave(128 + number)
            }
            source.resume()
        }
    }

    /// Ends the program. Who comes second waits here for the end.
    static func leave(_ status: Int32) -> Never {
        state.withLock { state in
            for cluster in state.clusters { try? cluster.stop() }
            // The folder is ours by its name; nothing else is ever removed.
            if state.folder.contains("/hubbench-") {
                _ = Glibc.system("rm -rf '\(state.folder)'")
            }
            exit(status)
        }
    }
}

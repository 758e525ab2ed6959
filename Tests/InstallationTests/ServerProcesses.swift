import FoundationEssentials
import Glibc

/// The processes of a PostgreSQL whose data lies in a folder, as /proc shows them.
struct ServerProcesses: Sendable {
    let postmaster: pid_t
    let children: [pid_t]

    /// Those of every server under a folder.
    static func under(_ folder: String) -> [ServerProcesses] {
        let all = processes()
        return all.filter { process in
            guard let place = process.words.firstIndex(of: "-D"),
                process.words[0].hasSuffix("/postgres"), place + 1 < process.words.count
            else { return false }
            return process.words[place + 1].hasPrefix("\(folder)/")
        }.map { server in
            ServerProcesses(
                postmaster: server.pid,
                children: all.filter { $0.parent == server.pid }.map(\.pid))
        }
    }

    func killAll() {
        kill(postmaster, SIGKILL)
        for child in children { kill(child, SIGKILL) }
    }

    private struct Process {
        let pid: pid_t
        let parent: pid_t
        let words: [String]
    }

    private static func processes() -> [Process] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { name in
            guard let pid = pid_t(name),
                let status = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
                let data = try? Data(contentsOf: URL(filePath: "/proc/\(name)/cmdline")),
                !data.isEmpty, let end = status.lastIndex(of: ")")
            else { return nil }
            let fields = status[end...].split(separator: " ")
            guard fields.count > 2, let parent = pid_t(fields[2]) else { return nil }
            return Process(
                pid: pid, parent: parent,
                words: data.split(separator: 0, omittingEmptySubsequences: false)
                    .map { String(decoding: $0, as: UTF8.self) })
        }
    }
}

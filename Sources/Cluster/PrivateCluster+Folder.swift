import FoundationEssentials
import Glibc

/// The state directory, and the tools that work in it.
extension PrivateCluster {
    var user: ServerUser { get throws { try ServerUser.of(data: data) } }

    /// Refuses a path that cannot be a socket's, before anything is made.
    public func checkPath() throws {
        guard socket.utf8.count + "/.s.PGSQL.5432.lock".utf8.count < 107 else {
            throw ClusterError.pathTooLong(socket)
        }
        // pg_ctl hands the path to a shell, libpq takes a comma for the next host.
        let special = Set(#",'"$`\"#)
        guard directory.hasPrefix("/"),
            !directory.contains(where: { special.contains($0) || $0.isNewline })
        else { throw ClusterError.unusablePath(directory) }
    }

    /// Runs a tool of PostgreSQL as the server's user; what it says goes to the log.
    func run(_ tool: String, _ arguments: [String], input: String? = nil) throws {
        let bin = try Self.installation(version: dataVersion).bin
        let command = ServerCommand(
            ["\(bin)/\(tool)"] + arguments, as: try user.asAnother, input: input, output: log,
            outlivesUs: tool == "pg_ctl")
        let status = try command.run()
        guard status == 0 else { throw ClusterError.failed(tool: tool, status: status) }
    }

    /// One process at a time makes, starts or stops this cluster.
    func withLock<Result>(_ body: () throws -> Result) throws -> Result {
        let descriptor = open("\(directory)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ClusterError.cannotCreate("\(directory)/lock") }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw ClusterError.cannotCreate("\(directory)/lock") }
        }
        return try body()
    }

    func makeDirectory(_ path: String, mode: mode_t) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw ClusterError.cannotCreate(path)
        }
        try give(path, mode: mode)
    }

    /// A log that has grown large makes room for a new one, and is kept until the next time.
    func makeLog() throws {
        if logSize > 16 << 20 { rename(log, "\(log).1") }
        if FileManager.default.fileExists(atPath: log) { return }
        let descriptor = open(log, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ClusterError.cannotCreate(log) }
        close(descriptor)
        try give(log, mode: 0o600)
    }

    var logSize: Int {
        var status = stat()
        return stat(log, &status) == 0 ? Int(status.st_size) : 0
    }

    func logSays(_ words: String, after start: Int) -> Bool {
        guard let text = try? Data(contentsOf: URL(filePath: log)) else { return false }
        return String(decoding: text.dropFirst(start), as: UTF8.self).contains(words)
    }

    /// What an interrupted `create` left.
    func removeUnfinished() {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        for entry in entries where entry.hasPrefix("data.new.") {
            try? FileManager.default.removeItem(atPath: "\(directory)/\(entry)")
        }
    }

    /// Root may pass any folder, the user that the server runs as may not.
    func checkEntry() throws {
        guard let other = try user.asAnother else { return }
        let look = ServerCommand(["/usr/bin/test", "-x", directory], as: other)
        guard try look.run() == 0 else {
            throw ClusterError.cannotEnter(path: directory, user: other.name)
        }
    }

    private func give(_ path: String, mode: mode_t) throws {
        chmod(path, mode)
        guard let other = try user.asAnother else { return }
        guard chown(path, other.uid, other.gid) == 0 else { throw ClusterError.cannotCreate(path) }
    }
}

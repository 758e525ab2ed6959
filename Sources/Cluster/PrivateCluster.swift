import FoundationEssentials
import Glibc

/// A PostgreSQL of our own, run from the installed Debian package in a state directory.
///
/// It listens on a Unix socket only, knows its users by the operating system's word for them, and
/// keeps checksums. Run as root it drops to the user `postgres`, since PostgreSQL refuses root.
public struct PrivateCluster: Sendable {
    /// The roles that connect: the owner of the schema, and the service with its lesser rights.
    public enum Role: String, Sendable {
        case owner = "hub_owner"
        case service = "hub_service"
    }

    public enum Status: Sendable, Equatable {
        case absent
        case stopped
        /// A server is there but takes no connections: it starts, recovers or stops.
        case busy
        case running
    }

    public let directory: String

    public init(directory: String) { self.directory = directory }

    var data: String { "\(directory)/data" }
    var socket: String { "\(directory)/run" }
    /// The server's log, which also has what the tools said that make and start it.
    public var log: String { "\(directory)/server.log" }

    public var isRunning: Bool { status == .running }

    public var status: Status {
        guard dataVersion != nil else { return .absent }
        guard let server = Postmaster(data: data) else { return .stopped }
        return server.isReady ? .running : .busy
    }

    /// For libpq: which socket, role and database, and whose server it must be.
    public func connectionString(role: Role, database: String = "hub") -> String {
        // Where the server's user cannot be told, connecting fails, with the reason.
        let owner = (try? ServerUser.of(data: data)).map { " requirepeer='\($0.name)'" } ?? ""
        return "host='\(socket)' user=\(role.rawValue) dbname=\(database)\(owner)"
    }

    /// Makes the cluster with its roles and its database; what is there stays.
    ///
    /// Safe to interrupt: the data directory takes its name only when it is whole.
    public func create() throws {
        try checkPath()
        try makeDirectory(directory, mode: 0o711)
        try withLock {
            guard dataVersion == nil else { return }
            removeUnfinished()
            try checkEntry()
            // The name is ours alone: an initdb whose hubctl was killed may still be at work.
            let unfinished = "\(data).new.\(getpid())"
            try makeDirectory(unfinished, mode: 0o700)
            try makeDirectory(socket, mode: 0o755)
            try makeLog()
            try run(
                "initdb",
                [
                    "-D", unfinished, "-U", Role.owner.rawValue, "--encoding=UTF8",
                    "--locale=C.UTF-8", "--data-checksums", "--auth-local=peer",
                    "--auth-host=reject",
                ])
            try Configuration(socket: socket, user: try user.name).write(into: unfinished)
            try run(
                "postgres", ["--single", "-D", unfinished, "postgres"],
                input: """
                    CREATE ROLE hub_service LOGIN;
                    CREATE DATABASE hub OWNER hub_owner;

                    """)
            guard rename(unfinished, data) == 0 else { throw ClusterError.cannotCreate(data) }
        }
    }

    /// Starts the server and waits until it answers; one that runs stays as it is.
    public func start() throws {
        guard dataVersion != nil else { throw ClusterError.absent(directory) }
        if isRunning { return }
        try withLock {
            if waitUntilReady() { return }
            removeUnfinished()
            try makeLog()
            for lock in ["\(data)/postmaster.pid", "\(socket)/.s.PGSQL.5432.lock"] {
                Postmaster.removeStaleLock(lock, data: data)
            }
            var attempts = 0
            while true {
                attempts += 1
                let end = logSize
                do {
                    return try run(
                        "pg_ctl", ["-D", data, "-l", log, "-w", "-t", "120", "-s", "start"])
                } catch ClusterError.failed {
                    // The children of a server that was killed end on their own, a moment later.
                    guard attempts < 240, logSays("is still in use", after: end) else {
                        throw ClusterError.doesNotStart(log: log)
                    }
                    usleep(250_000)
                }
            }
        }
    }

    /// Stops the server; its sessions are ended, nothing committed is lost.
    public func stop() throws {
        guard Postmaster(data: data) != nil else { return }
        try withLock {
            guard Postmaster(data: data) != nil else { return }
            do {
                try run("pg_ctl", ["-D", data, "-m", "fast", "-w", "-t", "120", "-s", "stop"])
            } catch ClusterError.failed {
                throw ClusterError.doesNotStop(log: log)
            }
        }
    }

    /// Waits for a server that starts or recovers; false when there is none, or no longer.
    private func waitUntilReady() -> Bool {
        for _ in 0..<2_400 {
            guard let server = Postmaster(data: data) else { return false }
            if server.isReady { return true }
            usleep(50_000)
        }
        return false
    }
}

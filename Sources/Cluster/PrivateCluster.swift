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
        case running
    }

    public let directory: String

    public init(directory: String) { self.directory = directory }

    var data: String { "\(directory)/data" }
    var socket: String { "\(directory)/run" }
    var log: String { "\(directory)/server.log" }

    public var isRunning: Bool {
        guard let bin = try? Self.installation().bin else { return false }
        let probe = Spawn(
            ["\(bin)/pg_isready", "-q", "-h", socket, "-d", "postgres"], as: nil)
        return (try? probe.run()) == 0
    }

    public var status: Status {
        guard FileManager.default.fileExists(atPath: "\(data)/PG_VERSION") else { return .absent }
        return isRunning ? .running : .stopped
    }

    /// For libpq: which socket, role and database, and whose server it must be.
    public func connectionString(role: Role, database: String = "hub") -> String {
        "host=\(socket) user=\(role.rawValue) dbname=\(database) requirepeer=\(Self.serverUser)"
    }

    /// Makes the cluster with its roles and its database; what is there stays.
    ///
    /// Safe to interrupt: the data directory takes its name only when it is whole.
    public func create() throws {
        guard socket.utf8.count + ".s.PGSQL.5432.lock".utf8.count < 107 else {
            throw ClusterError.pathTooLong(socket)
        }
        try makeDirectory(directory, mode: 0o711)
        try withLock {
            guard !FileManager.default.fileExists(atPath: "\(data)/PG_VERSION") else { return }
            let unfinished = "\(data).new"
            try? FileManager.default.removeItem(atPath: unfinished)
            try makeDirectory(unfinished, mode: 0o700)
            try makeDirectory(socket, mode: 0o755)
            try run(
                "initdb",
                [
                    "-D", unfinished, "-U", Role.owner.rawValue, "--encoding=UTF8",
                    "--locale=C.UTF-8", "--data-checksums", "--auth-local=peer",
                    "--auth-host=reject",
                ])
            try Configuration(socket: socket).write(into: unfinished)
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
        try withLock {
            if isRunning { return }
            if FileManager.default.fileExists(atPath: "\(data)/PG_VERSION") == false {
                throw ClusterError.absent(directory)
            }
            if !FileManager.default.fileExists(atPath: log) {
                _ = FileManager.default.createFile(atPath: log, contents: nil)
                give(log, mode: 0o600)
            }
            do {
                try run(
                    "pg_ctl",
                    ["-D", data, "-l", log, "-w", "-t", "120", "-s", "start"])
            } catch {
                throw ClusterError.doesNotStart(log: log)
            }
        }
    }

    /// Stops the server; its sessions are ended, nothing committed is lost.
    public func stop() throws {
        guard isRunning else { return }
        try withLock {
            try run("pg_ctl", ["-D", data, "-m", "fast", "-w", "-t", "120", "-s", "stop"])
        }
    }

    /// The newest PostgreSQL that Debian has installed here.
    public static func installation() throws -> Installation {
        let base = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
        let usable = versions.compactMap { Int($0) }.filter {
            FileManager.default.isExecutableFile(atPath: "\(base)/\($0)/bin/initdb")
        }
        guard let newest = usable.max() else { throw ClusterError.notInstalled }
        return Installation(version: newest, bin: "\(base)/\(newest)/bin")
    }

    public struct Installation: Sendable, Equatable {
        public let version: Int
        public let bin: String
    }

    /// Whom the server runs as.
    static var serverUser: String {
        guard geteuid() != 0 else { return "postgres" }
        guard let entry = getpwuid(geteuid()) else { return "postgres" }
        return String(cString: entry.pointee.pw_name)
    }

    private func run(_ tool: String, _ arguments: [String], input: String? = nil) throws {
        let bin = try Self.installation().bin
        let command = Spawn(
            ["\(bin)/\(tool)"] + arguments, as: geteuid() == 0 ? Self.serverUser : nil,
            input: input)
        let status = try command.run()
        guard status == 0 else { throw ClusterError.failed(tool: tool, status: status) }
    }

    /// One process at a time makes, starts or stops this cluster.
    private func withLock(_ body: () throws -> Void) throws {
        let descriptor = open("\(directory)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ClusterError.cannotCreate(directory) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw ClusterError.cannotCreate(directory) }
        }
        try body()
    }

    private func makeDirectory(_ path: String, mode: mode_t) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw ClusterError.cannotCreate(path)
        }
        give(path, mode: mode)
    }

    private func give(_ path: String, mode: mode_t) {
        chmod(path, mode)
        if geteuid() == 0, let entry = getpwnam(Self.serverUser) {
            chown(path, entry.pointee.pw_uid, entry.pointee.pw_gid)
        }
    }
}

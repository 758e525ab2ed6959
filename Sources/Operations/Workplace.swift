public import CaseStore
public import Cluster
import Credentials
import FoundationEssentials
import Glibc
import Postgres

/// Where an installation lives: its state directory, its key, and its PostgreSQL.
///
/// Without an outside server it keeps a private cluster of the installed PostgreSQL in the state
/// directory.
public struct Workplace: Sendable {
    /// An absolute path.
    public let home: String
    /// An outside server, when one is named.
    public let databaseURL: String?
    /// The outside server as a login role of the service's own; without it the pages cannot be served
    /// from an outside server.
    public let serviceURL: String?
    /// Who acts, as the audit trail names them.
    public let actor: String
    /// Where the master key is: in the state directory, where HUBCTL_MASTER_KEY says, or among the
    /// credentials that systemd gave us.
    public let keyPath: String
    let isKeyCredential: Bool

    public init(environment: [String: String], databaseURL: String? = nil) {
        let own = environment["HUBCTL_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let user = environment["USER"] ?? environment["LOGNAME"] ?? "root"
        let state =
            environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? "\(environment["HOME"] ?? "/tmp")/.local/state"
        // The server and its tools work in folders of their own: a relative path is from ours.
        home =
            URL(filePath: own ?? (user == "root" ? "/var/lib/hubctl" : "\(state)/hubctl"))
            .standardized.withoutTrailingSlash
        self.databaseURL =
            databaseURL ?? environment["DATABASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
        serviceURL = environment["SERVICE_DATABASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
        actor = "\(environment["SUDO_USER"] ?? user)@hubctl"
        let credential = environment["CREDENTIALS_DIRECTORY"].map { "\($0)/hubctl-master-key" }
        if let named = environment["HUBCTL_MASTER_KEY"], !named.isEmpty {
            keyPath = URL(filePath: named).standardized.withoutTrailingSlash
            isKeyCredential = false
        } else if let credential, FileManager.default.fileExists(atPath: credential) {
            keyPath = credential
            isKeyCredential = true
        } else {
            keyPath = "\(home)/master.key"
            isKeyCredential = false
        }
    }

    public var cluster: PrivateCluster { PrivateCluster(directory: "\(home)/postgres") }
    public var isInitialised: Bool { FileManager.default.fileExists(atPath: keyPath) }

    /// Makes the state directory, the master key and the cluster; what is there stays.
    ///
    /// Never makes a new key for a cluster that is there: nobody could read its names with it.
    public func initialise() async throws {
        if databaseURL == nil { try cluster.checkPath() }
        let isNew = !keyring.exists && (databaseURL != nil || cluster.status == .absent)
        guard isInitialised || isNew else { throw WorkplaceError.keyMissing(keyPath) }
        do {
            try FileManager.default.createDirectory(
                atPath: home, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o711])
        } catch {
            throw WorkplaceError.cannotCreate(home)
        }
        try alone {
            if !isInitialised { try MasterKey.generate().write(to: keyPath) }
            if isNew, !keyring.exists { try keyring.create(.generate(), for: masterKey()) }
            if databaseURL == nil { try cluster.create() }
        }
    }

    /// One process at a time makes an installation; others wait until it is whole.
    private func alone(_ body: () throws -> Void) throws {
        let descriptor = Glibc.open(home, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw WorkplaceError.cannotCreate(home) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw WorkplaceError.cannotCreate(home) }
        }
        try body()
    }

    /// Starts the cluster and brings its schema up to date; returns what was migrated.
    ///
    /// An outside server is not ours to start; its database is brought up to date.
    @discardableResult
    public func start() async throws -> Migrator.Outcome {
        guard isInitialised else { throw WorkplaceError.notInitialised(home) }
        guard databaseURL == nil else { return try await migrate() }
        // The key is there first: whoever makes the rest may be at it.
        if cluster.status == .absent { try alone {} }
        _ = try masterKey()
        var attempts = 0
        while true {
            attempts += 1
            try cluster.start()
            do {
                return try await migrate()
            } catch let error as PostgresError
                where error.code.isConnectionFailure && attempts < 5
            {
                // A server that was killed or told to stop a moment ago looks alive until it ends.
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    /// Stops the private cluster; false where there is none of ours that runs.
    public func stop() throws -> Bool {
        guard databaseURL == nil, ![.absent, .stopped].contains(cluster.status) else {
            return false
        }
        try cluster.stop()
        return true
    }
}

extension URL {
    fileprivate var withoutTrailingSlash: String {
        let path = path(percentEncoded: false)
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}

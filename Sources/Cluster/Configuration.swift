import FoundationEssentials
import Glibc

/// The settings of a private cluster.
struct Configuration {
    let socket: String

    /// Appends to the files that initdb made; they keep their owner.
    func write(into data: String) throws {
        try replace("\(data)/pg_hba.conf", with: "local all all peer map=hub\n")
        try replace("\(data)/pg_ident.conf", with: identities)
        try append("\(data)/postgresql.conf", settings)
    }

    /// Whoever runs hubctl, and whoever the server runs as, may be either role.
    private var identities: String {
        var users = [PrivateCluster.serverUser]
        if geteuid() == 0 { users.append("root") }
        return users.flatMap { user in
            ["hub \(user) hub_owner\n", "hub \(user) hub_service\n"]
        }.joined()
    }

    private var settings: String {
        """
        listen_addresses = ''
        unix_socket_directories = '\(socket)'
        unix_socket_permissions = 0777
        shared_buffers = \(sharedMegabytes)MB
        max_wal_size = 2GB
        wal_compression = on
        checkpoint_completion_target = 0.9
        jit = off
        timezone = 'UTC'
        log_timezone = 'UTC'
        # A statement could hold what a log must not.
        log_min_error_statement = panic
        log_error_verbosity = terse

        """
    }

    /// An eighth of the machine's memory, between 64 and 512 MB.
    private var sharedMegabytes: Int {
        let bytes = Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))
        return min(512, max(64, bytes / 8 / 1_048_576))
    }

    private func replace(_ path: String, with text: String) throws {
        try write(text, to: path, flags: O_WRONLY | O_TRUNC)
    }

    private func append(_ path: String, _ text: String) throws {
        try write(text, to: path, flags: O_WRONLY | O_APPEND)
    }

    private func write(_ text: String, to path: String, flags: Int32) throws {
        let descriptor = open(path, flags | O_CLOEXEC)
        guard descriptor >= 0 else { throw ClusterError.cannotCreate(path) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw ClusterError.cannotCreate(path)
        }
    }
}

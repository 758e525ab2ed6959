import FoundationEssentials
import Glibc

/// The settings of a private cluster.
struct Configuration {
    let socket: String
    let user: String

    /// Appends to the files that initdb made; they keep their owner.
    func write(into data: String) throws {
        try write("local all all peer map=hub\n", to: "\(data)/pg_hba.conf", flags: O_TRUNC)
        try write(identities, to: "\(data)/pg_ident.conf", flags: O_TRUNC)
        try write(settings, to: "\(data)/postgresql.conf", flags: O_APPEND)
    }

    /// The server's user may be either role; root as well, who may be anybody anyway.
    private var identities: String {
        Set([user, "root"]).sorted().flatMap { user in
            ["hub \"\(user)\" hub_owner\n", "hub \"\(user)\" hub_service\n"]
        }.joined()
    }

    private var settings: String {
        """
        listen_addresses = ''
        # A list of folders: quotes inside the quotes keep a space or a comma in a name.
        unix_socket_directories = '"\(socket)"'
        unix_socket_permissions = 0777
        shared_buffers = \(sharedMegabytes)MB
        max_wal_size = 2GB
        wal_compression = on
        checkpoint_completion_target = 0.9
        jit = off
        timezone = 'UTC'
        log_timezone = 'UTC'
        # A statement could hold what a log must not.
        log_statement = none
        log_min_error_statement = panic
        log_error_verbosity = terse
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0

        """
    }

    /// An eighth of the machine's memory, between 64 and 512 MB.
    private var sharedMegabytes: Int {
        let bytes = Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))
        return min(512, max(64, bytes / 8 / 1_048_576))
    }

    private func write(_ text: String, to path: String, flags: Int32) throws {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | flags)
        guard descriptor >= 0 else { throw ClusterError.cannotCreate(path) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0
        else { throw ClusterError.cannotCreate(path) }
    }
}

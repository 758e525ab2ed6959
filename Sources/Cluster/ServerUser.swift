import Glibc

/// Whom the server runs as, and whose the data directory is.
struct ServerUser: Equatable {
    let name: String
    let uid: uid_t
    let gid: gid_t

    /// The owner of the data directory where there is one. Otherwise whoever calls; `postgres`
    /// instead of root, since PostgreSQL refuses root.
    static func of(data: String) throws -> ServerUser {
        var status = stat()
        if stat(data, &status) == 0 {
            guard let owner = ServerUser(getpwuid(status.st_uid)) else {
                throw ClusterError.noSuchUser("\(status.st_uid)")
            }
            guard geteuid() == 0 || owner.uid == geteuid() else {
                throw ClusterError.belongsTo(user: owner.name)
            }
            return owner
        }
        if geteuid() == 0 {
            guard let user = ServerUser(getpwnam("postgres")) else {
                throw ClusterError.notInstalled
            }
            return user
        }
        guard let user = ServerUser(getpwuid(geteuid())) else {
            throw ClusterError.noSuchUser("\(geteuid())")
        }
        return user
    }

    private init?(_ entry: UnsafeMutablePointer<passwd>?) {
        guard let entry else { return nil }
        name = String(cString: entry.pointee.pw_name)
        uid = entry.pointee.pw_uid
        gid = entry.pointee.pw_gid
    }

    /// Whom a command must be told to run as; nil for ourselves.
    var asAnother: ServerUser? { geteuid() == uid ? nil : self }
}

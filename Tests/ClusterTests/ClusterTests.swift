import FoundationEssentials
import Glibc
import Testing

@testable import Cluster

/// What stands on no running server; InstallationTests run the rest as an operator does.
@Suite struct ClusterTests {
    @Test("A path that a socket, libpq or a shell could not hold is refused before it is made")
    func paths() throws {
        for path in ["/tmp/a", "/tmp/with space", "/tmp/ñandú/x-1_2.3"] {
            try PrivateCluster(directory: path).checkPath()
        }
        for path in ["relative", "/tmp/a,b", "/tmp/it's", "/tmp/a\"b", "/tmp/$a", "/tmp/a`b`"] {
            #expect(throws: ClusterError.unusablePath(path)) {
                try PrivateCluster(directory: path).checkPath()
            }
        }
        let limit = 107 - "/run/.s.PGSQL.5432.lock".utf8.count - 1
        try PrivateCluster(directory: "/" + String(repeating: "x", count: limit - 1)).checkPath()
        let long = "/" + String(repeating: "x", count: limit)
        #expect(throws: ClusterError.pathTooLong("\(long)/run")) {
            try PrivateCluster(directory: long).checkPath()
        }
    }

    @Test("What is absent is absent, and says so")
    func absent() throws {
        let cluster = PrivateCluster(directory: "/tmp/hubctl-no-such-cluster")
        #expect(cluster.status == .absent && cluster.dataVersion == nil && !cluster.isRunning)
        #expect(throws: ClusterError.absent(cluster.directory)) { try cluster.start() }
        try cluster.stop()
    }

    @Test("The installed PostgreSQL is found, and a version that is not is named")
    func installation() throws {
        let newest = try PrivateCluster.installation()
        #expect(try PrivateCluster.installation(version: newest.version) == newest)
        #expect(access("\(newest.bin)/pg_ctl", X_OK) == 0)
        #expect(throws: ClusterError.versionMissing(7)) {
            try PrivateCluster.installation(version: 7)
        }
    }

    @Test("Only a living postgres of this very folder is a server of it")
    func postmaster() throws {
        try withFolder { folder in
            func write(_ pid: pid_t) throws {
                let lock = "\(pid)\n\(folder)\n0\n5432\n\(folder)\n\n1 2\nready   \n"
                try Data(lock.utf8).write(to: URL(filePath: "\(folder)/postmaster.pid"))
            }
            #expect(Postmaster(data: folder) == nil)
            // This process lives, and is no postgres.
            try write(getpid())
            #expect(Postmaster(data: folder) == nil)
            Postmaster.removeStaleLock("\(folder)/postmaster.pid", data: folder)
            #expect(access("\(folder)/postmaster.pid", F_OK) != 0)

            // A number that nobody has: PostgreSQL takes the file for stale itself.
            let gone = try #require(try endedProcess())
            try write(gone)
            #expect(Postmaster(data: folder) == nil)
            Postmaster.removeStaleLock("\(folder)/postmaster.pid", data: folder)
            #expect(access("\(folder)/postmaster.pid", F_OK) == 0)
        }
    }

    @Test("A zombie holds its number and runs nothing")
    func zombie() throws {
        try withFolder { folder in
            let child = try start("/bin/true")
            // WNOWAIT leaves it unburied.
            var information = siginfo_t()
            while waitid(P_PID, id_t(child), &information, WEXITED | WNOWAIT) != 0 {}
            defer { waitpid(child, nil, 0) }
            let lock = "\(folder)/postmaster.pid"
            try Data("\(child)\n\(folder)\n".utf8).write(to: URL(filePath: lock))
            #expect(kill(child, 0) == 0)
            #expect(Postmaster(data: folder) == nil)
            Postmaster.removeStaleLock(lock, data: folder)
            #expect(access(lock, F_OK) != 0)
        }
    }

    @Test("A tool's words go to the log, and its status comes back")
    func spawn() throws {
        try withFolder { folder in
            let log = "\(folder)/log"
            try Data("before\n".utf8).write(to: URL(filePath: log))
            let status = try ServerCommand(
                ["/bin/sh", "-c", "cat; echo wrong >&2; exit 7"], as: nil, input: "said\n",
                output: log
            ).run()
            #expect(status == 7)
            #expect(try String(contentsOfFile: log, encoding: .utf8) == "before\nsaid\nwrong\n")
            #expect(try ServerCommand(["/bin/sh", "-c", "kill -9 $$"], as: nil).run() == 137)
        }
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = "/tmp/hubctl-cluster-\(UUID().uuidString)"
        try #require(mkdir(folder, 0o700) == 0)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func start(_ program: String) throws -> pid_t {
        var child: pid_t = 0
        var words: [UnsafeMutablePointer<CChar>?] = [strdup(program), nil]
        defer { for word in words { free(word) } }
        try #require(posix_spawn(&child, program, nil, nil, &words, nil) == 0)
        return child
    }

    /// The number of a process that was there a moment ago.
    private func endedProcess() throws -> pid_t? {
        let child = try start("/bin/true")
        waitpid(child, nil, 0)
        return kill(child, 0) == 0 ? nil : child
    }
}

import Cluster
import Credentials
import FoundationEssentials
import Glibc
import Postgres

/// An examination of what an installation stands on.
///
/// It changes nothing, and goes on as far as what it finds allows.
public struct Diagnosis: Sendable {
    public enum Check: String, Sendable, CaseIterable {
        case postgresql, key, disk, server, schema, identity, checksums, privileges, counts, zones
    }

    public enum Level: Int, Sendable, Comparable, CaseIterable {
        case ok, warn, fail

        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

        public var name: String { "\(self)" }
    }

    /// What one check found: a state that a text says, with its places.
    public struct Finding: Sendable, Equatable {
        public let check: Check
        public let level: Level
        public let state: String
        public let values: [String: String]

        init(_ check: Check, _ level: Level, _ state: String, _ values: [String: String] = [:]) {
            self.check = check
            self.level = level
            self.state = state
            self.values = values
        }
    }

    let workplace: Workplace
    /// So many of the latest quarters are counted anew.
    static let quarters = 8

    public init(_ workplace: Workplace) { self.workplace = workplace }

    public func findings() async -> [Finding] {
        var findings = [installation, key, disk].compactMap { $0 }
        guard workplace.isInitialised else {
            return findings + [Finding(.server, .fail, "absent", ["home": workplace.home])]
        }
        if workplace.databaseURL == nil, let stopped = stoppedServer {
            return findings + [stopped]
        }
        do {
            findings += try await databaseFindings()
        } catch WorkplaceError.administratorMust(let statement) {
            findings.append(Finding(.privileges, .fail, "role", ["statement": statement]))
        } catch let error as PostgresError where error.code.isConnectionFailure {
            findings.append(Finding(.server, .fail, "unreachable", ["state": error.code.sqlstate]))
        } catch {
            findings.append(Finding(.server, .fail, "failed", ["error": "\(type(of: error))"]))
        }
        return findings
    }

    /// The programs that a private cluster needs.
    private var installation: Finding? {
        guard workplace.databaseURL == nil else { return nil }
        do {
            let found = try PrivateCluster.installation(version: workplace.cluster.dataVersion)
            return Finding(
                .postgresql, .ok, "ok", ["version": String(found.version), "bin": found.bin])
        } catch ClusterError.versionMissing(let version) {
            return Finding(.postgresql, .fail, "version", ["version": String(version)])
        } catch {
            return Finding(.postgresql, .fail, "missing")
        }
    }

    private var key: Finding {
        let path = workplace.keyPath
        var status = stat()
        guard stat(path, &status) == 0 else {
            return Finding(.key, .fail, "absent", ["path": path])
        }
        let owner = getpwuid(status.st_uid).map { String(cString: $0.pointee.pw_name) }
        let values = [
            "path": path, "owner": owner ?? String(status.st_uid),
            "mode": String(status.st_mode & 0o777, radix: 8),
        ]
        do {
            _ = try workplace.masterKey()
        } catch KeyError.readableByOthers {
            return Finding(.key, .fail, "open", values)
        } catch KeyError.damaged {
            return Finding(.key, .fail, "damaged", values)
        } catch {
            return Finding(.key, .fail, "unreadable", values)
        }
        return status.st_uid == geteuid()
            ? Finding(.key, .ok, "ok", values) : Finding(.key, .warn, "owner", values)
    }

    private var disk: Finding? {
        var status = statvfs()
        guard statvfs(workplace.home, &status) == 0 else { return nil }
        let megabytes = (Int(status.f_bavail) * Int(status.f_frsize)) >> 20
        let values = ["free": String(megabytes), "path": workplace.home]
        if megabytes < 100 { return Finding(.disk, .fail, "full", values) }
        return megabytes < 1_000
            ? Finding(.disk, .warn, "low", values) : Finding(.disk, .ok, "ok", values)
    }

    private var stoppedServer: Finding? {
        switch workplace.cluster.status {
        case .running: nil
        case .busy: Finding(.server, .fail, "busy", ["log": workplace.cluster.log])
        case .stopped: Finding(.server, .fail, "stopped")
        case .absent: Finding(.server, .fail, "absent", ["home": workplace.home])
        }
    }
}

import Cluster
import Console
import Operations
import Texts

extension WorkplaceError {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        switch self {
        case .notInitialised(let home):
            (texts("error.notinitialised", ["home": home]), .unavailable)
        case .notRunning: (texts("error.notrunning"), .unavailable)
        case .notMigrated: (texts("error.notmigrated"), .unavailable)
        case .keyMissing(let path): (texts("error.keymissing", ["path": path]), .config)
        case .keyringMissing(let path):
            (texts("error.keyringmissing", ["path": path]), .config)
        case .keyringOutdated: (texts("error.keyringoutdated"), .config)
        case .keyIsCredential: (texts("error.keyiscredential"), .usage)
        case .rotationUnfinished: (texts("error.rotationunfinished"), .tempFail)
        case .cannotCreate(let path): (texts("error.cannotcreate", ["path": path]), .cantCreate)
        case .serviceIsOwner: (texts("error.serviceisowner"), .config)
        case .administratorMust(let statement):
            (texts("error.administrator", ["statement": statement]), .noPermission)
        }
    }
}

extension ClusterError {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        switch self {
        case .notInstalled: (texts("error.cluster.notinstalled"), .unavailable)
        case .versionMissing(let version):
            (texts("error.cluster.version", ["version": String(version)]), .unavailable)
        case .absent(let path): (texts("error.cluster.absent", ["path": path]), .unavailable)
        case .pathTooLong(let path): (texts("error.cluster.pathtoolong", ["path": path]), .config)
        case .unusablePath(let path): (texts("error.cluster.path", ["path": path]), .config)
        case .cannotEnter(let path, let user):
            (texts("error.cluster.cannotenter", ["path": path, "user": user]), .noPermission)
        case .belongsTo(let user):
            (texts("error.cluster.belongs", ["user": user]), .noPermission)
        case .noSuchUser(let user): (texts("error.cluster.nouser", ["user": user]), .config)
        case .cannotCreate(let path):
            (texts("error.cannotcreate", ["path": path]), .cantCreate)
        case .doesNotStart(let log):
            (texts("error.cluster.start", ["log": log]), .unavailable)
        case .doesNotStop(let log): (texts("error.cluster.stop", ["log": log]), .osError)
        case .failed(let tool, let status):
            (
                texts("error.cluster.failed", ["tool": tool, "status": String(status)]),
                .osError
            )
        }
    }
}

import FoundationEssentials
import Glibc

/// A directory that is there whole or not at all.
///
/// What is written goes into a directory beside it, whose name says that it is not complete; only
/// `publish` gives it the name that was asked for. An export that is interrupted leaves nothing
/// under that name.
public final class ExportFolder {
    public let destination: String
    let working: String
    private var isOpen: Bool

    /// - Throws: `ExportProblem` unless the destination is new or an empty directory.
    public init(_ path: String) throws(ExportProblem) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        destination = path
        let manager = FileManager.default
        if manager.fileExists(atPath: path) {
            guard let contents = try? manager.contentsOfDirectory(atPath: path) else {
                throw .unwritable(path, reason: String(cString: strerror(ENOTDIR)))
            }
            guard contents.isEmpty else { throw .notEmpty(path) }
        }
        let slash = path.lastIndex(of: "/")
        let parent = slash.map { String(path[...$0]) } ?? ""
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        working = "\(parent).\(name).incomplete-\(UUID().uuidString.prefix(8).lowercased())"
        guard mkdir(working, 0o755) == 0 else {
            throw .unwritable(path, reason: String(cString: strerror(errno)))
        }
        isOpen = true
    }

    /// A folder inside another, which it belongs to.
    private init(inside parent: ExportFolder, _ name: String) throws(ExportProblem) {
        destination = "\(parent.destination)/\(name)"
        working = "\(parent.working)/\(name)"
        isOpen = false
        guard mkdir(working, 0o755) == 0 else {
            throw .unwritable(name, reason: String(cString: strerror(errno)))
        }
    }

    /// A new folder in it.
    func folder(_ name: String) throws(ExportProblem) -> ExportFolder {
        try ExportFolder(inside: self, name)
    }

    deinit { if isOpen { try? FileManager.default.removeItem(atPath: working) } }

    /// A new file in it.
    func file(_ name: String) throws(ExportProblem) -> ExportFile {
        try ExportFile(name: name, in: working)
    }

    /// Gives the directory its name, once everything in it has reached the disk.
    public func publish() throws(ExportProblem) {
        try Self.settle(working)
        guard rename(working, destination) == 0 else {
            let code = errno
            throw code == ENOTEMPTY || code == EEXIST
                ? .notEmpty(destination)
                : .unwritable(destination, reason: String(cString: strerror(code)))
        }
        isOpen = false
    }

    private static func settle(_ directory: String) throws(ExportProblem) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .unwritable(directory, reason: String(cString: strerror(errno)))
        }
        fsync(descriptor)
        close(descriptor)
    }
}

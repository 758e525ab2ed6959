import Credentials
import FoundationEssentials
import Glibc

/// A directory that is there whole or not at all.
///
/// What is written goes into a directory beside it, whose name says that it is not complete; only
/// `publish` gives it the name that was asked for. An export that is interrupted leaves nothing
/// under that name; what one that was killed left beside it, the next one to the same place removes.
public final class ExportFolder {
    public let destination: String
    let working: String
    private var isOpen: Bool
    /// Holds a lock for as long as the process lives, by which others know it is at work.
    private var lock: Int32 = -1

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
        let draft = ".\(name).incomplete-"
        Self.removeAbandoned(draft, in: parent.isEmpty ? "." : parent)
        working = "\(parent)\(draft)\(UUID().uuidString.prefix(8).lowercased())"
        guard mkdir(working, 0o755) == 0 else {
            throw .unwritable(path, reason: String(cString: strerror(errno)))
        }
        isOpen = true
        lock = Self.lock(working)
    }

    /// Removes the folders of exports to the same place that no process is at work on.
    private static func removeAbandoned(_ prefix: String, in parent: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            let descriptor = lock(path)
            guard descriptor >= 0 else { continue }
            // A lock is taken right after a folder is made: an empty one may be just that new.
            let contents = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            if !contents.isEmpty { try? FileManager.default.removeItem(atPath: path) }
            close(descriptor)
        }
    }

    /// A descriptor that holds the folder's lock; below zero when another process does.
    private static func lock(_ path: String) -> Int32 {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return descriptor }
        close(descriptor)
        return -1
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

    deinit {
        if isOpen { try? FileManager.default.removeItem(atPath: working) }
        if lock >= 0 { close(lock) }
    }

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

    /// The SHA-256 of a file in it, read piece by piece.
    func digest(_ name: String) throws(ExportProblem) -> String {
        let path = "\(working)/\(name)"
        guard let file = fopen(path, "rbe") else {
            throw .unwritable(path, reason: String(cString: strerror(errno)))
        }
        defer { fclose(file) }
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { piece.deallocate() }
        var digest = StreamDigest()
        while case let count = fread(piece.baseAddress, 1, piece.count, file), count > 0 {
            digest.update(UnsafeRawBufferPointer(rebasing: piece[..<count]))
        }
        return digest.finish()
    }

    /// Gives one file in it a name outside, once it has reached the disk; never over one that is there.
    func give(_ name: String, to path: String) throws(ExportProblem) {
        try Self.settle("\(working)/\(name)")
        guard link("\(working)/\(name)", path) == 0 else {
            let code = errno
            throw code == EEXIST
                ? .exists(path) : .unwritable(path, reason: String(cString: strerror(code)))
        }
    }

    private static func settle(_ path: String) throws(ExportProblem) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .unwritable(path, reason: String(cString: strerror(errno)))
        }
        fsync(descriptor)
        close(descriptor)
    }
}

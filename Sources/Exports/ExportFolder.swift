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
        (working, lock) = try Self.make("\(parent)\(draft)", for: path)
        isOpen = true
    }

    /// Makes the folder to work in and takes its lock: until then another export to the same place
    /// may take it for an abandoned one and remove it, so it is made again.
    private static func make(
        _ draft: String, for destination: String
    ) throws(ExportProblem) -> (path: String, lock: Int32) {
        for _ in 0..<16 {
            let path = "\(draft)\(UUID().uuidString.prefix(8).lowercased())"
            guard mkdir(path, 0o755) == 0 else {
                throw .unwritable(destination, reason: String(cString: strerror(errno)))
            }
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            // Where the file system has no locks, nobody else holds one either.
            let isOurs =
                descriptor >= 0
                && (flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
            if isOurs, isAt(path, descriptor) { return (path, descriptor) }
            if descriptor >= 0 { close(descriptor) }
        }
        throw .unwritable(destination, reason: String(cString: strerror(EBUSY)))
    }

    /// Whether the folder that is open is still at the path.
    private static func isAt(_ path: String, _ descriptor: Int32) -> Bool {
        var (named, opened) = (stat(), stat())
        return stat(path, &named) == 0 && fstat(descriptor, &opened) == 0
            && named.st_ino == opened.st_ino && named.st_dev == opened.st_dev
    }

    /// Removes the folders of exports to the same place that no process is at work on.
    private static func removeAbandoned(_ prefix: String, in parent: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            let descriptor = lock(path)
            guard descriptor >= 0 else { continue }
            try? FileManager.default.removeItem(atPath: path)
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

    /// A new file in it, which somebody else writes at the path given.
    func file(
        _ name: String, writtenBy write: (_ path: String) throws -> Void
    ) throws -> WrittenFile {
        let path = "\(working)/\(name)"
        try write(path)
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw ExportProblem.unwritable(name, reason: String(cString: strerror(errno)))
        }
        return WrittenFile(name: name, bytes: Int(status.st_size), sha256: try digest(name))
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

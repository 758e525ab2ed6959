import Glibc

/// A file with secrets, which only its owner may read.
enum KeyFile {
    /// What a file holds: more than `most` bytes are not read.
    ///
    /// The permissions asked for are those of the file that is read, whatever the path names since:
    /// refused where any of the `withheld` ones is given.
    static func read(
        _ path: String, most: Int = 1024, withheld: mode_t = 0o077
    ) throws(KeyError) -> ArraySlice<UInt8> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path)
        }
        guard status.st_mode & withheld == 0 else { throw .readableByOthers(path) }
        var content = [UInt8](repeating: 0, count: min(most, Int(status.st_size)))
        var count = 0
        while count < content.count {
            let more = content.withUnsafeMutableBytes { buffer in
                Glibc.read(
                    descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
            }
            guard more >= 0 else { throw .unreadable(path) }
            if more == 0 { break }
            count += more
        }
        return content.prefix(count)
    }

    /// Writes one line into a new file; never over one that is there.
    static func write(_ text: String, to path: String) throws(KeyError) {
        // Written beside and linked: whenever we are ended, a key under its name is a whole one.
        let draft = try draft(of: path, Array("\(text)\n".utf8))
        defer { unlink(draft) }
        guard link(draft, path) == 0 else { throw .unwritable(path) }
    }

    /// Puts a file into the place of another, whose bytes are overwritten before they are let go.
    ///
    /// Whenever we are ended, a whole file stands under the name; what we did not get to overwrite
    /// then, the next call does.
    static func replace(_ path: String, with content: [UInt8]) throws(KeyError) {
        let former = "\(path).old"
        discard(former)
        let draft = try draft(of: path, content)
        guard identity(of: path) == nil || link(path, former) == 0, rename(draft, path) == 0 else {
            unlink(draft)
            throw .unwritable(path)
        }
        synchroniseFolder(of: path)
        discard(former)
    }

    /// Works while no other process works on the file; those that only read may be at it together.
    static func alone<Result>(
        _ path: String, isShared: Bool = false, _ body: () throws(KeyError) -> Result
    ) throws(KeyError) -> Result {
        let descriptor = open("\(path).lock", O_RDONLY | O_CREAT | O_CLOEXEC, 0o600)
        // Whoever may not write here only reads; a file that changes meanwhile does not open.
        guard descriptor >= 0 || isShared else { throw .unwritable(path) }
        defer { if descriptor >= 0 { close(descriptor) } }
        while descriptor >= 0, flock(descriptor, isShared ? LOCK_SH : LOCK_EX) != 0 {
            guard errno == EINTR else { throw .unwritable(path) }
        }
        return try body()
    }

    /// What tells a file from the one that stood there before.
    struct Identity: Equatable, Sendable {
        let inode: UInt64
        let seconds: Int
        let nanoseconds: Int
    }

    static func identity(of path: String) -> Identity? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Identity(
            inode: UInt64(status.st_ino), seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec)
    }

    /// A whole file beside the one that it is for, with the owner of the one that is there.
    private static func draft(of path: String, _ content: [UInt8]) throws(KeyError) -> String {
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(path) }
        defer { close(descriptor) }
        var status = stat()
        if stat(path, &status) == 0, status.st_uid != geteuid() {
            guard fchown(descriptor, status.st_uid, status.st_gid) == 0 else {
                unlink(draft)
                throw .unwritable(path)
            }
        }
        guard write(content, to: descriptor), fsync(descriptor) == 0 else {
            unlink(draft)
            throw .unwritable(path)
        }
        return draft
    }

    private static func write(_ content: [UInt8], to descriptor: Int32) -> Bool {
        var count = 0
        while count < content.count {
            let more = content.withUnsafeBytes { buffer in
                Glibc.write(
                    descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
            }
            guard more > 0 else { return false }
            count += more
        }
        return true
    }

    /// Overwrites and removes a file. A disk that writes elsewhere each time may keep the old bytes
    /// for a while: what was in them is sealed, and only the master key opens it.
    private static func discard(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        var status = stat()
        if fstat(descriptor, &status) == 0 {
            _ = write([UInt8](repeating: 0, count: Int(status.st_size)), to: descriptor)
            fsync(descriptor)
        }
        close(descriptor)
        unlink(path)
        synchroniseFolder(of: path)
    }

    private static func synchroniseFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}

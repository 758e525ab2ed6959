import Glibc

/// A file with one secret, which only its owner may read.
enum KeyFile {
    /// The start of a file that only its owner may read: more than a key file holds.
    ///
    /// The permissions asked for are those of the file that is read, whatever the path names since.
    static func read(_ path: String) throws(KeyError) -> ArraySlice<UInt8> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path)
        }
        guard status.st_mode & 0o077 == 0 else { throw .readableByOthers(path) }
        var content = [UInt8](repeating: 0, count: 1024)
        let count = Glibc.read(descriptor, &content, content.count)
        guard count >= 0 else { throw .unreadable(path) }
        return content.prefix(count)
    }

    /// Writes one line into a new file; never over one that is there.
    static func write(_ text: String, to path: String) throws(KeyError) {
        let line = Array("\(text)\n".utf8)
        // Written beside and linked: whenever we are ended, a key under its name is a whole one.
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(path) }
        defer {
            close(descriptor)
            unlink(draft)
        }
        guard Glibc.write(descriptor, line, line.count) == line.count, fsync(descriptor) == 0,
            link(draft, path) == 0
        else { throw .unwritable(path) }
    }
}

import Glibc

/// A file that is there whole or not at all, for its owner to read.
public enum SealedFile {
    /// Writes a new file; never over one that is there.
    public static func write(_ bytes: [UInt8], to path: String) throws(ExportProblem) {
        let draft = "\(path).incomplete-\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw problem(path) }
        defer {
            close(descriptor)
            unlink(draft)
        }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
            }
            if count < 0, errno != EINTR { throw problem(path) }
            done += max(0, count)
        }
        guard fsync(descriptor) == 0 else { throw problem(path) }
        guard link(draft, path) == 0 else {
            if errno == EEXIST { throw .exists(path) }
            throw problem(path)
        }
    }

    /// The whole of a file of at most `limit` bytes; nil when it cannot be read or is longer.
    public static func read(_ path: String, limit: Int) -> [UInt8]? {
        guard let file = fopen(path, "rbe") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&piece, 1, piece.count, file), count > 0 {
            bytes.append(contentsOf: piece.prefix(count))
            if bytes.count > limit { return nil }
        }
        return ferror(file) == 0 ? bytes : nil
    }

    private static func problem(_ path: String) -> ExportProblem {
        .unwritable(path, reason: String(cString: strerror(errno)))
    }
}

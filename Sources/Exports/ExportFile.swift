import Credentials
import Glibc

/// What was written into one file.
public struct WrittenFile: Hashable, Sendable, Encodable {
    public let name: String
    public let bytes: Int
    public let sha256: String
    /// The data rows; left out of what is not a table.
    public var rows: Int?
}

/// A file that is written from its beginning to its end, digested on the way.
final class ExportFile {
    let name: String
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var digest = StreamDigest()
    private var written = 0
    private static let piece = 1 << 16

    init(name: String, in directory: String) throws(ExportProblem) {
        self.name = name
        path = "\(directory)/\(name)"
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .unwritable(name, reason: String(cString: strerror(errno)))
        }
        buffer.reserveCapacity(2 * Self.piece)
    }

    deinit { close(descriptor) }

    func write(_ bytes: some Collection<UInt8>) throws(ExportProblem) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.piece { try flush() }
    }

    func write(_ text: String) throws(ExportProblem) { try write(text.utf8) }

    /// Ends the file, which has reached the disk then.
    func finish(rows: Int? = nil) throws(ExportProblem) -> WrittenFile {
        try flush()
        guard fsync(descriptor) == 0 else { throw problem }
        return WrittenFile(name: name, bytes: written, sha256: digest.finish(), rows: rows)
    }

    private func flush() throws(ExportProblem) {
        var done = 0
        while done < buffer.count {
            let count = buffer.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
            }
            if count < 0, errno != EINTR { throw problem }
            done += max(0, count)
        }
        digest.update(buffer)
        written += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    private var problem: ExportProblem {
        .unwritable(name, reason: String(cString: strerror(errno)))
    }
}

import Glibc

/// A file read forward through one buffer.
final class InputFile {
    private let descriptor: Int32
    let size: Int64

    init(path: String) throws(TableError) {
        descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0,
            status.st_mode & S_IFMT != S_IFDIR
        else {
            if descriptor >= 0 { close(descriptor) }
            throw .unreadable
        }
        size = Int64(status.st_size)
    }

    deinit { close(descriptor) }

    /// Fills the buffer from its start; returns how many bytes came, 0 at the end.
    func read(into buffer: inout [UInt8]) throws(TableError) -> Int {
        while true {
            let count = buffer.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress, $0.count)
            }
            if count >= 0 { return count }
            guard errno == EINTR else { throw .unreadable }
        }
    }

    /// The first bytes, without moving on.
    func peek(_ count: Int) throws(TableError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, 0) }
        guard got >= 0 else { throw .unreadable }
        return Array(bytes.prefix(got))
    }
}

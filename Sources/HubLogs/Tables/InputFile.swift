import Glibc

/// A file read forward through one buffer.
final class InputFile {
    /// What tells one state of a file from another.
    struct Stamp: Equatable {
        let device: UInt
        let number: UInt
        let size: Int64
        let seconds: Int
        let nanoseconds: Int

        init(_ status: stat) {
            device = status.st_dev
            number = status.st_ino
            size = Int64(status.st_size)
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
        }
    }

    let stamp: Stamp
    private let descriptor: Int32
    private let storage: UnsafeMutableBufferPointer<UInt8>
    private static let capacity = 1 << 18

    var size: Int64 { stamp.size }

    /// Fails for everything but a regular file: a log is read more than once.
    init(path: String) throws(TableError) {
        // Without O_NONBLOCK a pipe that nobody writes to would hold the program for ever.
        descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: throw .notFound
            case EACCES, EPERM: throw .notAllowed
            case ENXIO: throw .notAFile
            default: throw .unreadable(code: errno)
            }
        }
        var status = stat()
        let problem: TableError? =
            if fstat(descriptor, &status) != 0 {
                .unreadable(code: errno)
            } else {
                switch status.st_mode & S_IFMT {
                case S_IFREG: nil
                case S_IFDIR: .isDirectory
                default: .notAFile
                }
            }
        if let problem {
            close(descriptor)
            throw problem
        }
        stamp = Stamp(status)
        storage = .allocate(capacity: Self.capacity)
    }

    deinit {
        close(descriptor)
        storage.deallocate()
    }

    /// The next bytes, valid until the next call; empty at the end. Throws there when the file was
    /// written to since it was opened: what was read may be half of the one and half of the other.
    func next() throws(TableError) -> UnsafeBufferPointer<UInt8> {
        while true {
            let count = Glibc.read(descriptor, storage.baseAddress, Self.capacity)
            if count == 0 {
                var status = stat()
                guard fstat(descriptor, &status) == 0, Stamp(status) == stamp else {
                    throw .changed
                }
            }
            if count >= 0 { return UnsafeBufferPointer(rebasing: storage[..<count]) }
            guard errno == EINTR else { throw .unreadable(code: errno) }
        }
    }

    /// Goes back to the first byte.
    func rewind() throws(TableError) {
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw .unreadable(code: errno) }
    }

    /// Bytes at a place, fewer at the end; the place to read on from stays.
    func read(at offset: Int64, count: Int) throws(TableError) -> [UInt8] {
        guard offset >= 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: count)
        var got = 0
        while got < count {
            let more = bytes.withUnsafeMutableBytes {
                pread(
                    descriptor, $0.baseAddress.map { $0 + got }, count - got,
                    off_t(offset) + off_t(got))
            }
            if more == 0 { break }
            if more > 0 {
                got += more
            } else if errno != EINTR {
                throw .unreadable(code: errno)
            }
        }
        return Array(bytes.prefix(got))
    }
}

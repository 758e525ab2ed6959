import Glibc

/// A request's body in a file without a name, which is gone when nobody holds it any more, also
/// after a crash.
public final class UploadedFile: Sendable {
    public let descriptor: Int32

    /// Throws `storageFull` where no file can be made in `folder`.
    init(in folder: String) throws(HTTPError) {
        var template = Array("\(folder)/upload-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw HTTPError(.storageFull) }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(descriptor) }

    /// Opens the file anew, from its beginning, as long as this object lives.
    public var path: String { "/proc/self/fd/\(descriptor)" }

    /// Bytes.
    public var size: Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? status.st_size : 0
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(HTTPError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = write(
                descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw HTTPError(.storageFull) }
            rest = rest.dropFirst(count)
        }
    }
}

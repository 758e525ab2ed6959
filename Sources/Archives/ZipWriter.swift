import CLibZip
import Glibc

/// Writes ZIP archives.
public enum ZipWriter {
    public enum Content: Sendable {
        case bytes([UInt8])
        /// A file by its path; read when the archive is written.
        case file(String)
    }

    /// When the entries say they were made; a ZIP archive knows no time zone.
    public struct Moment: Hashable, Sendable {
        let time: UInt16
        let day: UInt16

        public static let earliest = Moment(time: 0, day: 1 << 5 | 1)

        init(time: UInt16, day: UInt16) {
            self.time = time
            self.day = day
        }

        /// Reads `2021-04-20T15:04:05Z`; years before 1980 are none to ZIP.
        public init?(_ text: String) {
            let parts = text.split { !$0.isNumber }.compactMap { UInt16($0) }
            guard parts.count == 6, (1980...2107).contains(parts[0]) else { return nil }
            time = parts[3] << 11 | parts[4] << 5 | parts[5] / 2
            day = (parts[0] - 1980) << 9 | parts[1] << 5 | parts[2]
        }
    }

    /// Writes a new archive whose bytes depend on what it is given alone; libzip writes beside the
    /// path and renames at the end.
    public static func write(
        _ parts: [(name: String, content: Content)], to path: String, dated moment: Moment
    ) throws(ZipFailure) {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code) else {
            if code == ZIP_ER_EXISTS { throw .exists }
            throw .unwritable(String(cString: strerror(errno)))
        }
        for (name, content) in parts {
            guard let source = source(content, archive),
                case let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8)),
                index >= 0,
                zip_file_set_dostime(archive, zip_uint64_t(index), moment.time, moment.day, 0) == 0
            else {
                zip_discard(archive)
                throw .unwritable(name)
            }
        }
        guard zip_close(archive) == 0 else {
            let reason = String(cString: zip_strerror(archive))
            zip_discard(archive)
            throw .unwritable(reason)
        }
    }

    private static func source(_ content: Content, _ archive: OpaquePointer) -> OpaquePointer? {
        switch content {
        case .file(let path): return zip_source_file(archive, path, 0, 0)
        case .bytes(let bytes):
            // libzip frees what it is given, once it has written it.
            guard let copy = malloc(max(bytes.count, 1)) else { return nil }
            bytes.withUnsafeBytes { buffer in
                if let start = buffer.baseAddress { memcpy(copy, start, buffer.count) }
            }
            return zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1)
        }
    }
}

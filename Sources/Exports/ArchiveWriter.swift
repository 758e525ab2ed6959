import CLibZip
import FoundationEssentials
import Glibc

/// Writes a ZIP archive whose bytes depend on its contents alone.
enum ArchiveWriter {
    enum Content {
        case bytes([UInt8])
        case file(String)
    }

    /// libzip writes beside the path and renames at the end.
    static func write(
        _ parts: [(name: String, content: Content)], to path: String, dated date: String?
    ) throws(ExportProblem) {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code) else {
            if code == ZIP_ER_EXISTS { throw .exists(path) }
            throw .unwritable(path, reason: String(cString: strerror(errno)))
        }
        // The date without a zone, as ZIP keeps it: the same archive is made everywhere.
        let moment = dosTime(date ?? "1980-01-01T00:00:00Z")
        for (name, content) in parts {
            guard let source = source(content, archive),
                case let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8)),
                index >= 0,
                zip_file_set_dostime(archive, zip_uint64_t(index), moment.time, moment.day, 0) == 0
            else {
                zip_discard(archive)
                throw .unwritable(path, reason: name)
            }
        }
        guard zip_close(archive) == 0 else {
            let reason = String(cString: zip_strerror(archive))
            zip_discard(archive)
            throw .unwritable(path, reason: reason)
        }
    }

    /// Hands a file over piece by piece.
    static func read(
        _ path: String, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(ExportProblem) {
        guard let file = fopen(path, "rbe") else {
            throw .damagedBundle(String(cString: strerror(errno)))
        }
        defer { fclose(file) }
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { piece.deallocate() }
        while case let count = fread(piece.baseAddress, 1, piece.count, file), count > 0 {
            body(UnsafeRawBufferPointer(rebasing: piece[..<count]))
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

    private static func dosTime(_ text: String) -> (time: UInt16, day: UInt16) {
        let parts = text.split { !$0.isNumber }.compactMap { UInt16($0) }
        guard parts.count == 6, (1980...2107).contains(parts[0]) else { return (0, 1 << 5 | 1) }
        return (
            parts[3] << 11 | parts[4] << 5 | parts[5] / 2,
            (parts[0] - 1980) << 9 | parts[1] << 5 | parts[2]
        )
    }
}

import CLibZip

/// A ZIP archive, read by libzip.
final class Archive {
    private let handle: OpaquePointer
    private let maximumPartBytes: Int64
    /// More than this many times its packed size no honest part unfolds to.
    private static let maximumRatio: UInt64 = 2_000

    init(path: String, maximumPartBytes: Int64) throws(TableError) {
        var code: Int32 = 0
        guard let handle = zip_open(path, ZIP_RDONLY, &code) else { throw .damagedWorkbook }
        self.handle = handle
        self.maximumPartBytes = maximumPartBytes
    }

    deinit { zip_discard(handle) }

    /// A part by its path; nil when there is none. Refuses what unfolds beyond all measure.
    func part(_ path: String) throws(TableError) -> ArchivePart? {
        var status = zip_stat_t()
        guard zip_stat(handle, path, zip_flags_t(ZIP_FL_NOCASE), &status) == 0 else { return nil }
        guard status.size <= UInt64(maximumPartBytes),
            status.size < 10_000_000 || status.size / max(status.comp_size, 1) < Self.maximumRatio
        else { throw .tooLarge }
        guard let file = zip_fopen_index(handle, status.index, 0) else { throw .damagedWorkbook }
        return ArchivePart(
            archive: self, file: file, size: Int64(status.size), limit: maximumPartBytes)
    }

    /// Sends a whole part through a handler; false when there is no such part.
    func parse(_ path: String, with handler: any XMLHandler) throws(TableError) -> Bool {
        guard let part = try part(path) else { return false }
        let events = XMLEvents(handler: handler)
        while let bytes = try part.read() {
            try events.feed(bytes)
            if let error = handler.error { throw error }
        }
        return true
    }
}

/// One part of an archive, unfolded piece by piece.
final class ArchivePart {
    private let archive: Archive
    private let file: OpaquePointer
    let size: Int64
    private let limit: Int64
    private(set) var done: Int64 = 0

    init(archive: Archive, file: OpaquePointer, size: Int64, limit: Int64) {
        self.archive = archive
        self.file = file
        self.size = size
        self.limit = limit
    }

    deinit { zip_fclose(file) }

    /// The next piece; nil at the end. libzip checks the part's CRC there.
    func read() throws(TableError) -> [UInt8]? {
        let piece = 1 << 16
        var count: zip_int64_t = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: piece) { buffer, initialized in
            count = zip_fread(file, buffer.baseAddress, zip_uint64_t(piece))
            initialized = max(0, Int(count))
        }
        guard count >= 0 else { throw .damagedWorkbook }
        done += Int64(count)
        guard done <= limit else { throw .tooLarge }
        return count == 0 ? nil : bytes
    }
}

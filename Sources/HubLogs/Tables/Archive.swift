import CLibZip

/// A ZIP archive, read by libzip.
final class Archive {
    private let handle: OpaquePointer
    private let options: TableOptions
    /// Below this size no ratio is suspicious.
    private static let smallPart: Int64 = 8 << 20

    init(path: String, options: TableOptions) throws(TableError) {
        try ArchiveDirectory.check(InputFile(path: path), options: options)
        var code: Int32 = 0
        guard let handle = zip_open(path, ZIP_RDONLY, &code) else {
            throw .damagedWorkbook(part: "ZIP", row: 0)
        }
        self.handle = handle
        self.options = options
    }

    deinit { zip_discard(handle) }

    /// A part by its path; nil when there is none. Refuses what unfolds beyond all measure.
    func part(_ path: String) throws(TableError) -> ArchivePart? {
        var status = zip_stat_t()
        guard zip_stat(handle, path, zip_flags_t(ZIP_FL_NOCASE), &status) == 0 else { return nil }
        let name = Self.shown(path)
        guard let size = Int64(exactly: status.size), size <= options.maximumPartBytes else {
            throw .tooLarge(part: name, limit: options.maximumPartBytes)
        }
        let packed = Int64(clamping: max(status.comp_size, 1))
        guard size <= Self.smallPart || size / packed <= options.maximumRatio else {
            throw .unfoldsTooFar(part: name, limit: options.maximumRatio)
        }
        guard let file = zip_fopen_index(handle, status.index, 0) else {
            let code = zip_error_code_zip(zip_get_error(handle))
            throw code == ZIP_ER_NOPASSWD
                ? .encryptedWorkbook : .damagedWorkbook(part: name, row: 0)
        }
        return ArchivePart(archive: self, file: file, name: name, size: size)
    }

    /// Sends a whole part through a handler; false when there is no such part.
    func parse(_ path: String, with handler: any XMLHandler) throws(TableError) -> Bool {
        guard let part = try part(path) else { return false }
        let events = XMLEvents(handler: handler, part: part.name, options: options)
        while let bytes = try part.read() { try events.feed(bytes) }
        try events.finish()
        return true
    }

    /// A path fit for a message: a few plain characters.
    private static func shown(_ path: String) -> String {
        String(
            path.unicodeScalars.filter { (0x21...0x7E).contains($0.value) }.prefix(60).map {
                Character($0)
            })
    }
}

/// One part of an archive, unfolded piece by piece.
final class ArchivePart {
    let name: String
    let size: Int64
    private(set) var done: Int64 = 0
    private let archive: Archive
    private let file: OpaquePointer
    private let storage: UnsafeMutableBufferPointer<UInt8>
    private static let piece = 1 << 16

    init(archive: Archive, file: OpaquePointer, name: String, size: Int64) {
        self.archive = archive
        self.file = file
        self.name = name
        self.size = size
        storage = .allocate(capacity: Self.piece)
    }

    deinit {
        zip_fclose(file)
        storage.deallocate()
    }

    /// The next piece, valid until the next call; nil at the end, where libzip checks the CRC.
    func read() throws(TableError) -> UnsafeBufferPointer<UInt8>? {
        let count = zip_fread(file, storage.baseAddress, zip_uint64_t(Self.piece))
        guard count >= 0 else { throw .damagedWorkbook(part: name, row: 0) }
        done += count
        // An entry that lies about its size.
        guard done <= size, count > 0 || done == size else {
            throw .damagedWorkbook(part: name, row: 0)
        }
        return count == 0 ? nil : UnsafeBufferPointer(rebasing: storage[..<Int(count)])
    }
}

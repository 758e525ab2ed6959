import CLibZip

/// A ZIP archive that is read, by libzip.
public final class ZipReader {
    /// A file in the archive, as the archive's list states it: it may lie.
    public struct Entry: Hashable, Sendable {
        let index: UInt64
        public let size: UInt64
        public let packedSize: UInt64
    }

    private let handle: OpaquePointer

    /// `isStrict` also refuses what contradicts itself.
    public init(path: String, isStrict: Bool = false) throws(ZipFailure) {
        var code: Int32 = 0
        guard let handle = zip_open(path, ZIP_RDONLY | (isStrict ? ZIP_CHECKCONS : 0), &code) else {
            var error = zip_error_t()
            zip_error_init_with_code(&error, code)
            defer { zip_error_fini(&error) }
            throw .damaged(String(cString: zip_error_strerror(&error)))
        }
        self.handle = handle
    }

    deinit { zip_discard(handle) }

    /// The names of all entries, in the order of the archive.
    public var names: [String] {
        (0..<max(0, zip_get_num_entries(handle, 0))).map { index in
            zip_get_name(handle, zip_uint64_t(index), 0).map { String(cString: $0) } ?? ""
        }
    }

    /// The first entry of a name; nil when there is none.
    public func entry(_ name: String, ignoringCase: Bool = false) -> Entry? {
        var status = zip_stat_t()
        let flags = zip_flags_t(ignoringCase ? ZIP_FL_NOCASE : 0)
        guard zip_stat(handle, name, flags, &status) == 0 else { return nil }
        return Entry(index: status.index, size: status.size, packedSize: status.comp_size)
    }

    public func open(_ entry: Entry) throws(ZipFailure) -> ZipContent {
        guard let file = zip_fopen_index(handle, entry.index, 0) else {
            let error = zip_get_error(handle)
            throw zip_error_code_zip(error) == ZIP_ER_NOPASSWD
                ? .encrypted : .damaged(String(cString: zip_error_strerror(error)))
        }
        return ZipContent(file, of: self)
    }
}

/// An entry that is unfolded piece by piece.
public final class ZipContent {
    private let archive: ZipReader
    private let file: OpaquePointer
    private let storage: UnsafeMutableBufferPointer<UInt8>

    init(_ file: OpaquePointer, of archive: ZipReader) {
        self.archive = archive
        self.file = file
        storage = .allocate(capacity: 1 << 16)
    }

    deinit {
        zip_fclose(file)
        storage.deallocate()
    }

    /// The next piece, valid until the next call; empty at the end, where libzip checks the CRC.
    public func read() throws(ZipFailure) -> UnsafeBufferPointer<UInt8> {
        let count = zip_fread(file, storage.baseAddress, zip_uint64_t(storage.count))
        guard count >= 0 else { throw .damaged(String(cString: zip_file_strerror(file))) }
        return UnsafeBufferPointer(rebasing: storage[..<Int(count)])
    }
}

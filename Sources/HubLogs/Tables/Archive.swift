import Archives

/// A workbook's archive, of which nothing is believed before it is checked.
final class Archive {
    private let zip: ZipReader
    private let options: TableOptions
    /// Below this size no ratio is suspicious.
    private static let smallPart: Int64 = 8 << 20

    init(path: String, options: TableOptions) throws(TableError) {
        try ArchiveDirectory.check(InputFile(path: path), options: options)
        do throws(ZipFailure) { zip = try ZipReader(path: path) } catch {
            throw .damagedWorkbook(part: "ZIP", row: 0)
        }
        self.options = options
    }

    /// A part by its path; nil when there is none. Refuses what unfolds beyond all measure.
    func part(_ path: String) throws(TableError) -> ArchivePart? {
        guard let entry = zip.entry(path, ignoringCase: true) else { return nil }
        let name = Self.shown(path)
        guard let size = Int64(exactly: entry.size), size <= options.maximumPartBytes else {
            throw .tooLarge(part: name, limit: options.maximumPartBytes)
        }
        let packed = Int64(clamping: max(entry.packedSize, 1))
        guard size <= Self.smallPart || size / packed <= options.maximumRatio else {
            throw .unfoldsTooFar(part: name, limit: options.maximumRatio)
        }
        do throws(ZipFailure) {
            return ArchivePart(try zip.open(entry), name: name, size: size)
        } catch {
            throw error == .encrypted
                ? .encryptedWorkbook : .damagedWorkbook(part: name, row: 0)
        }
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
    private let content: ZipContent

    init(_ content: ZipContent, name: String, size: Int64) {
        self.content = content
        self.name = name
        self.size = size
    }

    /// The next piece, valid until the next call; nil at the end.
    func read() throws(TableError) -> UnsafeBufferPointer<UInt8>? {
        let piece: UnsafeBufferPointer<UInt8>
        do throws(ZipFailure) { piece = try content.read() } catch {
            throw .damagedWorkbook(part: name, row: 0)
        }
        done += Int64(piece.count)
        // An entry that lies about its size.
        guard done <= size, !piece.isEmpty || done == size else {
            throw .damagedWorkbook(part: name, row: 0)
        }
        return piece.isEmpty ? nil : piece
    }
}

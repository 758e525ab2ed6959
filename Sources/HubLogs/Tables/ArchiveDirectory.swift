/// Where a ZIP archive lists its parts, looked at before libzip takes the list into memory.
enum ArchiveDirectory {
    private static let end: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    private static let wideEnd: [UInt8] = [0x50, 0x4B, 0x06, 0x06]
    private static let locator: [UInt8] = [0x50, 0x4B, 0x06, 0x07]
    /// The end record and the longest comment that may follow it.
    private static let tail: Int64 = 22 + 65_535

    /// Throws when the archive's end is missing or its list is beyond all measure.
    static func check(_ file: InputFile, options: TableOptions) throws(TableError) {
        let from = max(0, file.size - tail)
        let bytes = try file.read(at: from, count: Int(min(file.size, tail)))
        guard bytes.count >= 22,
            let place = (0...(bytes.count - 22)).reversed().first(where: {
                bytes[$0] == 0x50 && bytes[$0...].starts(with: end)
            })
        else { throw .truncatedWorkbook }
        var size = number(bytes[(place + 12)..<(place + 16)])
        if size == 0xFFFF_FFFF {
            // ZIP64: a locator stands before the end record and says where the wide one is.
            let found = try file.read(at: from + Int64(place) - 20, count: 20)
            guard found.count == 20, found.starts(with: locator) else { throw .truncatedWorkbook }
            let wide = try file.read(at: number(found[8..<16]), count: 56)
            guard wide.count == 56, wide.starts(with: wideEnd) else { throw .truncatedWorkbook }
            size = number(wide[40..<48])
        }
        guard (0...options.maximumDirectoryBytes).contains(size) else { throw .tooManyParts }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
        Int64(bitPattern: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}

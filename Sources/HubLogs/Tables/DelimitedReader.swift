/// Reads CSV (RFC 4180) in any dialect, from a file of any size.
struct DelimitedReader: TableReader {
    private let file: InputFile
    private let options: TableOptions
    private let dialect: DelimitedDialect
    private var piece = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var position = 0
    private var read: Int64 = 0
    private var line: Int
    /// What rows took so far, so that most are put together without growing.
    private var rowBytes = 256
    private var rowFields = 16

    var progress: (done: Int64, total: Int64) { (read, file.size) }

    /// Reads from the file's first byte.
    init(
        _ file: InputFile, dialect: DelimitedDialect, options: TableOptions
    ) throws(TableError) {
        self.file = file
        self.dialect = dialect
        self.options = options
        line = dialect.firstLine
        try file.rewind()
        try fill()
        position = min(dialect.start, piece.count)
    }

    mutating func next() throws(TableError) -> TableRow? {
        while let row = try readRow() {
            if !row.isBlank { return row }
        }
        return nil
    }

    private mutating func fill() throws(TableError) {
        piece = try file.next()
        read += Int64(piece.count)
        position = 0
    }

    /// The byte at the position; nil at the end of the file.
    @inline(__always)
    private mutating func peek() throws(TableError) -> UInt8? {
        if position == piece.count {
            try fill()
            if piece.isEmpty { return nil }
        }
        return piece[position]
    }

    private mutating func readRow() throws(TableError) -> TableRow? {
        guard try peek() != nil else { return nil }
        let start = line
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rowBytes)
        var ends: [Int] = []
        ends.reserveCapacity(rowFields)
        while true {
            let last = try readField(into: &bytes, column: ends.count + 1)
            ends.append(bytes.count)
            if bytes.count > options.maximumRowBytes {
                throw .rowTooLong(line: start, limit: options.maximumRowBytes)
            }
            if ends.count > options.maximumColumns {
                throw .tooManyColumns(line: start, limit: options.maximumColumns)
            }
            if last != dialect.delimiter { break }
        }
        rowFields = max(rowFields, ends.count)
        if bytes.count > rowBytes { rowBytes = min(bytes.count, 4_096) }
        return TableRow(line: start, bytes: bytes, ends: ends)
    }

    /// Adds one field; returns the byte that ended it, nil at the end of the file.
    private mutating func readField(
        into bytes: inout [UInt8], column: Int
    ) throws(TableError) -> UInt8? {
        let begin = bytes.count
        if try peek() == UInt8(ascii: "\"") { try readQuoted(into: &bytes, column: column) }
        let delimiter = dialect.delimiter
        while true {
            let from = position
            while position < piece.count {
                let byte = piece[position]
                if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
                position += 1
            }
            append(from..<position, to: &bytes)
            if bytes.count - begin > options.maximumFieldBytes {
                throw .fieldTooLong(
                    line: line, column: column, limit: options.maximumFieldBytes)
            }
            if position == piece.count {
                if try peek() == nil { return nil }
                continue
            }
            let byte = piece[position]
            position += 1
            if byte == delimiter { return byte }
            if byte == 0x0D, try peek() == 0x0A { position += 1 }
            line += 1
            return 0x0A
        }
    }

    /// Adds what stands between quotes; two quotes are one, and a line break is part of it.
    private mutating func readQuoted(into bytes: inout [UInt8], column: Int) throws(TableError) {
        let opened = line
        let begin = bytes.count
        var isAfterReturn = false
        position += 1
        while true {
            guard try peek() != nil else { throw .unclosedQuote(line: opened, column: column) }
            let from = position
            while position < piece.count {
                let byte = piece[position]
                if byte == UInt8(ascii: "\"") { break }
                if byte == 0x0D || (byte == 0x0A && !isAfterReturn) { line += 1 }
                isAfterReturn = byte == 0x0D
                position += 1
            }
            append(from..<position, to: &bytes)
            if bytes.count - begin > options.maximumFieldBytes {
                throw .fieldTooLong(
                    line: opened, column: column, limit: options.maximumFieldBytes)
            }
            if position == piece.count { continue }
            position += 1
            guard try peek() == UInt8(ascii: "\"") else { return }
            bytes.append(UInt8(ascii: "\""))
            isAfterReturn = false
            position += 1
        }
    }

    @inline(__always)
    private func append(_ range: Range<Int>, to bytes: inout [UInt8]) {
        let run = UnsafeBufferPointer(rebasing: piece[range])
        switch dialect.encoding {
        case .utf8: bytes.append(contentsOf: run)
        case .windows1252: Windows1252.append(run, to: &bytes)
        }
    }
}

/// Reads CSV (RFC 4180) with comma, semicolon or tab, from a file of any size.
struct DelimitedReader: TableReader {
    private let file: InputFile
    private let options: TableOptions
    private let encoding: TableOptions.Encoding
    private var delimiter: UInt8
    private var buffer: [UInt8]
    private var position = 0
    private var end = 0
    private var read: Int64 = 0
    private var line = 1
    private var field: [UInt8] = []

    var progress: (done: Int64, total: Int64) { (read, file.size) }

    init(path: String, options: TableOptions) throws(TableError) {
        let isUTF16 = try InputFile(path: path).peek(2)
        if isUTF16 == [0xFF, 0xFE] || isUTF16 == [0xFE, 0xFF] { throw .encoding(line: 1) }
        encoding =
            if let encoding = options.encoding { encoding } else {
                try TextEncoding.detect(path: path)
            }
        file = try InputFile(path: path)
        self.options = options
        delimiter = options.delimiter ?? UInt8(ascii: ",")
        buffer = [UInt8](repeating: 0, count: 1 << 18)
        try fill()
        if end >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { position = 3 }
        if options.delimiter == nil { delimiter = findDelimiter() }
        field.reserveCapacity(256)
    }

    mutating func next() throws(TableError) -> TableRow? {
        while true {
            guard let row = try readRow() else { return nil }
            if row.fields.count > 1 || !(row.fields.first ?? "").isEmpty { return row }
        }
    }

    /// The most frequent of the three outside quotes in the first line.
    private func findDelimiter() -> UInt8 {
        var counts = [UInt8: Int]()
        var isQuoted = false
        for byte in buffer[position..<end] {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D { break }
            if byte == 0x2C || byte == 0x3B || byte == 0x09 { counts[byte, default: 0] += 1 }
        }
        return [0x2C, 0x3B, 0x09].max { counts[$0] ?? 0 < counts[$1] ?? 0 } ?? 0x2C
    }

    private mutating func fill() throws(TableError) {
        end = try file.read(into: &buffer)
        read += Int64(end)
        position = 0
    }

    private mutating func byte() throws(TableError) -> UInt8? {
        if position == end {
            try fill()
            if end == 0 { return nil }
        }
        defer { position += 1 }
        return buffer[position]
    }

    private mutating func peek() throws(TableError) -> UInt8? {
        if position == end {
            try fill()
            if end == 0 { return nil }
        }
        return buffer[position]
    }

    private mutating func readRow() throws(TableError) -> TableRow? {
        let start = line
        var fields: [String] = []
        var bytes = 0
        guard try peek() != nil else { return nil }
        while true {
            let last = try readField(from: start)
            bytes += field.count + 1
            if bytes > options.maximumRowBytes { throw .rowTooLong(line: start) }
            fields.append(field.withUnsafeBufferPointer { TextEncoding.decode($0, as: encoding) })
            if fields.count > options.maximumColumns { throw .tooManyColumns(line: start) }
            if last != delimiter { return TableRow(line: start, fields: fields) }
        }
    }

    /// Reads one field into `field`; returns the byte that ended it, nil at the end of the file.
    private mutating func readField(from start: Int) throws(TableError) -> UInt8? {
        field.removeAll(keepingCapacity: true)
        if try peek() == UInt8(ascii: "\"") {
            position += 1
            let opened = line
            while true {
                guard let byte = try byte() else { throw .unclosedQuote(line: opened) }
                if byte == UInt8(ascii: "\"") {
                    guard try peek() == UInt8(ascii: "\"") else { break }
                    position += 1
                }
                if byte == 0x0A { line += 1 }
                field.append(byte)
                if field.count > options.maximumFieldBytes { throw .fieldTooLong(line: opened) }
            }
        }
        while true {
            // Copies a run of plain bytes at once.
            let run = buffer[position..<end].prefix { $0 != delimiter && $0 != 0x0A && $0 != 0x0D }
            if !run.isEmpty {
                field.append(contentsOf: run)
                position += run.count
                if field.count > options.maximumFieldBytes { throw .fieldTooLong(line: start) }
            }
            guard let byte = try byte() else { return nil }
            if byte == delimiter { return byte }
            if byte == 0x0A || byte == 0x0D {
                if byte == 0x0D, try peek() == 0x0A { position += 1 }
                line += 1
                return 0x0A
            }
            field.append(byte)
        }
    }
}

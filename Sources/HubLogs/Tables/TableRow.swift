/// One row of a table, as a file gives it.
///
/// The fields lie in one run of UTF-8, so that a row of any number of fields costs two allocations
/// and a field costs one only when somebody asks for it.
public struct TableRow: Sendable, Equatable {
    /// Where the row begins: the line of a CSV, the row number of a sheet; from 1.
    public let line: Int
    private(set) var bytes: [UInt8]
    /// Where each field ends in `bytes`.
    private(set) var ends: [Int]
    /// Cells that hold a formula.
    private(set) var formulas: [Int] = []
    /// Cells that show an error such as `#N/A`.
    private(set) var errors: [Int] = []

    public init(line: Int, fields: [String]) {
        self.init(line: line)
        for field in fields { endField(appending: Array(field.utf8)) }
    }

    init(line: Int, bytes: [UInt8] = [], ends: [Int] = []) {
        self.line = line
        self.bytes = bytes
        self.ends = ends
    }

    public var count: Int { ends.count }
    public var fields: [String] { ends.indices.map { self[$0] } }
    /// Whether no field holds anything.
    var isBlank: Bool { bytes.isEmpty && formulas.isEmpty }

    public subscript(index: Int) -> String {
        let range = range(of: index)
        return bytes.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
        }
    }

    public func isFormula(_ index: Int) -> Bool { formulas.contains(index) }

    func isError(_ index: Int) -> Bool { errors.contains(index) }

    func isEmpty(_ index: Int) -> Bool { range(of: index).isEmpty }

    func firstByte(_ index: Int) -> UInt8? {
        let range = range(of: index)
        return range.isEmpty ? nil : bytes[range.lowerBound]
    }

    /// The field without white space at either end, no-break spaces included; empty for a field
    /// that the row does not have.
    func trimmed(_ index: Int) -> String {
        guard index < ends.count else { return "" }
        var range = range(of: index)
        while let first = range.first, Self.isSpace(bytes[first]) { range.removeFirst() }
        while let last = range.last, Self.isSpace(bytes[last]) { range.removeLast() }
        guard let first = range.first, let last = range.last else { return "" }
        let text = bytes.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
        }
        // Beyond ASCII a space is more than one byte.
        return bytes[first] < 0x80 && bytes[last] < 0x80 ? text : text.trimmingSpaces
    }

    /// What the row takes in memory.
    var size: Int { bytes.count + ends.count * MemoryLayout<Int>.size }

    /// Adds to the field that is not yet ended.
    mutating func append(_ text: some Collection<UInt8>) { bytes.append(contentsOf: text) }

    mutating func endField(appending text: some Collection<UInt8>) {
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
    }

    mutating func endField(isFormula: Bool, isError: Bool) {
        if isFormula { formulas.append(ends.count) }
        if isError { errors.append(ends.count) }
        ends.append(bytes.count)
    }

    private func range(of index: Int) -> Range<Int> {
        (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}

extension StringProtocol {
    /// The text without white space at either end, no-break spaces included.
    var trimmingSpaces: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }),
            let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}

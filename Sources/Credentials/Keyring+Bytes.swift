import FoundationEssentials

// How a keyring is written: numbers with the most significant byte first, in the order of the fields.
extension Keyring {
    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(root)
        writer.write(UInt16(kept.count))
        for (use, key) in kept.sorted(by: { $0.key < $1.key }) {
            writer.write(UInt16(use.utf8.count))
            writer.write(Array(use.utf8))
            writer.write(key)
        }
        writer.write(UInt16(former == nil ? 0 : 1))
        if let former { writer.write(former.wrapping + former.sealing) }
        writer.write(UInt16(isRotating ? 1 : 0))
        writer.write(UInt16(epochs.count))
        for epoch in epochs {
            writer.write(epoch.number)
            writer.write(epoch.madeAt)
            writer.write(UInt32(epoch.tree.nodes.count))
            for node in epoch.tree.nodes {
                writer.write(node.start)
                writer.write(UInt16(node.depth))
                writer.write(node.key.bytes)
            }
        }
        writer.write(UInt32(erased.count))
        for person in erased { writer.write(withUnsafeBytes(of: person.uuid) { Array($0) }) }
        return writer.bytes
    }

    /// Nil for bytes that are none of a keyring.
    init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes: bytes[...])
        guard let root = reader.take(32), let kept = Self.kept(&reader),
            let hasFormer = reader.number(UInt16.self)
        else { return nil }
        self.init(root: root, kept: kept, epochs: [])
        if hasFormer == 1 {
            guard let wrapping = reader.take(32), let sealing = reader.take(32) else { return nil }
            former = FormerKeys(wrapping: wrapping, sealing: sealing)
        }
        guard let rotating = reader.number(UInt16.self), let count = reader.number(UInt16.self)
        else { return nil }
        isRotating = rotating == 1
        for _ in 0..<count {
            guard let epoch = Epoch(&reader) else { return nil }
            epochs.append(epoch)
        }
        guard let people = reader.number(UInt32.self) else { return nil }
        for _ in 0..<people {
            guard let id = reader.take(16) else { return nil }
            var uuid = UUID().uuid
            withUnsafeMutableBytes(of: &uuid) { $0.copyBytes(from: id) }
            erased.append(UUID(uuid: uuid))
        }
        guard reader.bytes.isEmpty else { return nil }
    }

    private static func kept(_ reader: inout ByteReader) -> [String: [UInt8]]? {
        guard let count = reader.number(UInt16.self) else { return nil }
        var kept: [String: [UInt8]] = [:]
        for _ in 0..<count {
            guard let length = reader.number(UInt16.self), let use = reader.take(Int(length)),
                let key = reader.take(32)
            else { return nil }
            kept[String(decoding: use, as: UTF8.self)] = key
        }
        return kept
    }
}

extension Keyring.Epoch {
    fileprivate init?(_ reader: inout ByteReader) {
        guard let number = reader.number(UInt16.self), let madeAt = reader.number(UInt64.self),
            let count = reader.number(UInt32.self)
        else { return nil }
        var nodes: [PuncturableTree.Node] = []
        for _ in 0..<count {
            guard let start = reader.number(UInt64.self), let depth = reader.number(UInt16.self),
                depth <= UInt16(PuncturableTree.depth), let key = reader.take(32)
            else { return nil }
            nodes.append(.init(start: start, depth: UInt8(depth), key: NodeKey(key)))
        }
        self.init(number: number, madeAt: madeAt, tree: PuncturableTree(nodes: nodes))
    }
}

struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ more: [UInt8]) { bytes += more }

    mutating func write(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes += Array($0) }
    }
}

struct ByteReader {
    var bytes: ArraySlice<UInt8>

    /// Nil where fewer are left.
    mutating func take(_ count: Int) -> [UInt8]? {
        guard bytes.count >= count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return Array(bytes.prefix(count))
    }

    mutating func number<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
        take(Number.bitWidth / 8)?.reduce(0) { $0 << 8 | Number($1) }
    }
}

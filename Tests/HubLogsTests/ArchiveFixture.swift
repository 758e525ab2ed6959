import CLibZip
import Foundation

/// Writes a ZIP archive for a test.
struct ArchiveFixture {
    struct Failure: Error {}

    var parts: [(path: String, bytes: [UInt8])] = []
    var password: String?

    init(_ parts: [(String, String)] = []) {
        self.parts = parts.map { ($0.0, Array($0.1.utf8)) }
    }

    func file(named name: String = "log.xlsx") throws -> TemporaryFile {
        try TemporaryFile(bytes(), named: name)
    }

    func bytes() throws -> [UInt8] {
        let scratch = try TemporaryFile([], named: "archive.zip")
        try write(to: scratch.path)
        return try Array(Data(contentsOf: URL(filePath: scratch.path)))
    }

    private func write(to path: String) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
            throw Failure()
        }
        var copies: [UnsafeMutableBufferPointer<UInt8>] = []
        defer { for copy in copies { copy.deallocate() } }
        for part in parts {
            // libzip reads the bytes when the archive is closed.
            let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: part.bytes.count + 1)
            _ = copy.initialize(from: part.bytes + [0])
            copies.append(copy)
            let source = zip_source_buffer(
                archive, copy.baseAddress, zip_uint64_t(part.bytes.count), 0)
            let index = zip_file_add(archive, part.path, source, 0)
            guard index >= 0 else { throw Failure() }
            if let password {
                zip_file_set_encryption(
                    archive, zip_uint64_t(index), zip_uint16_t(ZIP_EM_AES_256), password)
            }
        }
        guard zip_close(archive) == 0 else { throw Failure() }
    }
}

extension [UInt8] {
    /// Overwrites the size that the archive's list states for one part.
    mutating func stateSize(_ size: UInt32, of path: String) {
        let name = Array(path.utf8)
        for place in indices where self[place...].starts(with: [0x50, 0x4B, 0x01, 0x02]) {
            guard self[(place + 46)...].starts(with: name) else { continue }
            for byte in 0..<4 {
                self[place + 24 + byte] = UInt8(truncatingIfNeeded: size >> (8 * UInt32(byte)))
            }
        }
    }
}

/// The container (OLE2, MS-CFB) of workbooks of before 2007 and of encrypted ones.
enum CompoundFile {
    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

    /// Whether the first sector of the directory names an encrypted package.
    static func isEncrypted(_ file: InputFile) throws(TableError) -> Bool {
        let header = try file.read(at: 0, count: 52)
        guard header.count == 52, (9...12).contains(header[30]) else { return false }
        let sectorSize: Int64 = 1 << header[30]
        let sector = header[48..<52].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let directory = try file.read(at: (sector + 1) * sectorSize, count: Int(sectorSize))
        let name = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        // An entry takes 128 bytes and begins with its name.
        return stride(from: 0, to: directory.count, by: 128).contains {
            directory[$0...].starts(with: name)
        }
    }
}

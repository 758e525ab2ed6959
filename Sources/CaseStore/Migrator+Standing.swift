import Codelists
public import Postgres

extension Migrator {
    /// How a database stands to the schema that this binary carries.
    public enum Standing: Sendable, Equatable {
        /// With how many migrations.
        case upToDate(migrations: Int)
        case absent
        /// These are missing, or changed since they were applied.
        case behind([String])
        /// This migration is not the one that was applied.
        case altered(String)
        /// This migration is of a newer binary.
        case newer(String)
    }

    /// Compares the ledger's checksums with the files in the binary; changes nothing.
    public func standing(on connection: Connection) async throws -> Standing {
        guard try await connection.one(.hasSchema) else { return .absent }
        let applied = Dictionary(
            uniqueKeysWithValues: try await connection.all(Self.entries).map {
                ($0.name, $0.checksum)
            })
        let migrations = applied.keys.filter { $0.hasPrefix("migrations/") }.sorted()
        let known = Set(files.map(\.name))
        if let newer = migrations.first(where: { !known.contains($0) }) { return .newer(newer) }
        var behind: [String] = []
        for file in files {
            let checksum = applied[file.name]
            if checksum == Checksum.of(file.bytes) { continue }
            if checksum != nil, file.name.hasPrefix("migrations/") { return .altered(file.name) }
            behind.append(file.name)
        }
        return behind.isEmpty ? .upToDate(migrations: migrations.count) : .behind(behind)
    }
}

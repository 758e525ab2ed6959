public import Casework
import FoundationEssentials
public import Postgres

/// A record of the region with its id and the number of times it was written.
public struct Stored<Record: RegionRecord>: Sendable, Equatable {
    public let id: ID<Record>
    public let version: Int
    public let record: Record

    public init(id: ID<Record>, version: Int, record: Record) {
        self.id = id
        self.version = version
        self.record = record
    }
}

extension Stored {
    fileprivate static func read(_ row: inout Row) throws -> Self {
        let id: ID<Record> = try row.next()
        let version: Int = try row.next()
        let document: String = try row.next()
        guard let record = try? JSONDecoder().decode(Record.self, from: Data(document.utf8)) else {
            throw StoreError.unreadable(table: Record.kind.rawValue)
        }
        return Stored(id: id, version: version, record: record)
    }
}

extension Query {
    /// All records of a kind, in the order of their slugs.
    public static func records<Record>(
        _ type: Record.Type
    ) -> Self where Output == Stored<Record> {
        Self(
            """
            SELECT id, version::bigint, document::text
            FROM \(raw: Record.kind.rawValue)_document ORDER BY slug
            """,
            decode: Stored<Record>.read)
    }

    /// Records of a kind after one, in the order of their slugs.
    public static func records<Record>(
        _ type: Record.Type, after slug: Slug?, limit: Int
    ) -> Self where Output == Stored<Record> {
        Self(
            """
            SELECT id, version::bigint, document::text
            FROM \(raw: Record.kind.rawValue)_document
            WHERE slug > \(slug?.description ?? "") ORDER BY slug LIMIT \(limit)
            """,
            decode: Stored<Record>.read)
    }

    public static func record<Record>(
        _ slug: Slug
    ) -> Self where Output == Stored<Record> {
        Self(
            """
            SELECT id, version::bigint, document::text
            FROM \(raw: Record.kind.rawValue)_document WHERE slug = \(slug.description)
            """,
            decode: Stored<Record>.read)
    }
}

extension Query where Output == String {
    /// Those of the slugs that records of a kind have.
    public static func slugs(of kind: RecordKind, among slugs: [Slug]) -> Self {
        Self(
            "SELECT slug FROM \(raw: kind.rawValue) WHERE slug = ANY (\(slugs.map(\.description)))")
    }
}

extension Statement {
    /// Keeps others from changing a record until the transaction ends.
    public static func lock(_ kind: RecordKind, _ slug: Slug) -> Self {
        "SELECT FROM \(raw: kind.rawValue) WHERE slug = \(slug.description) FOR UPDATE"
    }

    /// Writes a record whole: a new one, or over the one with its id.
    public static func save<Record: RegionRecord>(
        _ record: Record, id: ID<Record>
    ) throws -> Self {
        let document = String(decoding: try JSONEncoder().encode(record), as: UTF8.self)
        return "CALL save_\(raw: Record.kind.rawValue)(\(id), \(document)::text::jsonb)"
    }
}

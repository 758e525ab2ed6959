public import Casework
import FoundationEssentials
public import Postgres

/// A row of the audit trail, in the bytes that are sealed.
///
/// One column after another: its length as four bytes, −1 for NULL, then its bytes. All numbers are
/// big endian; numbers and times (microseconds since 2000-01-01 UTC) have eight bytes, ids sixteen,
/// flags one, texts are UTF-8.
public struct AuditRow: Sendable, Hashable {
    /// What is hashed as a leaf.
    public let bytes: [UInt8]
    public let id: Int64
    public let transaction: Int64
    public let changeNumber: Int64
    public let at: Moment
    public let actor: String
    /// A UUID; nil for whoever has no account.
    public let account: String?
    public let role: String
    /// An address or a terminal.
    public let origin: String
    public let operation: String
    public let subjectKind: String?
    public let subject: String?
    public let reason: String?
    /// JSON, as PostgreSQL writes it: ids, codes and counts.
    public let before: String?
    public let after: String?
    public let content: String
    public let isFlagged: Bool

    /// - Throws: `PostgresDecodingError` for bytes that are no row.
    public init(bytes: [UInt8]) throws {
        var fields = AuditFields(bytes)
        self.bytes = bytes
        id = try fields.number()
        transaction = try fields.number()
        changeNumber = try fields.number()
        at = Moment(microseconds: try fields.number())
        actor = try fields.text()
        account = try fields.uuid()
        role = try fields.text()
        origin = try fields.text()
        operation = try fields.text()
        subjectKind = try fields.optionalText()
        subject = try fields.optionalText()
        reason = try fields.optionalText()
        before = try fields.optionalText()
        after = try fields.optionalText()
        content = try fields.text()
        isFlagged = try fields.flag()
        try fields.end()
    }
}

/// Reads the columns of a row's bytes from the left.
private struct AuditFields {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    private mutating func field() throws -> ArraySlice<UInt8>? {
        guard rest.count >= 4 else { throw PostgresDecodingError(.malformed) }
        let length = Int32(truncatingIfNeeded: Self.integer(rest.prefix(4)))
        rest = rest.dropFirst(4)
        if length == -1 { return nil }
        guard length >= 0, rest.count >= Int(length) else {
            throw PostgresDecodingError(.malformed)
        }
        defer { rest = rest.dropFirst(Int(length)) }
        return rest.prefix(Int(length))
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> Int64 {
        bytes.reduce(0) { $0 << 8 | Int64($1) }
    }

    private mutating func required(_ count: Int? = nil) throws -> ArraySlice<UInt8> {
        guard let field = try field(), count == nil || field.count == count else {
            throw PostgresDecodingError(.malformed)
        }
        return field
    }

    mutating func number() throws -> Int64 { Self.integer(try required(8)) }
    mutating func text() throws -> String { String(decoding: try required(), as: UTF8.self) }
    mutating func flag() throws -> Bool { try required(1).first == 1 }

    mutating func optionalText() throws -> String? {
        try field().map { String(decoding: $0, as: UTF8.self) }
    }

    mutating func uuid() throws -> String? {
        guard let field = try field() else { return nil }
        return try field.withUnsafeBytes {
            try UUID.decode(from: $0, as: UUID.postgresType).uuidString.lowercased()
        }
    }

    func end() throws {
        guard rest.isEmpty else { throw PostgresDecodingError(.malformed) }
    }
}

/// The bytes of a row as they are sealed, from a column of type `record`.
public struct AuditBytes: PostgresDecodable, Sendable, Hashable {
    public let bytes: [UInt8]

    /// In binary format a record is its number of columns, then the type, the length and the bytes
    /// of each.
    public static func decode(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> Self {
        guard type.oid == 2249 else { throw PostgresDecodingError(.wrongType(type.oid)) }
        guard bytes.count >= 4 else { throw PostgresDecodingError(.malformed) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var offset = 4
        while offset < bytes.count {
            guard offset + 8 <= bytes.count else { throw PostgresDecodingError(.malformed) }
            let length: Int32 = bigEndian(UnsafeRawBufferPointer(rebasing: bytes[(offset + 4)...]))
            let end = offset + 8 + Int(max(length, 0))
            guard end <= bytes.count else { throw PostgresDecodingError(.malformed) }
            output.append(contentsOf: bytes[(offset + 4)..<end])
            offset = end
        }
        return Self(bytes: output)
    }
}

extension AuditBytes {
    /// The numbers at the start always have their eight bytes.
    private func number(_ column: Int) throws -> Int64 {
        let start = 12 * column + 4
        guard bytes.count >= start + 8 else { throw PostgresDecodingError(.malformed) }
        return bytes.withUnsafeBytes {
            bigEndian(UnsafeRawBufferPointer(rebasing: $0[start..<start + 8]))
        }
    }

    /// Read without the rest of the row: a check asks for it of every row.
    public var transaction: Int64 { get throws { try number(1) } }
    public var at: Moment { get throws { Moment(microseconds: try number(3)) } }

    /// The columns of `audit`, called `a`, as one record.
    static let record: Statement = """
        ROW(a.audit_id, a.transaction, a.change_number, a.at, a.actor, a.account_id, a.role,
            a.origin, a.operation, a.subject_kind, a.subject, a.reason, a.before::text,
            a.after::text, a.content::text, a.is_flagged)
        """
}

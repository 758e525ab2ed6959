public import CaseStore
import Casework
import Credentials
import FoundationEssentials

/// A row of the audit trail as files and JSON show it.
public struct AuditRowDocument: Codable, Sendable, Hashable {
    public let id: Int64
    public let transaction: Int64
    public let changeNumber: Int64
    public let at: String
    public let actor: String
    public let account: String?
    public let role: String
    public let origin: String
    public let operation: String
    public let subjectKind: String?
    public let subject: String?
    public let reason: String?
    /// JSON, to the byte as it is sealed.
    public let before: String?
    public let after: String?
    public let content: String
    public let flagged: Bool

    enum CodingKeys: String, CodingKey {
        case id, transaction, at, actor, account, role, origin, operation, subject, reason, before
        case after, content, flagged
        case changeNumber = "change_number"
        case subjectKind = "subject_kind"
    }

    public init(_ row: AuditRow) {
        id = row.id
        transaction = row.transaction
        changeNumber = row.changeNumber
        at = row.at.description
        actor = row.actor
        account = row.account
        role = row.role
        origin = row.origin
        operation = row.operation
        subjectKind = row.subjectKind
        subject = row.subject
        reason = row.reason
        before = row.before
        after = row.after
        content = row.content
        flagged = row.isFlagged
    }

    /// What the columns are called, in the order in which they are sealed.
    public static let columns = [
        "id", "transaction", "change_number", "at", "actor", "account", "role", "origin",
        "operation", "subject_kind", "subject", "reason", "before", "after", "content", "flagged",
    ]

    /// The values in the order of the columns; nil where a row has none.
    var values: [String?] {
        [
            String(id), String(transaction), String(changeNumber), at, actor, account, role, origin,
            operation, subjectKind, subject, reason, before, after, content,
            flagged ? "true" : "false",
        ]
    }
}

/// A seal as a file: a witness to what the audit trail was.
public struct AuditSealDocument: Codable, Sendable, Hashable {
    public let number: Int
    public let sealedAt: String
    public let firstPosition: Int
    public let rows: Int
    public let firstRow: Int64
    public let lastRow: Int64
    public let root: String
    public let previous: String
    public let server: Int64
    public let horizon: Int64
    public let nextTransaction: Int64
    public let publicKey: String
    public let signature: String

    enum CodingKeys: String, CodingKey {
        case number, rows, root, previous, server, horizon, signature
        case sealedAt = "sealed_at"
        case firstPosition = "first_position"
        case firstRow = "first_row"
        case lastRow = "last_row"
        case nextTransaction = "next_transaction"
        case publicKey = "public_key"
    }

    public init(_ seal: AuditSeal) {
        number = seal.number
        sealedAt = seal.sealedAt.description
        firstPosition = seal.firstPosition
        rows = seal.rows
        firstRow = seal.firstRow
        lastRow = seal.lastRow
        root = seal.root.hexadecimal
        previous = seal.previous.hexadecimal
        server = seal.server
        horizon = seal.horizon
        nextTransaction = seal.nextTransaction
        publicKey = seal.publicKey.hexadecimal
        signature = seal.signature.hexadecimal
    }

    static let columns = [
        "number", "sealed_at", "first_position", "rows", "first_row", "last_row", "root",
        "previous", "server", "horizon", "next_transaction", "public_key", "signature",
    ]

    /// The values in the order of the columns.
    var values: [String] {
        [
            String(number), sealedAt, String(firstPosition), String(rows), String(firstRow),
            String(lastRow), root, previous, String(server), String(horizon),
            String(nextTransaction), publicKey, signature,
        ]
    }

    /// The seal, without the tree behind its root; nil for what is none.
    public var seal: AuditSeal? {
        guard let sealedAt = Moment(sealedAt), let root = [UInt8](hexadecimal: root),
            let previous = [UInt8](hexadecimal: previous),
            let publicKey = [UInt8](hexadecimal: publicKey),
            let signature = [UInt8](hexadecimal: signature), firstPosition >= 0, rows > 0,
            firstPosition <= Int.max - rows
        else { return nil }
        return AuditSeal(
            number: number, sealedAt: sealedAt, firstPosition: firstPosition, rows: rows,
            firstRow: firstRow, lastRow: lastRow, root: root, previous: previous, server: server,
            horizon: horizon, nextTransaction: nextTransaction, frontier: [], signature: signature,
            publicKey: publicKey)
    }
}

extension AuditSeal {
    /// Reads a witness, as `hubctl audit seal` writes it.
    ///
    /// - Throws: `AuditProblem.notAWitness`.
    public init(witnessAt path: String) throws(AuditProblem) {
        guard let data = FileManager.default.contents(atPath: path),
            let seal = (try? JSONDecoder().decode(AuditSealDocument.self, from: data))?.seal
        else { throw .notAWitness(path) }
        self = seal
    }
}

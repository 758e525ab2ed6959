import CaseStore
public import Casework
import Codelists
import Credentials
import FoundationEssentials
import Postgres

extension Application {
    /// Adds a note to a case, open or closed.
    public func note(
        _ text: String, in id: CaseID, as note: NoteID = .new()
    ) async throws -> Recorded<NoteID> {
        try permitSomewhere(.manageCases)
        guard !text.isEmpty, text.count <= Case.longestText else {
            throw CaseworkError.problem(.invalid("note"))
        }
        let digest = sealer.digest(["note", id.description, text])
        return try await write { connection in
            let row = try await row(of: id, for: .manageCases, on: connection)
            if let known = try await connection.first(.noteDigest(note)) {
                guard known.digest == digest else {
                    throw CaseworkError.otherContent(note.description)
                }
                return .repeated(note)
            }
            let owner = owner(of: try await people(of: row.content, on: connection))
            let sealed = try sealer.seal(
                Array(text.utf8), for: owner,
                context: SealContext(subject: note.uuid, field: .caseNote))
            try await connection.run(
                .addNote(
                    note, to: id, actor: actor.name, account: actor.account, sealed: sealed,
                    digest: digest))
            try await audit("case note", id, #"{"note": "\#(note)"}"#, on: connection)
            return .new(note)
        }
    }

    /// Bytes of a piece before it is sealed.
    private static let pieceSize = 256 << 10

    /// Attaches a file to a case; it is sealed in pieces under the key of the case's person.
    public func attach(
        _ attachment: AttachedFile, to id: CaseID
    ) async throws -> Recorded<AttachmentID> {
        try permitSomewhere(.manageCases)
        let digest = sealer.digest([
            "attachment", id.description, attachment.kind.code, attachment.name,
            ContentDigest.of(attachment.bytes).hexadecimal,
        ])
        return try await write { connection in
            // Locked: two files at once could be too many together.
            let row = try await row(of: id, for: .manageCases, isLocked: true, on: connection)
            if let known = try await connection.first(.attachmentDigest(attachment.id)) {
                guard known.digest == digest else {
                    throw CaseworkError.otherContent(attachment.id.description)
                }
                return .repeated(attachment.id)
            }
            let total = try await connection.one(.attached(to: id))
            guard total.files < AttachedFile.mostFiles,
                total.bytes + attachment.bytes.count <= AttachedFile.mostBytes
            else { throw CaseworkError.problem(.invalid("size")) }
            let owner = owner(of: try await people(of: row.content, on: connection))
            let name = try sealer.seal(
                Array(attachment.name.utf8), for: owner,
                context: SealContext(subject: attachment.id.uuid, field: .attachmentName))
            try await connection.run(
                .add(
                    attachment, to: id, actor: actor.name, account: actor.account, name: name,
                    digest: digest))
            let count = Self.pieces(of: attachment.bytes.count)
            for position in 0..<count {
                let start = position * Self.pieceSize
                let piece = Array(attachment.bytes.dropFirst(start).prefix(Self.pieceSize))
                let sealed = try sealer.seal(
                    piece, for: owner,
                    context: SealContext(
                        subject: attachment.id.uuid, field: .attachmentPiece, piece: position,
                        of: count))
                try await connection.run(
                    .addPiece(sealed.bytes, at: position, of: attachment.id))
            }
            try await audit(
                "case attach", id,
                #"{"attachment": "\#(attachment.id)", "bytes": \#(attachment.bytes.count)}"#,
                on: connection)
            return .new(attachment.id)
        }
    }

    /// The name and the bytes of an attachment; looking is audited.
    public func attachment(_ id: AttachmentID) async throws -> (name: String, bytes: [UInt8]) {
        try permitSomewhere(.manageCases)
        return try await write { connection in
            guard let found = try await connection.first(.attachment(id)) else {
                throw CaseworkError.unknownAttachment(id)
            }
            _ = try await row(of: found.caseID, for: .manageCases, on: connection)
            let count = Self.pieces(of: found.byteCount)
            let pieces = try await connection.all(.pieces(of: id))
            guard pieces.count == count else {
                throw StoreError.unreadable(table: "attachment_piece")
            }
            guard
                let name = try sealer.open(
                    found.name, context: SealContext(subject: id.uuid, field: .attachmentName))
            else { throw CaseworkError.erased }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(found.byteCount)
            for (position, piece) in pieces.enumerated() {
                let sealed = SealedText(
                    bytes: piece, owner: found.name.owner, wrappedKey: found.name.wrappedKey)
                let context = SealContext(
                    subject: id.uuid, field: .attachmentPiece, piece: position, of: count)
                bytes += try sealer.open(sealed, context: context) ?? []
            }
            try await audit(
                "case attachment", found.caseID, #"{"attachment": "\#(id)"}"#, on: connection)
            return (String(decoding: name, as: UTF8.self), bytes)
        }
    }

    /// Links an event that did not name the case itself.
    public func link(_ event: EventID, to id: CaseID) async throws {
        try permitSomewhere(.manageCases)
        try await write { connection in
            let row = try await row(of: id, for: .manageCases, on: connection)
            guard let hub = try await connection.first(.hub(ofEvent: event)) else {
                throw OperationError.unknownEvent(event)
            }
            // Another hub's events are linked to another hub's cases.
            guard hub == row.content.hub else { throw CaseworkError.problem(.invalid("event")) }
            try await connection.run(.link(event, to: id, actor: actor.name))
            try await audit("case link", id, #"{"event": "\#(event)"}"#, on: connection)
        }
    }

    private static func pieces(of count: Int) -> Int { (count + pieceSize - 1) / pieceSize }

    private func audit(
        _ operation: String, _ id: CaseID, _ content: String, on connection: Connection
    ) async throws {
        try await connection.run(
            .audit(
                actor: actor.name, operation: operation, subject: id.description,
                content: content))
    }
}

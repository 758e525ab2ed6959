import CaseStore
public import Credentials
public import FoundationEssentials
import Postgres

/// How the keys of an installation stand.
public struct KeyStatus: Sendable, Encodable {
    /// Where the master key was read from.
    public let masterKey: String
    public let keyring: String
    /// How many master keys open the keyring: more than one since a rotation, until `forget`.
    public let openers: Int
    public let epoch: Int
    public let since: Date?
    /// Epochs that can still be read, 0 for the time before keyrings.
    public let readableEpochs: [Int]
    public let isRotating: Bool
    /// How much is still sealed under an earlier epoch, by what it is.
    public let remaining: [String: Int]
    public let erased: Int

    enum CodingKeys: String, CodingKey {
        case keyring, openers, epoch, since, remaining, erased
        case masterKey = "master_key"
        case readableEpochs = "readable_epochs"
        case isRotating = "rotating"
    }
}

/// What came of a rotation.
public struct KeyRotation: Sendable, Encodable {
    public let epoch: Int
    /// How much was sealed anew by this run.
    public let renewed: Int
    /// What could not be opened, and stays as it was.
    public let unreadable: Int
    /// Where the new master key stands.
    public let masterKey: String

    enum CodingKeys: String, CodingKey {
        case epoch, renewed, unreadable
        case masterKey = "master_key"
    }
}

extension Workplace {
    private static let rowsAtOnce = 500

    public func keyStatus() async throws -> KeyStatus {
        let vault = try vault()
        let ring = try vault.store.ring()
        let header = try vault.header()
        return try await asOwner { pool in
            var remaining: [String: Int] = [:]
            for place in SealedColumn.allCases {
                let count = try await pool.one(.count(in: place, notBeginning: header))
                if count > 0 { remaining[place.rawValue] = count }
            }
            return KeyStatus(
                masterKey: keyPath, keyring: keyring.path, openers: vault.store.openerCount,
                epoch: ring.currentEpoch, since: ring.currentSince,
                readableEpochs: ring.readableEpochs, isRotating: ring.isRotating,
                remaining: remaining, erased: ring.erased.count)
        }
    }

    /// Makes a new master key and new keys of everything, and seals all that there is under them,
    /// while others work. Cut off, it goes on where it was when it is called again.
    ///
    /// The new master key stands in the place of the old one, or at `output`, which a key that systemd
    /// gives us needs.
    public func rotateKeys(output: String? = nil) async throws -> KeyRotation {
        let vault = try vault()
        guard !isKeyCredential || output != nil else { throw WorkplaceError.keyIsCredential }
        return try await asOwner { pool in
            try await pool.withConnection { try await Self.check(vault, on: $0) }
            try vault.store.beginRotation(keyAt: output ?? keyPath)
            var (renewed, unreadable) = (0, 0)
            for place in SealedColumn.allCases {
                let done = try await renew(place, vault, pool)
                renewed += done.renewed
                unreadable += done.unreadable
            }
            let epoch = try vault.store.ring().currentEpoch
            try await pool.transaction { connection in
                try await connection.run(.note(keyringEpoch: epoch))
                try await connection.run(
                    .audit(
                        actor: actor, operation: "key rotate", subject: String(epoch),
                        content: #"{"renewed": \#(renewed), "unreadable": \#(unreadable)}"#))
            }
            try vault.store.finishRotation()
            return KeyRotation(
                epoch: epoch, renewed: renewed, unreadable: unreadable,
                masterKey: output ?? keyPath)
        }
    }

    /// Forgets the master keys before the present one, and with `earlierEpochs` what backups from
    /// before the last rotation are read with.
    public func forgetKeys(earlierEpochs: Bool) async throws {
        let vault = try vault()
        let header = try vault.header()
        try await asOwner { pool in
            try await pool.withConnection { try await Self.check(vault, on: $0) }
            if earlierEpochs {
                for place in SealedColumn.allCases
                where try await pool.one(.count(in: place, notBeginning: header)) > 0 {
                    throw WorkplaceError.rotationUnfinished
                }
            }
            guard try !vault.store.ring().isRotating else {
                throw WorkplaceError.rotationUnfinished
            }
            _ = try await pool.transaction { connection in
                try await connection.run(
                    .audit(
                        actor: actor, operation: "key forget", subject: nil,
                        content: #"{"earlier_epochs": \#(earlierEpochs)}"#))
            }
            try vault.store.forget(earlierEpochs: earlierEpochs)
        }
    }

    /// Seals anew what stands in one place, again and again until nothing is left: others write
    /// meanwhile.
    private func renew(
        _ place: SealedColumn, _ vault: Vault, _ pool: Pool
    ) async throws -> (renewed: Int, unreadable: Int) {
        let header = try vault.header()
        var total = 0
        while true {
            var (renewed, unreadable) = (0, 0)
            var last: UUID?
            while true {
                let (after, batch) = (last, Self.rowsAtOnce)
                let values = try await pool.all(
                    .sealed(in: place, notBeginning: header, after: after, limit: batch))
                guard let end = values.last else { break }
                last = end.subject
                var changed: [(subject: UUID, former: [UInt8], renewed: [UInt8])] = []
                for value in values {
                    let new = try? vault.renewed(value.bytes, context: place.context(of: value))
                    if let new { changed.append((value.subject, value.bytes, new)) }
                }
                unreadable += values.count - changed.count
                let work = changed
                renewed += try await pool.transaction { connection in
                    try await connection.run(
                        .reseal(
                            work.map(\.subject), in: place, from: work.map(\.former),
                            to: work.map(\.renewed)))
                }
            }
            total += renewed
            if renewed == 0 { return (total, unreadable) }
        }
    }
}

extension SealedColumn {
    fileprivate func context(of value: SealedValue) -> SealContext {
        switch self {
        case .personKey, .attendeeKey: SealContext(subject: value.subject, field: .key)
        case .oneTimeSecret, .pendingSecret:
            SealContext(subject: value.subject, field: .oneTimeSecret)
        case .eventNote: SealContext(subject: value.subject, field: .note)
        case .caseTexts: SealContext(subject: value.subject, field: .caseTexts)
        case .caseNote: SealContext(subject: value.subject, field: .caseNote)
        case .attachmentName: SealContext(subject: value.subject, field: .attachmentName)
        case .attachmentPiece:
            SealContext(
                subject: value.subject, field: .attachmentPiece, piece: value.piece,
                of: value.pieces)
        }
    }
}

extension Workplace {
    /// The parts of the master key for so many officers; nil for numbers that make no sense.
    public func splitKey(into count: Int, threshold: Int) throws -> [KeyShare]? {
        KeyShare.split(try masterKey(), into: count, threshold: threshold)
    }

    /// The master key that officers' parts make, written to a new file. Where there is a keyring it
    /// must be the one that opens it.
    ///
    /// - Throws: `KeyShare.Problem`, `KeyError`, `OperationError.wrongKey`.
    public func joinKey(_ shares: [KeyShare], output: String) throws {
        let master = try KeyShare.join(shares)
        if keyring.exists {
            do throws(KeyError) {
                _ = try KeyStore(keyring, master: master)
            } catch {
                throw error == .otherKey ? OperationError.wrongKey : error
            }
        }
        try master.write(to: output)
    }
}

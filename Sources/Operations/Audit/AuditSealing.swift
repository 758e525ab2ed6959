public import CaseStore
import Casework
import Credentials
import Postgres

extension AuditSeal {
    /// What is signed: one fact a line.
    var text: [UInt8] {
        Array(
            """
            hub audit seal 1
            number \(number)
            sealed_at \(sealedAt)
            first_position \(firstPosition)
            rows \(rows)
            first_row \(firstRow)
            last_row \(lastRow)
            root \(root.hexadecimal)
            previous \(previous.hexadecimal)
            server \(server)
            horizon \(horizon)
            next_transaction \(nextTransaction)
            public_key \(publicKey.hexadecimal)

            """.utf8)
    }

    /// What the next seal holds of this one: SHA-256 over text and signature.
    public var digest: [UInt8] { MerkleTree.digest(text + signature) }

    /// Whether the holder of this key signed it.
    public func isSigned(by key: [UInt8]) -> Bool {
        publicKey == key && SigningKey.verifies(signature, of: text, publicKey: key)
    }

    /// The state of the tree, where it is the one of the root.
    var tree: MerkleFrontier? {
        MerkleFrontier(bytes: frontier, count: size).flatMap { $0.root == root ? $0 : nil }
    }
}

/// What a run of sealing did.
public struct AuditSealing: Sendable {
    public internal(set) var seals = 0
    public internal(set) var rows = 0
    /// The newest seal, of this run or an earlier one.
    public internal(set) var latest: AuditSeal?
}

/// Why the audit trail cannot be sealed, proved or read.
public enum AuditProblem: Error, Equatable, Sendable {
    /// The newest seal is not what was signed; nothing can be built on it.
    case damagedSeal(Int)
    case unknownRow(Int64)
    /// Not sealed yet, or no longer what was sealed.
    case unprovable(Int64)
    case unknownSeal(Int)
    /// A file that is not what it should be.
    case notAProof(String)
    case notAWitness(String)
    case unwritable(String)
}

extension Application {
    /// As many rows as one seal may cover: more than a minute brings, and few enough to hold. The
    /// first seals of a server look for their rows everywhere: those are larger and fewer.
    private static func rowsInSeal(from horizon: Int64?) -> Int {
        horizon == nil ? 100_000 : 20_000
    }

    /// Seals every row that is there and not sealed, in as many seals as it takes.
    ///
    /// Writers never wait for it. A row whose transaction commits later is covered by the next run,
    /// whatever its number; the rows since the newest seal are protected only from the next one on.
    ///
    /// - Throws: `AuditProblem.damagedSeal`.
    public func sealAuditTrail() async throws -> AuditSealing {
        var sealing = AuditSealing()
        while true {
            let (seal, isNew, isLast) = try await database.transaction {
                try await nextSeal(on: $0)
            }
            sealing.latest = seal
            if isNew, let seal {
                sealing.seals += 1
                sealing.rows += seal.rows
            }
            if isLast { return sealing }
        }
    }

    public func latestAuditSeal() async throws -> AuditSeal? {
        try await database.first(.latestAuditSeal)
    }

    /// One more seal, or the newest where nothing is to be sealed.
    private func nextSeal(
        on connection: Connection
    ) async throws -> (AuditSeal?, isNew: Bool, isLast: Bool) {
        try await connection.run(.lockAuditSeals)
        let latest = try await connection.first(.latestAuditSeal)
        let signing = sealer.vault.signing
        var tree = MerkleFrontier()
        if let latest {
            guard latest.isSigned(by: signing.publicKey), let last = latest.tree else {
                throw AuditProblem.damagedSeal(latest.number)
            }
            tree = last
        }
        let state = try await connection.one(.serverState)
        let known = latest.flatMap {
            $0.server == state.server && $0.horizon > 0 ? $0.horizon : nil
        }
        let limit = Self.rowsInSeal(from: known)
        let rows = try await connection.all(.unsealed(from: known, limit: limit))
        guard let first = rows.first, let last = rows.last else { return (latest, false, true) }
        let isLast = rows.count < limit
        var tags: [[UInt8]] = []
        let start = tree.count
        for row in rows {
            let leaf = MerkleTree.leaf(row.leaf.bytes)
            tags.append(sealer.vault.places.tag(of: leaf, at: tree.count))
            tree.append(leaf: leaf)
        }
        var seal = AuditSeal(
            number: (latest?.number ?? 0) + 1, sealedAt: first.state.at, firstPosition: start,
            rows: rows.count, firstRow: first.id, lastRow: last.id, root: tree.root,
            previous: latest?.digest ?? MerkleTree.digest([]), server: first.state.server,
            // Where the limit cut off a transaction, the next seal begins with it again; without a
            // horizon it looks everywhere again.
            horizon: isLast
                ? first.state.horizon
                : known == nil ? 0 : min(first.state.horizon, last.transaction),
            nextTransaction: first.state.nextTransaction, frontier: tree.bytes, signature: [],
            publicKey: signing.publicKey)
        seal.signature = signing.signature(of: seal.text)
        try await connection.run(.add(seal))
        try await connection.run(.place(rows.map(\.id), tags: tags, from: start))
        return (seal, true, isLast)
    }
}

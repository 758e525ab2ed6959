public import CaseStore
import Casework
import Credentials
import FoundationEssentials
import Postgres

/// That a row stands in the audit trail, provable without the database (RFC 9162).
public struct AuditProof: Codable, Sendable, Hashable {
    /// That the trail of a later seal begins with that of the row's own.
    public struct Continuation: Codable, Sendable, Hashable {
        public let seal: AuditSealDocument
        public let path: [String]
    }

    public let format: String
    public let row: AuditRowDocument
    /// The bytes of the row that are sealed, in hexadecimal.
    public let leaf: String
    public let position: Int
    public let path: [String]
    public let seal: AuditSealDocument
    public let later: Continuation?

    static let format = "hub audit proof 1"

    /// What a proof says, once it holds.
    public struct Statement: Sendable {
        public let row: AuditRow
        public let seal: AuditSeal
        public let later: AuditSeal?
    }

    /// Checks signatures, inclusion and consistency; nil when anything of it does not hold.
    ///
    /// `publicKey` is the installation's. Without it the proof only holds for the holder of the key
    /// that it names itself.
    public func verified(publicKey: [UInt8]? = nil) -> Statement? {
        func hashes(_ texts: [String]) -> [MerkleTree.Hash]? {
            let hashes = texts.compactMap { [UInt8](hexadecimal: $0) }
            return hashes.count == texts.count ? hashes : nil
        }
        guard format == Self.format, let bytes = [UInt8](hexadecimal: leaf),
            let row = try? AuditRow(bytes: bytes), AuditRowDocument(row) == self.row,
            let seal = seal.seal, let path = hashes(path),
            seal.isSigned(by: publicKey ?? seal.publicKey),
            position >= seal.firstPosition,
            MerkleTree.proves(
                leaf: MerkleTree.leaf(bytes), at: position, of: seal.size, under: seal.root,
                by: path)
        else { return nil }
        guard let later else { return Statement(row: row, seal: seal, later: nil) }
        guard let head = later.seal.seal, let path = hashes(later.path),
            head.isSigned(by: seal.publicKey),
            MerkleTree.proves(
                root: seal.root, of: seal.size, beginning: head.root, of: head.size, by: path)
        else { return nil }
        return Statement(row: row, seal: seal, later: head)
    }

    /// - Throws: `AuditProblem.notAProof`.
    public init(at path: String) throws(AuditProblem) {
        guard let data = FileManager.default.contents(atPath: path),
            let proof = try? JSONDecoder().decode(AuditProof.self, from: data)
        else { throw .notAProof(path) }
        self = proof
    }
}

extension AuditProof {
    init(
        row: AuditRow, at position: Int, path: [MerkleTree.Hash], seal: AuditSeal,
        later: Continuation?
    ) {
        format = Self.format
        self.row = AuditRowDocument(row)
        leaf = row.bytes.hexadecimal
        self.position = position
        self.path = path.map(\.hexadecimal)
        self.seal = AuditSealDocument(seal)
        self.later = later
    }
}

extension Application {
    /// Proves that a row stands in the trail, under its own seal and, if one is named, under a later
    /// one: such as the seal that somebody has as a witness.
    ///
    /// - Throws: `AuditProblem`, also when the trail is no longer what was sealed.
    public func proveAuditRow(_ id: Int64, upTo later: Int? = nil) async throws -> AuditProof {
        try permit(.readAudit)
        return try await database.transaction(.readOnly) { connection in
            guard let place = try await connection.first(.place(of: id)) else {
                let isThere = try await connection.first(.auditRow(id)) != nil
                throw isThere ? AuditProblem.unprovable(id) : .unknownRow(id)
            }
            let seals = try await connection.all(.auditSeals)
            guard let leaf = place.leaf,
                let index = seals.firstIndex(where: {
                    $0.firstPosition <= place.position && place.position < $0.size
                })
            else { throw AuditProblem.unprovable(id) }
            let seal = seals[index]
            let before = index > 0 ? seals[index - 1].tree : MerkleFrontier()
            guard let before, before.count == seal.firstPosition else {
                throw AuditProblem.unprovable(id)
            }
            let growth = try await growth(since: before, to: seal, on: connection)
            let proof = AuditProof(
                row: try AuditRow(bytes: leaf.bytes), at: place.position,
                path: growth.inclusionPath(of: place.position), seal: seal,
                later: try await continuation(of: seal, to: later, among: seals, on: connection))
            guard proof.verified(publicKey: sealer.vault.signing.publicKey) != nil else {
                throw AuditProblem.unprovable(id)
            }
            return proof
        }
    }

    private func continuation(
        of seal: AuditSeal, to number: Int?, among seals: [AuditSeal], on connection: Connection
    ) async throws -> AuditProof.Continuation? {
        guard let number else { return nil }
        guard let later = seals.first(where: { $0.number == number }), later.size >= seal.size,
            let tree = seal.tree
        else { throw AuditProblem.unknownSeal(number) }
        let growth = try await growth(since: tree, to: later, on: connection)
        return AuditProof.Continuation(
            seal: AuditSealDocument(later), path: growth.consistencyPath.map(\.hexadecimal))
    }

    /// The leaves after a state of the tree, up to the end of a seal.
    private func growth(
        since tree: MerkleFrontier, to seal: AuditSeal, on connection: Connection
    ) async throws -> MerkleGrowth {
        var leaves: [MerkleTree.Hash] = []
        for try await place in connection.stream(.places(tree.count..<seal.size)) {
            guard let leaf = place.leaf, place.position == tree.count + leaves.count else {
                throw AuditProblem.unprovable(place.id)
            }
            leaves.append(MerkleTree.leaf(leaf.bytes))
        }
        guard leaves.count == seal.size - tree.count else {
            throw AuditProblem.unprovable(seal.lastRow)
        }
        return MerkleGrowth(since: tree, leaves: leaves)
    }
}

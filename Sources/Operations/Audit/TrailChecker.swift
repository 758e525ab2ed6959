import CaseStore
import Casework
import Credentials

/// Walks along the places of a trail and holds every row against its tag and its seal.
///
/// A root tells for certain whether all rows of a seal are the ones that were sealed, in their order;
/// the tags tell which one is not. Each seal starts from the tree that the one before ended with, so
/// that damage in one does not hide damage in the next.
struct TrailChecker {
    private let chain: SealChain
    private let places: PlaceKey
    /// Where the clock of a server may be set back without anybody being suspected.
    static let clockTolerance: Int64 = 60

    private(set) var rows = 0
    private var found: [AuditFinding] = []
    private(set) var isCutShort = false

    /// The trusted seal that covers the next position, or the next one after it.
    private var current = 0
    private var next = 0
    private var lastRow: Int64?
    private var firstBeyond: Int64?
    /// Nil while what came before cannot be believed, or a row of the seal is gone.
    private var tree: MerkleFrontier?
    private var suspects: [AuditFinding] = []
    private var isWhole = true

    init(_ chain: SealChain, places: PlaceKey) {
        self.chain = chain
        self.places = places
        tree = chain.trusted.isEmpty ? nil : chain.tree(before: 0)
    }

    /// In the order of the trail; those of the seals come with the rows they cover.
    var findings: [AuditFinding] {
        func position(_ finding: AuditFinding) -> Int {
            if let position = finding.position { return position }
            guard let seal = finding.seal else { return .max }
            return chain.trusted.last { $0.number < seal }?.size ?? 0
        }
        return (chain.findings + found).enumerated()
            .sorted { (position($0.element), $0.offset) < (position($1.element), $1.offset) }
            .map(\.element)
    }

    private var seal: AuditSeal? {
        chain.trusted.indices.contains(current) ? chain.trusted[current] : nil
    }

    private mutating func note(_ finding: AuditFinding) {
        if found.count < AuditVerification.limit {
            found.append(finding)
        } else {
            isCutShort = true
        }
    }

    mutating func check(_ place: PlacedRow) throws {
        // The same place again: another row of the same id, put in beside it.
        guard place.position >= next else {
            rows += 1
            note(AuditFinding(kind: .rowInserted, row: place.id, position: place.position))
            return
        }
        advance(to: place.position)
        next = place.position + 1
        defer { lastRow = place.id }
        if seal == nil, firstBeyond == nil { firstBeyond = place.id }
        guard let leaf = place.leaf else {
            lose(AuditFinding(kind: .rowMissing, row: place.id, position: place.position))
            return
        }
        rows += 1
        let hash = MerkleTree.leaf(leaf.bytes)
        if place.tag != places.tag(of: hash, at: place.position) {
            suspects.append(
                AuditFinding(kind: .rowChanged, row: place.id, position: place.position))
        } else if let seal, place.position >= seal.firstPosition {
            try checkTime(of: leaf, in: place, under: seal)
        }
        tree?.append(leaf: hash)
    }

    /// Comes to a position: what is passed without a row is missing.
    private mutating func advance(to position: Int) {
        while let seal, position >= seal.size {
            skip(to: seal.size)
            close(seal)
        }
        skip(to: position)
    }

    private mutating func skip(to position: Int) {
        if position > next {
            lose(
                AuditFinding(
                    kind: .rowMissing, row: lastRow, position: next, count: position - next))
            next = position
        }
    }

    private mutating func lose(_ finding: AuditFinding) {
        var finding = finding
        finding.seal = seal?.number
        note(finding)
        isWhole = false
        tree = nil
    }

    /// The end of a seal's rows: those that looked wrong are, unless the root says that all are
    /// right.
    private mutating func close(_ seal: AuditSeal) {
        let isProved = isWhole && tree?.count == seal.size && tree?.root == seal.root
        for var suspect in suspects {
            suspect.seal = seal.number
            if isProved { suspect.kind = .placeChanged }
            note(suspect)
        }
        // Every tag is right and the root is not: nobody without our keys can do that.
        if let tree, tree.count == seal.size, !isProved, suspects.isEmpty {
            note(AuditFinding(kind: .sealChanged, row: seal.firstRow, seal: seal.number))
        }
        suspects = []
        isWhole = true
        let computed = isProved ? tree : nil
        current += 1
        tree = nil
        if chain.trusted.indices.contains(current) {
            tree = chain.tree(before: current)
            if tree == nil, chain.trusted[current].firstPosition == seal.size { tree = computed }
        }
    }

    /// The end of the trail; what stands behind the last seal has lost its seal.
    mutating func finish() {
        while let seal {
            skip(to: seal.size)
            close(seal)
        }
        let end = chain.trusted.last?.size ?? 0
        for suspect in suspects { note(suspect) }
        let last = chain.trusted.last?.number ?? 0
        // Where the last seals are there and cannot be believed, that has been noted.
        if let firstBeyond, !chain.findings.contains(where: { $0.seal ?? 0 > last }) {
            note(
                AuditFinding(
                    kind: .sealMissing, row: firstBeyond, position: end, seal: last + 1))
        }
    }

    /// A row whose transaction began after a seal cannot be older than it.
    private mutating func checkTime(
        of leaf: AuditBytes, in place: PlacedRow, under seal: AuditSeal
    ) throws {
        let (transaction, at) = (try leaf.transaction, try leaf.at)
        let before = chain.trusted[..<current].last {
            $0.server != seal.server || $0.nextTransaction <= transaction
        }
        if at <= seal.sealedAt.adding(seconds: Self.clockTolerance) {
            guard let before, before.server == seal.server,
                at.adding(seconds: Self.clockTolerance) < before.sealedAt
            else { return }
        }
        note(
            AuditFinding(
                kind: .wrongTime, row: place.id, position: place.position, seal: seal.number))
    }

    /// A row that has no place: written since the newest seal, unless it says that it was before.
    mutating func checkUnplaced(_ row: AuditRow, on state: ServerState) {
        rows += 1
        guard let seal = chain.trusted.last, seal.server == state.server else { return }
        let isCovered = row.transaction < seal.horizon || row.transaction >= state.nextTransaction
        let isTooEarly =
            row.transaction >= seal.nextTransaction
            && row.at.adding(seconds: Self.clockTolerance) < seal.sealedAt
        let isTooLate = row.at > state.at.adding(seconds: Self.clockTolerance)
        if isCovered || isTooEarly || isTooLate {
            note(AuditFinding(kind: isCovered ? .rowInserted : .wrongTime, row: row.id))
        }
    }
}

import CaseStore
import Credentials

/// The seals of a trail as they stand: which of them can be believed, and what is wrong with the
/// others.
struct SealChain {
    /// Those that the installation signed, in their order, none twice.
    private(set) var trusted: [AuditSeal] = []
    /// By number, the tree that a trusted seal ended with.
    private(set) var trees: [Int: MerkleFrontier] = [:]
    private(set) var findings: [AuditFinding] = []

    init(_ seals: [AuditSeal], publicKey: [UInt8]) {
        // From the newest back: what a trusted seal holds the digest of needs no look at its
        // signature, and its signature is covered, too.
        var isGood = [Bool](repeating: false, count: seals.count)
        for (index, seal) in seals.enumerated().reversed() {
            let isHeld =
                index + 1 < seals.count && isGood[index + 1]
                && seals[index + 1].number == seal.number + 1
                && seals[index + 1].previous == seal.digest
            isGood[index] = isHeld || seal.isSigned(by: publicKey)
        }
        var expected = 1
        var end = 0
        var last: AuditSeal?
        for (seal, isGood) in zip(seals, isGood) {
            if seal.number > expected {
                note(.sealMissing, expected, row: last?.lastRow, count: seal.number - expected)
            }
            let isRepeated = seal.number < expected
            expected = max(expected, seal.number + 1)
            guard isGood, !isRepeated, seal.rows > 0, seal.firstPosition >= end else {
                let isForeign = !isRepeated && seal.isSigned(by: seal.publicKey)
                note(
                    isForeign && seal.publicKey != publicKey ? .foreignKey : .sealChanged,
                    seal.number, row: seal.firstRow)
                continue
            }
            // Both are ours: then the history parted, and was put together again.
            if let last, last.number + 1 == seal.number, seal.previous != last.digest {
                note(.otherHistory, seal.number, row: seal.firstRow)
            }
            if let tree = seal.tree {
                trees[seal.number] = tree
            } else {
                note(.sealChanged, seal.number, row: seal.firstRow)
            }
            trusted.append(seal)
            end = seal.size
            last = seal
        }
    }

    private mutating func note(
        _ kind: AuditFinding.Kind, _ seal: Int, row: Int64?, count: Int = 1
    ) {
        findings.append(AuditFinding(kind: kind, row: row, seal: seal, count: count))
    }

    /// The tree before a trusted seal; nil where it cannot be believed.
    func tree(before index: Int) -> MerkleFrontier? {
        let seal = trusted[index]
        if seal.firstPosition == 0 { return MerkleFrontier() }
        guard index > 0, trusted[index - 1].size == seal.firstPosition else { return nil }
        return trees[trusted[index - 1].number]
    }
}

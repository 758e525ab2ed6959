public import CaseStore
import FoundationEssentials

extension Workplace {
    /// The newest seal that was made from here, kept outside the database: whoever owns only that
    /// cannot take rows from the end of the trail unnoticed.
    public var witnessPath: String { "\(home)/audit.witness" }

    /// Keeps a seal as witness, unless a later one is kept already.
    ///
    /// - Throws: `AuditProblem.unwritable`.
    public func keepWitness(_ seal: AuditSeal) throws {
        if let kept = try keptWitness(), kept.number >= seal.number { return }
        try seal.writeWitness(to: witnessPath)
    }

    /// The seal that is kept; nil before the first.
    ///
    /// - Throws: `AuditProblem.notAWitness` for a file that was damaged.
    public func keptWitness() throws -> AuditSeal? {
        guard FileManager.default.fileExists(atPath: witnessPath) else { return nil }
        return try AuditSeal(witnessAt: witnessPath)
    }

    /// The trail starts anew.
    func forgetWitness() { try? FileManager.default.removeItem(atPath: witnessPath) }
}

extension AuditSeal {
    /// - Throws: `AuditProblem.unwritable`.
    public func writeWitness(to path: String) throws(AuditProblem) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do {
            try encoder.encode(AuditSealDocument(self)).write(
                to: URL(filePath: path), options: .atomic)
        } catch {
            throw .unwritable(path)
        }
    }
}

extension AuditProof {
    /// - Throws: `AuditProblem.unwritable`.
    public func write(to path: String) throws(AuditProblem) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do {
            try encoder.encode(self).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .unwritable(path)
        }
    }
}

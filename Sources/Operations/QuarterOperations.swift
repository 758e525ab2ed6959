import CaseStore
public import Casework
import Credentials
import Postgres
public import Reporting

/// An edition in a few words.
public struct EditionSummary: Sendable, Hashable {
    public let number: Int
    public let closedAt: String
    public let actor: String
    public let reason: String
    public let accepted: [String]
    /// BLAKE2b-256 over everything that was frozen, in hexadecimal.
    public let digest: String
    public let total: RawCount
    /// The fewest people that a public cell shows; nil when nothing of it could be made public.
    public let threshold: Int?
}

/// Where a quarter stands.
public struct QuarterStatus: Sendable {
    public let quarter: Quarter
    public let editions: [EditionSummary]
    /// Whether changes since the latest edition have moved a figure; they will be in the next.
    public let hasAdjustments: Bool
    public let review: QuarterReview

    public var isClosed: Bool { !editions.isEmpty }
}

extension Application {
    /// What stands in the way of closing a quarter, and what was closed of it.
    public func status(of quarter: Quarter) async throws -> QuarterStatus {
        try permit(.reviewQuarter)
        return try await database.transaction(.readOnly) { connection in
            let ledger = try await QuarterLedger(self, quarter, on: connection)
            let standing = try await ledger.standing(at: .max)
            let editions = try await connection.all(.editions(of: quarter))
            let frozen = try editions.last.map { try EditionContent(bytes: $0.content) }
            let review = try await ledger.review(of: standing)
            return QuarterStatus(
                quarter: quarter, editions: try editions.map(EditionSummary.init),
                hasAdjustments: frozen.map { !$0.hasSameFigures(as: standing) } ?? false,
                review: review)
        }
    }

    /// Freezes the quarter as it stands: the first edition, or the next.
    ///
    /// With it goes what the public sees of it, no cell of fewer people than the `threshold`. Where
    /// no choice of cells protects the figures, the edition has no public ones.
    ///
    /// - Throws: `OperationError.notAccepted` unless everything that stands in the way is
    ///   accepted by name.
    public func close(
        _ quarter: Quarter, accepting names: Set<String>, reason: String,
        threshold: Int = Release.defaultThreshold
    ) async throws -> EditionSummary {
        try permit(.closeQuarter)
        guard !reason.isEmpty else { throw OperationError.invalid(field: "reason") }
        guard threshold >= Release.defaultThreshold else {
            throw OperationError.invalid(field: "threshold")
        }
        // The edition names the newest seal, and its readers are witnesses of it.
        let seal = (try? await sealAuditTrail())?.latest
        // In a transaction of its own, so that nobody waits while the quarter is counted.
        let change = try await database.one(.changeNumber)
        let summary = try await write { connection in
            let ledger = try await QuarterLedger(self, quarter, on: connection)
            let standing = try await ledger.standing(at: change)
            let review = try await ledger.review(of: standing)
            let missing = review.unaccepted(names)
            guard missing.isEmpty else { throw OperationError.notAccepted(missing.map(\.name)) }
            let earlier = try await connection.all(.editions(of: quarter))
            let audit = try await connection.one(.auditExtent(at: change))
            let installation = try await connection.one(.installation)
            var content = EditionContent(
                counting: standing, edition: earlier.count + 1,
                isDemonstration: installation.isDemonstration, changeNumber: change,
                codelists: QuarterLedger.codelistDigests, accepted: review.items.map(\.name),
                completeness: ledger.completeness(of: standing, hubs: ledger.openHubs),
                numbers: ledger.numbers, audit: (rows: audit.rows, digest: audit.digest),
                previous: earlier.last?.digest ?? "")
            let before = try earlier.map { try EditionContent(bytes: $0.content) }
            try? content.protect(threshold: threshold, after: before.compactMap(\.release))
            let secondary = try await ledger.secondaryInputs()
            let secondaryInputs = try secondary.bytes
            try? content.freeze(
                secondary.counts, threshold: threshold, after: before.compactMap(\.secondary))
            content.secondaryInputs = ContentDigest.of(secondaryInputs).hexadecimal
            content.seal = seal.map {
                SealMark(
                    number: $0.number, sealedAt: $0.sealedAt.description, root: $0.root.hexadecimal)
            }
            let bytes = try content.bytes
            let inputs = ledger.inputs(of: standing)
            let signing = sealer.vault.signing
            try await connection.run(
                .add(
                    edition: content.edition, of: quarter, changeNumber: change, actor: actor.name,
                    reason: reason, accepted: content.accepted, content: bytes, inputs: inputs,
                    secondaryInputs: secondaryInputs,
                    signature: signing.signature(
                        of: QuarterLedger.signed(content: bytes, inputs: inputs)),
                    publicKey: signing.publicKey))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "quarter close",
                    subject: "\(quarter) edition \(content.edition)", reason: reason))
            guard let stored = try await connection.all(.editions(of: quarter)).last else {
                throw StoreError.changedMeanwhile
            }
            return try EditionSummary(stored)
        }
        // The close stands, whatever comes of what is made of it for the public's pages.
        if actor.reach(of: .export) == .everywhere {
            _ = try? await keepFigures(of: quarter, edition: summary.number)
        }
        // The same of the seals: a check of the trail tells.
        _ = try? await sealAuditTrail()
        return summary
    }

    public func editions(of quarter: Quarter) async throws -> [EditionSummary] {
        try permit(.reviewQuarter)
        return try await database.all(.editions(of: quarter)).map(EditionSummary.init)
    }

    /// What moved each figure between two editions, or since one.
    ///
    /// Without a `later` one, up to the quarter as it stands now.
    public func diff(of quarter: Quarter, from earlier: Int, to later: Int?) async throws
        -> (diff: EditionDiff, hubs: HubNames)
    {
        try permit(.reviewQuarter)
        return try await database.transaction(.readOnly) { connection in
            let editions = try await connection.all(.editions(of: quarter))
            func change(of number: Int) throws -> Int64 {
                guard let edition = editions.first(where: { $0.number == number }) else {
                    throw OperationError.unknownEdition(quarter, number)
                }
                return edition.changeNumber
            }
            let first = try change(of: earlier)
            let last = try later.map { try change(of: $0) } ?? .max
            let ledger = try await QuarterLedger(self, quarter, on: connection)
            let before = try await ledger.standing(at: first)
            let after = try await ledger.standing(at: last)
            let gone = before.events.keys.filter { after.events[$0] == nil }
            let voided = try await connection.all(.voided(among: gone, at: last))
            return (
                EditionDiff(from: before, at: first, to: after, voided: Set(voided)),
                ledger.directory.names
            )
        }
    }
}

extension EditionSummary {
    init(_ edition: StoredEdition) throws {
        let content = try EditionContent(bytes: edition.content)
        self.init(
            number: edition.number, closedAt: edition.closedAt, actor: edition.actor,
            reason: edition.reason, accepted: edition.accepted, digest: edition.digest,
            total: content.total, threshold: content.release?.threshold)
    }
}

extension QuarterLedger {
    func review(of standing: StandingQuarter) async throws -> QuarterReview {
        let rejects = try await connection.all(.rejectedRows(in: quarter))
        let referrals = try await connection.all(.referralCounts(in: quarter.days, from: nil))
        return QuarterReview(
            of: standing, completeness: completeness(of: standing, hubs: openHubs),
            numbers: numbers, rejects: rejects.map { ($0.file, $0.rows) },
            duplicates: try await connection.one(.openDuplicates(in: quarter)),
            pendingReferrals: referrals.reduce(0) { $0 + $1.pending },
            today: today ?? quarter.days.upperBound)
    }
}

import CaseStore
import Casework
import Codelists
import Credentials
import Postgres
import Reporting

extension QuarterLedger {
    func differences(
        of edition: StoredEdition, after earlier: [StoredEdition]
    ) async throws -> [EditionVerification.Difference] {
        var found: [EditionVerification.Difference] = []
        let signed = Self.signed(content: edition.content, inputs: edition.inputs)
        if !SigningKey.verifies(edition.signature, of: signed, publicKey: edition.publicKey) {
            found.append(.signature)
        } else if edition.publicKey != application.sealer.vault.signing.publicKey {
            found.append(.foreignKey)
        }
        guard let frozen = try? EditionContent(bytes: edition.content) else {
            return found.isEmpty ? [.content] : found
        }
        let standing = try await standing(at: frozen.changeNumber)
        found += inputDifferences(frozen: edition.inputs, now: inputs(of: standing))
        found += try await codelistDifferences()
        let audit = try await connection.one(.auditExtent(at: frozen.changeNumber))
        if audit.rows != frozen.auditRows || audit.digest != frozen.auditDigest {
            found.append(.auditTrail(rowsThen: frozen.auditRows, rowsNow: audit.rows))
        }
        let hubs = frozen.hubs.compactMap { row in
            HubCode(row.code).map { (number: row.number, code: $0, name: row.name) }
        }
        var counted = EditionContent(
            counting: standing, edition: edition.number, isDemonstration: frozen.isDemonstration,
            changeNumber: edition.changeNumber, codelists: frozen.codelists,
            accepted: edition.accepted, completeness: completeness(of: standing, hubs: hubs),
            numbers: Dictionary(uniqueKeysWithValues: hubs.map { ($0.code, $0.number) }),
            audit: (rows: frozen.auditRows, digest: frozen.auditDigest),
            previous: earlier.last?.digest ?? "")
        if let release = frozen.release {
            try? counted.hide(as: release)
            found += disclosures(of: release, after: earlier)
        }
        counted.seal = frozen.seal
        counted.secondaryInputs = frozen.secondaryInputs
        if let secondary = frozen.secondary {
            found += disclosures(of: secondary, after: earlier)
            counted.secondary = secondary
            if let bytes = edition.secondaryInputs {
                found += try await recount(bytes, of: frozen, into: &counted)
            }
        }
        if try counted.bytes != edition.content {
            let figures = frozen.figureDifferences(from: counted)
            found += figures.map { .figure($0) }
            if found.isEmpty { found.append(.content) }
        }
        return found
    }

    /// Counts people reached and referrals sent again from what was kept of them, which has to be what
    /// was signed, and holds that against what is recorded now.
    private func recount(
        _ bytes: [UInt8], of frozen: EditionContent, into counted: inout EditionContent
    ) async throws -> [EditionVerification.Difference] {
        guard let secondary = frozen.secondary, let inputs = try? SecondaryInputs(bytes: bytes),
            ContentDigest.of(bytes).hexadecimal == frozen.secondaryInputs
        else { return [.signature] }
        counted.freeze(inputs.counts, hiding: secondary)
        let changed = inputs.differences(from: try await secondaryInputs())
        let unaudited = try await connection.all(.unauditedRecords(in: quarter))
        func added(_ kind: UnauditedRecord.Kind) -> [String] {
            unaudited.filter { $0.kind == kind }.map(\.id)
        }
        let others = Set(changed.activities + added(.activity))
        return changed.activities.map { .activityChanged($0) }
            + added(.list).filter { !others.contains($0) }.map { .activityChanged($0) }
            + changed.referrals.map { .referralChanged($0) }
            + added(.activity).map { .activityAdded($0) }
            + added(.referral).map { .referralAdded($0) }
    }

    /// What the public can work out of what this edition and those before it hide.
    private func disclosures(
        of release: FrozenRelease, after earlier: [StoredEdition]
    ) -> [EditionVerification.Difference] {
        let before = earlier.compactMap { try? EditionContent(bytes: $0.content).release }
        do throws(DisclosureFailure) {
            _ = try Release(thawing: release, after: before)
            return []
        } catch .auditFailed(let address) {
            return [.disclosure(address.description)]
        } catch {
            return [.disclosure("")]
        }
    }

    private func disclosures(
        of secondary: FrozenSecondary, after earlier: [StoredEdition]
    ) -> [EditionVerification.Difference] {
        let before = earlier.compactMap { try? EditionContent(bytes: $0.content).secondary }
        let isSafe = (try? SecondaryRelease(thawing: secondary, after: before)) != nil
        return isSafe ? [] : [.disclosure("reached, referrals")]
    }

    /// The events whose digests are not those that were frozen.
    private func inputDifferences(
        frozen: [UInt8], now: [UInt8]
    ) -> [EditionVerification.Difference] {
        func digests(_ bytes: [UInt8]) -> [ArraySlice<UInt8>: ArraySlice<UInt8>] {
            var table: [ArraySlice<UInt8>: ArraySlice<UInt8>] = [:]
            for start in stride(from: 0, to: bytes.count - bytes.count % 24, by: 24) {
                table[bytes[start..<start + 16]] = bytes[start + 16..<start + 24]
            }
            return table
        }
        func name(_ id: ArraySlice<UInt8>) -> String { Array(id).hexadecimalID }
        let then = digests(frozen)
        let current = digests(now)
        let changed = then.compactMap { id, digest -> EditionVerification.Difference? in
            guard let other = current[id] else { return .eventMissing(name(id)) }
            return other == digest ? nil : .eventChanged(name(id))
        }
        let added = current.keys.filter { then[$0] == nil }
            .map { EditionVerification.Difference.eventAdded(name($0)) }
        return (changed + added).sorted { "\($0)" < "\($1)" }
    }

    /// The values of codelists in the database that are not those of this program.
    private func codelistDifferences() async throws -> [EditionVerification.Difference] {
        var expected: Set<StoredCodelistValue> = []
        for list in Codelist.names.compactMap(Codelist.named) {
            for entry in list.entries {
                expected.insert(
                    StoredCodelistValue(
                        codelist: list.name, number: entry.number, code: entry.code,
                        english: entry.english, spanish: entry.spanish))
            }
        }
        let stored = Set(try await connection.all(.codelistValues))
        return Set(stored.symmetricDifference(expected).map { "\($0.codelist)/\($0.code)" })
            .sorted().map { .codelistValue($0) }
    }
}

extension [UInt8] {
    /// Sixteen bytes as a UUID is written.
    fileprivate var hexadecimalID: String {
        let text = hexadecimal
        var parts: [Substring] = []
        var rest = text[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }
}

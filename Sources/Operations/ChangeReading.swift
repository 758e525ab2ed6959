public import CaseStore
public import Casework
import Codelists
import FoundationEssentials
import Postgres

/// One entry of the change feed, with the record as it stands now.
public struct RecordChange: Sendable {
    public enum Content: Sendable {
        case event(StoredEvent)
        case person(HubPersonView)
        case `case`(CaseView)
        case consent(PersonID, ConsentView.Entry)
        case referral(ReferralView)
        /// Whoever keeps it lets go of it.
        case gone
    }

    public let kind: ChangedRecord.Kind
    public let id: String
    public let content: Content
}

/// A page of the change feed.
public struct ChangePage: Sendable {
    public let changes: [RecordChange]
    /// To ask with for what comes after.
    public let next: ChangeCursor
    /// Whether there is more at once.
    public let hasMore: Bool

    public init(changes: [RecordChange], next: ChangeCursor, hasMore: Bool) {
        self.changes = changes
        self.next = next
        self.hasMore = hasMore
    }
}

extension Application {
    /// The cursor of a feed that begins now.
    public func latestChange() async throws -> ChangeCursor {
        try permitSomewhere(.readEvents)
        let transaction = try await database.one(.settledTransaction)
        return ChangeCursor(transaction: transaction, id: ChangeCursor.start.id)
    }

    /// What changed at a hub since: each record once, as it stands now, and what is not the actor's
    /// to see any more. Looking is audited.
    public func changes(
        at hub: HubCode, after cursor: ChangeCursor = .start, limit: Int
    ) async throws -> ChangePage {
        try permit(.readEvents, at: hub)
        var kinds: [ChangedRecord.Kind] = [.event]
        if actor.may(.readPeople, at: hub) { kinds.append(.person) }
        if actor.may(.manageCases, at: hub) { kinds += [.case, .consent] }
        if actor.may(.handleReferrals, at: hub) { kinds.append(.referral) }
        let asked = kinds
        return try await write { connection in
            let records = try await connection.all(
                .changes(at: hub, after: cursor, kinds: asked, limit: limit))
            let changes = try await contents(of: records, at: hub, on: connection)
            if asked.count > 1, !records.isEmpty {
                let counts = Dictionary(grouping: records, by: \.kind).mapValues(\.count)
                    .map { #""\#($0.key.name)": \#($0.value)"# }.sorted()
                try await connection.run(
                    .audit(
                        actor: actor.name, operation: "changes", subject: hub.description,
                        content: "{\(counts.joined(separator: ", "))}"))
            }
            return ChangePage(
                changes: changes,
                next: records.last.map { ChangeCursor(transaction: $0.transaction, id: $0.id) }
                    ?? cursor,
                hasMore: records.count == limit)
        }
    }

    private func contents(
        of records: [ChangedRecord], at hub: HubCode, on connection: Connection
    ) async throws -> [RecordChange] {
        func ids<Entity>(_ kind: ChangedRecord.Kind) -> [ID<Entity>] {
            records.filter { $0.kind == kind && !$0.isGone }.map { ID($0.id) }
        }
        var found: [String: RecordChange.Content] = [:]
        for event in try await connection.all(.events(withIDs: ids(.event))) {
            found[event.id.description] = .event(event)
        }
        for person in try await hubPeople(ids(.person), on: connection) {
            found[person.id.description] = .person(person)
        }
        let cases = try await connection.all(.caseRows(withIDs: ids(.case)))
        for view in try await views(cases, on: connection) {
            found[view.content.id.description] = .case(view)
        }
        for consent in try await connection.all(.consents(withIDs: ids(.consent))) {
            found[consent.content.id.description] = .consent(
                consent.content.person, ConsentView.Entry(consent))
        }
        for row in try await connection.all(.referrals(withIDs: ids(.referral))) {
            let id = row.content.id.description
            found[id] = .referral(ReferralView(row, asSender: row.from == hub))
        }
        // A record can have changed twice over two of its hubs: it is told once.
        var told: Set<String> = []
        return records.compactMap { record in
            let id = record.id.uuidString.lowercased()
            guard told.insert(id).inserted else { return nil }
            return RecordChange(kind: record.kind, id: id, content: found[id] ?? .gone)
        }
    }
}

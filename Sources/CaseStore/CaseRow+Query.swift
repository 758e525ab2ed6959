public import Casework
import Codelists
public import Postgres

/// A case as it is stored: its texts sealed, with the wrapped key that opens them.
public struct CaseRow: Sendable {
    /// Without plan, next step and trafficking, which are sealed.
    public let content: Case
    public let hubNumber: Int16
    public let dueOn: CalendarDate?
    public let sealed: SealedText?
    /// Keyed hash of what it was opened with; nil where a hub log referred to it first.
    public let digest: [UInt8]?
    /// Today at its hub.
    public let today: CalendarDate
}

/// Text under a person's key, or under the service's own where it is about nobody.
public struct SealedText: Sendable {
    public let bytes: [UInt8]
    public let owner: PersonID?
    /// The owner's key; nil once erased, and for whoever may not have it.
    public let wrappedKey: [UInt8]?

    public init(bytes: [UInt8], owner: PersonID?, wrappedKey: [UInt8]? = nil) {
        self.bytes = bytes
        self.owner = owner
        self.wrappedKey = wrappedKey
    }
}

extension Query where Output == CaseRow {
    public static func caseRow(_ id: CaseID) -> Self {
        Self("\(columns) WHERE c.case_id = \(id)", decode: decode)
    }

    /// The case, locked until the transaction ends.
    public static func lockedCase(_ id: CaseID) -> Self {
        Self("\(columns) WHERE c.case_id = \(id) FOR UPDATE OF c", decode: decode)
    }

    /// Cases by when their next step is due, those without one last; `after` is the last one shown.
    public static func caseRows(_ filter: CaseFilter, limit: Int) -> Self {
        Self(
            """
            \(columns)
            WHERE \(filter.condition)
            ORDER BY coalesce(c.due_on, DATE '9999-12-31'), c.case_id
            LIMIT \(limit)
            """, decode: decode)
    }

    /// Trafficking-protection cases that were open on some day of a span, oldest first, whose
    /// person consents to de-identified use.
    public static func protectionCases(in days: Range<CalendarDate>) -> Self {
        Self(
            """
            \(columns)
            WHERE c.needs @> ARRAY[\(Service.traffickingProtection)]
                AND c.opened_on < \(days.upperBound)
                AND (c.closed_on IS NULL OR c.closed_on >= \(days.lowerBound))
                AND EXISTS (SELECT FROM consent s
                    JOIN person p ON p.person_id = s.person_id
                    JOIN person q ON q.counted_as = p.counted_as
                    WHERE q.person_id = c.person_id AND s.purpose = \(ConsentPurpose.research)
                        AND s.withdrawn_at IS NULL)
            ORDER BY c.opened_on, c.case_id
            """, decode: decode)
    }

    static var columns: Statement {
        """
        SELECT c.case_id, h.code, c.reference,
            array_remove(ARRAY[c.person_id] || ARRAY(SELECT m.person_id FROM case_member m
                WHERE m.case_id = c.case_id ORDER BY m.position), NULL),
            c.status, c.needs, c.priority, c.worker, c.named_workers, c.is_restricted, c.outcome,
            c.opened_on, c.opened_by, c.closed_on, c.version, c.hub_id, c.due_on, c.sealed,
            c.sealed_for, CASE WHEN c.sealed_for IS NOT NULL AND c.sealed IS NOT NULL
                THEN sealing_key(c.sealed_for, c.case_id) END,
            c.digest, (now() AT TIME ZONE h.time_zone)::date
        FROM casework_case c JOIN hub h USING (hub_id)
        """
    }

    @Sendable static func decode(_ row: inout Row) throws -> CaseRow {
        let id: CaseID = try row.next()
        let hub: HubCode = try row.next()
        let content = Case(
            id: id, hub: hub, reference: try row.next(), people: try row.next(),
            status: try row.next(), needs: try row.next(), priority: try row.next(),
            worker: try row.nextOptional(), namedWorkers: try row.next(),
            isRestricted: try row.next(), outcome: try row.nextOptional(),
            openedOn: try row.next(), openedBy: try row.nextOptional(),
            closedOn: try row.nextOptional(), version: try row.next())
        let hubNumber: Int16 = try row.next()
        let dueOn: CalendarDate? = try row.nextOptional()
        return CaseRow(
            content: content, hubNumber: hubNumber, dueOn: dueOn,
            sealed: try row.nextSealed(), digest: try row.nextOptional(), today: try row.next())
    }
}

/// When a case was first handed over to somebody else.
public struct FirstReferral: Sendable {
    public let caseID: CaseID
    public let sentOn: CalendarDate
}

extension Query where Output == FirstReferral {
    public static func firstReferrals(of cases: [CaseID]) -> Self {
        Self(
            """
            SELECT case_id, min(sent_on) FROM referral WHERE case_id = ANY (\(cases)) GROUP BY 1
            """
        ) { row in FirstReferral(caseID: try row.next(), sentOn: try row.next()) }
    }
}

extension Query where Output == Int {
    /// Trafficking-protection cases that were open on some day of a span, whoever consents.
    public static func protectionCaseCount(in days: Range<CalendarDate>) -> Self {
        Self(
            """
            SELECT count(*)::int FROM casework_case
            WHERE needs @> ARRAY[\(Service.traffickingProtection)]
                AND opened_on < \(days.upperBound)
                AND (closed_on IS NULL OR closed_on >= \(days.lowerBound))
            """)
    }
}

extension Query where Output == CaseID {
    /// The cases that a reference names; a hub's own numbers may be another hub's, too.
    public static func casesNamed(_ reference: String) -> Self {
        Self("SELECT case_id FROM casework_case WHERE reference = \(reference) LIMIT 2")
    }
}

extension Row {
    /// Bytes, whose they are, and the wrapped key.
    mutating func nextSealed() throws -> SealedText? {
        let bytes: [UInt8]? = try nextOptional()
        let owner: PersonID? = try nextOptional()
        let key: [UInt8]? = try nextOptional()
        return bytes.map { SealedText(bytes: $0, owner: owner, wrappedKey: key) }
    }
}

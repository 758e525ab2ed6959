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
        let hub: HubCode = try row.nextHub()
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

/// Which cases a list shows.
public struct CaseFilter: Sendable {
    public var hub: HubCode?
    public var worker: AccountID?
    /// One of its people.
    public var person: PersonID?
    /// With those that are closed, too.
    public var isAll = false
    /// Only those that are closed.
    public var isClosed = false
    /// Only those due on or before this day.
    public var dueBy: CalendarDate?
    /// The last case of the page before.
    public var after: (dueOn: CalendarDate?, id: CaseID)?
    /// Whose restricted cases are shown; all are, to the operator of the machine.
    public var viewer: Viewer = .machine

    public enum Viewer: Sendable {
        case machine
        case account(AccountID?)
    }

    public init() {}

    var condition: Statement {
        var parts: [Statement] = ["true"]
        // One value, not a join: the index gives the rows in their order.
        if let hub {
            parts.append("c.hub_id = (SELECT hub_id FROM hub WHERE code = \(hub.description))")
        }
        if let worker { parts.append("c.worker = \(worker)") }
        if let person {
            parts.append(
                """
                (c.person_id = \(person) OR c.case_id IN (SELECT m.case_id FROM case_member m
                    WHERE m.person_id = \(person)))
                """)
        }
        if isClosed {
            parts.append("c.status > 2")
        } else if !isAll {
            parts.append("c.status <= 2")
        }
        if let dueBy { parts.append("c.due_on <= \(dueBy)") }
        if let after {
            parts.append(
                """
                (coalesce(c.due_on, DATE '9999-12-31'), c.case_id)
                    > (coalesce(\(after.dueOn), DATE '9999-12-31'), \(after.id))
                """)
        }
        if case .account(let account) = viewer {
            parts.append(
                """
                (NOT c.is_restricted OR coalesce(\(account) IN (c.worker, c.opened_by), false)
                    OR coalesce(\(account) = ANY (c.named_workers), false))
                """)
        }
        return parts.dropFirst().reduce(parts[0]) { "\($0) AND \($1)" }
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

/// How much work lies with one worker at a hub.
public struct WorkloadRow: Sendable, Hashable {
    /// Nil for cases that nobody works on.
    public let worker: AccountID?
    public let open: Int
    public let high: Int
    public let overdue: Int
    public let dueThisWeek: Int
    public let withoutStep: Int
}

extension Query where Output == WorkloadRow {
    /// The open cases of a hub by worker, most cases first.
    public static func workload(at hub: HubCode) -> Self {
        Self(
            """
            SELECT c.worker, count(*)::int, count(*) FILTER (WHERE c.priority = 1)::int,
                count(*) FILTER (WHERE c.due_on < t.today)::int,
                count(*) FILTER (WHERE c.due_on >= t.today AND c.due_on < t.today + 7)::int,
                count(*) FILTER (WHERE c.due_on IS NULL)::int
            FROM hub h JOIN casework_case c USING (hub_id),
                LATERAL (SELECT (now() AT TIME ZONE h.time_zone)::date AS today) t
            WHERE h.code = \(hub.description) AND c.status <= 2
            GROUP BY c.worker ORDER BY 2 DESC, 1
            """
        ) { row in
            WorkloadRow(
                worker: try row.nextOptional(), open: try row.next(), high: try row.next(),
                overdue: try row.next(), dueThisWeek: try row.next(),
                withoutStep: try row.next())
        }
    }
}

extension Row {
    mutating func nextHub() throws -> HubCode {
        let text: String = try next()
        guard let hub = HubCode(text) else { throw StoreError.unreadable(table: "hub") }
        return hub
    }

    /// Bytes, whose they are, and the wrapped key.
    mutating func nextSealed() throws -> SealedText? {
        let bytes: [UInt8]? = try nextOptional()
        let owner: PersonID? = try nextOptional()
        let key: [UInt8]? = try nextOptional()
        return bytes.map { SealedText(bytes: $0, owner: owner, wrappedKey: key) }
    }
}

public import Casework
import Postgres

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

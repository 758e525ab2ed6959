public import CaseStore
public import Casework

/// How much lies with one worker of a hub, or with nobody yet, as JSON.
public struct WorkloadDocument: Encodable, Sendable {
    public let worker: AccountID?
    public let open: Int
    public let high: Int
    public let overdue: Int
    public let dueThisWeek: Int
    public let withoutNextStep: Int

    enum CodingKeys: String, CodingKey {
        case worker, open, high, overdue
        case dueThisWeek = "due_this_week"
        case withoutNextStep = "without_next_step"
    }

    public init(_ row: WorkloadRow) {
        worker = row.worker
        open = row.open
        high = row.high
        overdue = row.overdue
        dueThisWeek = row.dueThisWeek
        withoutNextStep = row.withoutStep
    }
}
